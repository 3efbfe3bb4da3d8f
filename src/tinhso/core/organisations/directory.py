"""The tree of a day in memory, so that lists in every room show names without a join."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tinhso.core.organisations import rules
from tinhso.kit.errors import Refusal
from tinhso.kit.text import fold


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as it was on the directory's day; `alive` is False for one closed or not yet made, shown by its nearest version."""

    id: int
    kind: str
    agency: int
    name: str
    short_name: str
    abbreviation: str
    superior_line: str
    parent: int | None
    place: str
    collective: bool
    collective_name: str
    head_title: str
    level: int | None
    level_label: str
    contact: dict[str, str]
    fields: tuple[str, ...]
    codes: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    alive: bool = True

    @property
    def is_agency(self) -> bool:
        return self.kind == "agency"

    @property
    def shown(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class ChannelView:
    way: str
    address: str


@dataclass(frozen=True)
class Rows:
    """All rows of the room, as plain values: versions (with kind and agency), codes, channels, successions."""

    versions: list[dict[str, Any]]
    codes: list[dict[str, Any]]
    channels: list[dict[str, Any]]
    successions: list[dict[str, Any]]
    _directories: dict[int, Directory] = field(default_factory=dict)

    def directory(self, on: date) -> Directory:
        """Days between two changes share a directory."""
        bucket = bisect_right(self._days, on)
        if bucket not in self._directories:
            if len(self._directories) >= 40:
                self._directories.clear()
            self._directories[bucket] = Directory(self, on)
        return self._directories[bucket]

    @cached_property
    def _days(self) -> list[date]:
        days = {d for rows in (self.versions, self.codes, self.channels) for r in rows for d in _ends(r)}
        return sorted(days | {r["date"] for r in self.successions})


class Directory:
    """Immutable. Every method takes and gives ids and views; nothing here reads the database."""

    def __init__(self, rows: Rows, on: date) -> None:
        self.on = on
        self._channels = [r for r in rows.channels if _holds(r, on)]
        self._hosted = {r["unit_id"] for r in rows.channels if r["way"] == "instance"}
        self._successions = rows.successions
        self._codes = {r["canonical"]: int(r["unit_id"]) for r in rows.codes if _holds(r, on)}
        shown: dict[int, list[str]] = {}
        for r in rows.codes:
            if _holds(r, on):
                shown.setdefault(r["unit_id"], []).append(r["value"])
        self._units = {r["unit_id"]: _view(r, tuple(shown.get(r["unit_id"], ())), on) for r in _nearest(rows.versions, on)}

    def get(self, unit: int) -> UnitView:
        """Any id ever given. Raises KeyError for one that never was."""
        return self._units[unit]

    def __contains__(self, unit: int) -> bool:
        return unit in self._units

    def agencies(self) -> list[UnitView]:
        return [u for u in self._alive if u.is_agency]

    def units_of(self, agency: int) -> list[UnitView]:
        """The units inside an agency, itself left out."""
        return [u for u in self._alive if u.agency == agency and u.id != agency]

    def ever_of(self, agency: int) -> list[UnitView]:
        """The units inside an agency that are, were or will be, itself left out."""
        return [u for u in self._units.values() if u.agency == agency and u.id != agency]

    def children(self, unit: int) -> list[UnitView]:
        return list(self._below.get(unit, ()))

    def subtree(self, unit: int) -> list[UnitView]:
        """The unit and all below it, a parent before its children; empty for one not alive that day."""
        found = [u for u in (self._units.get(unit),) if u is not None and u.alive]
        for u in found:
            found.extend(self._below.get(u.id, ()))
        return found

    def by_code(self, text: str) -> UnitView | None:
        """By an identifier of either scheme; None where nobody has it or it is malformed."""
        try:
            unit = self._codes.get(rules.canonical(text))
        except Refusal:
            return None
        return None if unit is None else self._units.get(unit)

    def search(self, text: str, limit: int = 20) -> list[UnitView]:
        """Names, short names, abbreviations and identifiers without accents or case; the nearest first."""
        wanted = fold(text)
        if not wanted:
            return []
        ranked = sorted((_distance(wanted, words), i) for i, (_, words) in enumerate(self._words) if _matches(wanted, words))
        return [self._words[i][0] for _, i in ranked[:limit]]

    def successors(self, unit: int) -> list[UnitView]:
        """Who does a unit's work on this day, through every later merger; itself while nothing followed it."""
        ends: dict[int, UnitView] = {}
        waiting, met = [unit], {unit}
        for current in waiting:
            nxt = [s["to_unit_id"] for s in self._successions if s["from_unit_id"] == current and s["date"] <= self.on]
            waiting += [n for n in nxt if n not in met]
            met.update(nxt)
            if not nxt and current in self._units:
                ends[current] = self._units[current]
        return list(ends.values())

    def channels(self, unit: int) -> list[ChannelView]:
        """The ways to reach a unit that day, the preferred first."""
        found = [ChannelView(r["way"], r["address"]) for r in self._channels if r["unit_id"] == unit]
        return sorted(found, key=lambda c: _WAYS.index(c.way))

    def channel(self, unit: int) -> ChannelView | None:
        return next(iter(self.channels(unit)), None)

    def hosted(self, agency: int) -> bool:
        """Whether an agency works, worked or will work in this instance; the others are correspondents only."""
        return agency in self._hosted

    @cached_property
    def _alive(self) -> list[UnitView]:
        return [u for u in self._units.values() if u.alive]

    @cached_property
    def _below(self) -> dict[int, list[UnitView]]:
        below: dict[int, list[UnitView]] = {}
        for u in self._alive:
            if u.parent is not None:
                below.setdefault(u.parent, []).append(u)
        return below

    @cached_property
    def _words(self) -> list[tuple[UnitView, tuple[str, ...]]]:
        return [(u, tuple(fold(w) for w in (u.abbreviation, u.short_name, u.name, *u.codes) if w)) for u in self._alive]


_WAYS = ("instance", "axis", "mail", "paper")


def _ends(row: dict[str, Any]) -> Iterator[date]:
    yield row["valid_from"]
    if row["valid_to"] is not None:
        yield row["valid_to"]


def _holds(row: dict[str, Any], on: date) -> bool:
    return bool(row["valid_from"] <= on and (row["valid_to"] is None or on < row["valid_to"]))


def _nearest(versions: list[dict[str, Any]], on: date) -> Iterable[dict[str, Any]]:
    """For each unit the version of the day, else the last before it, else its first. `versions` are in order of their dates."""
    chosen: dict[int, dict[str, Any]] = {}
    for row in versions:
        if row["unit_id"] not in chosen or row["valid_from"] <= on:
            chosen[row["unit_id"]] = row
    return chosen.values()


def _view(row: dict[str, Any], codes: tuple[str, ...], on: date) -> UnitView:
    return UnitView(
        id=row["unit_id"], kind=row["unit__kind"], agency=row["unit__agency_id"], name=row["name"], short_name=row["short_name"],
        abbreviation=row["abbreviation"], superior_line=row["superior_line"], parent=row["parent_id"], place=row["place"],
        collective=row["collective"], collective_name=row["collective_name"], head_title=row["head_title"], level=row["level"],
        level_label=row["level_label"], contact=row["contact"], fields=tuple(row["fields"]), codes=codes,
        valid_from=row["valid_from"], valid_to=row["valid_to"], alive=_holds(row, on),
    )  # fmt: skip


def _matches(wanted: str, words: tuple[str, ...]) -> bool:
    return any(wanted in w for w in words) or all(any(part in w for w in words) for part in wanted.split())


def _distance(wanted: str, words: tuple[str, ...]) -> tuple[int, int]:
    best = min(0 if w == wanted else 1 if w.startswith(wanted) else 2 if wanted in w else 3 for w in words)
    return best, min(len(w) for w in words)
