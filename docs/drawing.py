"""A state table as a mermaid diagram and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tinhso.kit.states import Table


def diagram(table: Table[Any]) -> list[str]:
    """A `stateDiagram-v2`; guards are notes. Moves from many states to many pass through one point, or nobody could read it."""
    states = _states(table)
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR"]
    lines += [f'    state "{s.en}" as {s.name}' for s in states]
    lines.append(f"    [*] --> {states[0].name}")
    edges: dict[tuple[str, str], list[str]] = {}
    points: list[str] = []
    for number, (verb, sources, targets, _) in enumerate(_grouped(table)):
        if len(sources) > 1 and len(targets) > 1:
            point = f"{verb}_{number}"
            points.append(f"    state {point} <<choice>>")
            for source in sources:
                edges.setdefault((source.name, point), []).append(verb)
            for target in targets:
                edges.setdefault((point, target.name), [])
            continue
        for source in sources:
            for target in targets:
                edges.setdefault((source.name, target.name), []).append(verb)
    lines += points
    lines += [f"    {a} --> {b}" + (f" : {' / '.join(dict.fromkeys(names))}" if names else "") for (a, b), names in edges.items()]
    leaving = {source for move in table.moves for source in move.sources}
    lines += [f"    {s.name} --> [*]" for s in states if s not in leaving]
    lines += list(_notes(table))
    return [*lines, "```"]


def rows(table: Table[Any]) -> list[str]:
    lines = ["| from | verb | to | guard |", "|---|---|---|---|"]
    for verb, sources, targets, guard in _grouped(table):
        lines.append(f"| {_listed(sources)} | `{verb}` | {_listed(targets)} | {guard} |")
    return lines


def names(table: Table[Any]) -> list[str]:
    """Every state in its three names."""
    return ["| code | Vietnamese | English |", "|---|---|---|", *(f"| `{s.value}` | {s.vi} | {s.en} |" for s in _states(table))]


def _states(table: Table[Any]) -> list[Any]:
    used = {state for move in table.moves for state in (*move.sources, move.target)}
    return [state for state in type(next(iter(used))) if state in used]


def _grouped(table: Table[Any]) -> list[tuple[str, tuple[Any, ...], list[Any], str]]:
    """(verb, sources, targets, guard): moves that differ only in their target are one."""
    found: dict[tuple[str, tuple[Any, ...], str], list[Any]] = {}
    for move in table.moves:
        found.setdefault((move.verb, move.sources, move.guard), []).append(move.target)
    return [(verb, sources, targets, guard) for (verb, sources, guard), targets in found.items()]


def _notes(table: Table[Any]) -> Iterator[str]:
    at: dict[str, list[str]] = {}
    for verb, sources, targets, guard in _grouped(table):
        if guard:
            where = targets[0] if len(targets) == 1 else sources[0]
            at.setdefault(where.name, []).append(f"{verb}: {guard}".replace(";", ","))
    for state, said in at.items():
        yield f"    note right of {state}"
        yield from (f"        {line}" for line in dict.fromkeys(said))
        yield "    end note"


def _listed(states: Any) -> str:
    return ", ".join(s.en for s in states)
