"""The page of one room."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from docs import drawing, reading
from docs.reading import Room
from tinhso.core.events.public import facts as listened

NOTE = "<!-- Written by `make docs` from the code; do not edit. -->"


def page(room: Room) -> str:
    """The whole text of docs/rooms/<room>.md; sections without content are absent."""
    lines = [NOTE, "", f"# {room.name}", "", (inspect.getdoc(room.modules[0]) or "").strip(), ""]
    first = f"Code: [`src/tinhso/{room.name.replace('.', '/')}`](../../src/tinhso/{room.name.replace('.', '/')}/)"
    lines += [first, ""]
    for title, make in SECTIONS:
        if body := list(make(room)):
            lines += [f"## {title}", "", *body, ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def index(rooms: list[Room]) -> str:
    lines = [
        NOTE,
        "",
        "# Rooms",
        "",
        "Every room has the same doors; who knows one knows them all. Drawn from the code by `make docs`.",
        "",
    ]
    lines += ["| room | what it does | verbs | permissions | tables |", "|---|---|---|---|---|"]
    for room in rooms:
        counts = (len(reading.verbs(room)), len(reading.permissions(room)), len(_models(room)))
        lines.append(
            f"| [{room.name}]({room.short}.md) | {_cell(reading.sentence(room.modules[0]))} | "
            + " | ".join(str(n or "") for n in counts)
            + " |"
        )
    return "\n".join(lines) + "\n"


def _verbs(room: Room) -> Iterator[str]:
    found = reading.verbs(room)
    if not found:
        return
    yield "An action is the only way data changes. A right in brackets is asked for in some cases only; where none is named, the action"
    yield "itself says who may (the desk that holds the task, the drafter, the system in a job)."
    yield ""
    yield "| verb | does | right | file |"
    yield "|---|---|---|---|"
    for verb in found:
        rights = ", ".join([f"`{c}`" for c in verb.needs] + [f"(`{c}`)" for c in verb.sometimes])
        file = verb.module.replace(".", "/")
        file += "/__init__.py" if (reading.ROOT / "src" / file).is_dir() else ".py"
        yield f"| `{verb.name}` | {_cell(verb.does)} | {rights} | [{file.rpartition('/')[2]}](../../src/{file}) |"


def _states(room: Room) -> Iterator[str]:
    for module, name, table in reading.tables_of_states(room):
        yield f"### {name} (`{module}`)"
        yield ""
        yield from drawing.diagram(table)
        yield ""
        yield from drawing.rows(table)
        yield ""
        yield from drawing.names(table)
        yield ""


def _out(room: Room) -> Iterator[str]:
    for number, fact in enumerate(reading.facts(room)):
        if not number:
            yield "| fact | says | carries | told by | heard by |"
            yield "|---|---|---|---|---|"
        own = [f for f in fact.__annotations__ if f != "kind"]
        heard = [h.name for h in listened().get(fact.kind, []) if h.name.startswith("tinhso.")]
        told = reading.emitters(room, fact)
        yield f"| `{fact.kind}` | {_cell(reading.sentence(fact))} | {_codes(own)} | {_codes(told)} | {_codes(_short(h) for h in heard)} |"


def _in(room: Room) -> Iterator[str]:
    rows = [
        f"| `{kind}` | {_cell(reading.sentence(h.run))} | `{_short(h.name)}` |"
        for kind, handlers in sorted(listened().items())
        for h in handlers
        if room.holds(h.run.__module__)
    ]
    if rows:
        yield from ["| fact | what the room does | handler |", "|---|---|---|", *rows]


def _jobs(room: Room) -> Iterator[str]:
    from procrastinate.contrib.django import app

    at = {p.task.name: p.cron for p in app.periodic_registry.periodic_tasks.values()}
    rows = [
        f"| `{name}` | {task.queue} | {at.get(name, 'when asked')} | {_cell(reading.sentence(task.func))} |"
        for name, task in sorted(app.tasks.items())
        if room.holds(inspect.unwrap(task.func).__module__)
    ]
    if rows:
        yield from ["| job | queue | when (cron in UTC) | does |", "|---|---|---|---|", *rows]


def _permissions(room: Room) -> Iterator[str]:
    for number, right in enumerate(reading.permissions(room)):
        if not number:
            yield "| code | Vietnamese | English | held by the posts of |"
            yield "|---|---|---|---|"
        yield f"| `{right.code}` | {right.vi} | {right.en} | {', '.join(sorted(right.roles)) or 'nobody: by a grant only'} |"


def _models(room: Room) -> list[Any]:
    from django.apps import apps

    config = next((c for c in apps.get_app_configs() if c.name == room.package), None)
    return [m for m in config.get_models() if m._meta.managed] if config else []


def _tables(room: Room) -> Iterator[str]:
    sql = reading.sql_of_migrations(room)
    for model in _models(room):
        yield f"### {model._meta.db_table}"
        yield ""
        if own := reading.sentence(model):
            yield own
            yield ""
        yield "; ".join(_standing(model._meta.db_table, sql)) + "."
        yield ""
        yield "| column | type | |"
        yield "|---|---|---|"
        yield from (_column(field) for field in model._meta.concrete_fields)
        yield ""
        yield from (f"- {line}" for line in _held(model, sql))
        yield ""
    # A partition goes with its table.
    bare = [
        t for t in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?\"?(\w+)\"?(?! PARTITION)", sql) if not re.search(r"_(\d{4}|other)$", t)
    ]
    known = {m._meta.db_table for m in _models(room)}
    for table in (t for t in bare if t not in known):
        yield f"### {table}"
        yield ""
        yield "Made in SQL by the room's migrations. " + "; ".join(_standing(table, sql)) + "."
        yield ""


def _standing(table: str, sql: str) -> Iterator[str]:
    from tinhso.core.access.grants import EVERYTHING, TABLES

    walled = re.search(rf'CREATE POLICY \w+ ON "?{table}"? ', sql)
    yield "Behind the agency wall (row-level security)" if walled else "Instance-wide, no row-level policy"
    allowed = TABLES.get(table, EVERYTHING)
    yield f"web and worker may {allowed}" if allowed else "web and worker reach it only through the room's functions"


def _column(field: Any) -> str:
    kind = field.get_internal_type().removesuffix("Field")
    said = []
    if field.is_relation:
        kind = f"→ {field.related_model._meta.db_table}"
    elif kind == "Array":
        kind = f"{field.base_field.get_internal_type().removesuffix('Field')}[]"
    if field.primary_key:
        said.append("key")
    elif field.unique:
        said.append("unique")
    if field.null:
        said.append("may be null")
    if field.choices:
        said.append(", ".join(f"`{value}` {label}" for value, label in field.flatchoices))
    if field.help_text:
        said.append(str(field.help_text))
    return f"| {field.column} | {kind} | {_cell('; '.join(said))} |"


def _held(model: Any, sql: str) -> Iterator[str]:
    """What the database itself refuses."""
    for constraint in model._meta.constraints:
        fields = ", ".join(getattr(constraint, "fields", ()) or ())
        condition = getattr(constraint, "condition", None)
        kind = type(constraint).__name__.removesuffix("Constraint").lower()
        text = " ".join(
            part for part in (fields, f"{'where ' if fields else ''}`{_said(condition)}`" if condition is not None else "") if part
        )
        yield f"{kind} `{constraint.name}`: {text}" if text else f"{kind} `{constraint.name}`"
    for index in model._meta.indexes:
        yield f"index on {', '.join(index.fields)}" + (f" where `{_said(index.condition)}`" if index.condition is not None else "")
    for name in re.findall(rf'ALTER TABLE "?{model._meta.db_table}"? ADD CONSTRAINT (\w+)', sql):
        yield f"`{name}` (SQL of the migration)"
    for name, moment in re.findall(
        rf'CREATE (?:CONSTRAINT )?TRIGGER (\w+) ((?:BEFORE|AFTER) [A-Z ]+?) ON "?{model._meta.db_table}"? ', sql
    ):
        yield f"trigger `{name}` {moment.lower()}"


def _said(condition: Any) -> str:
    """A Q as it would be read: `state in (registered, done) and file is null`."""
    if isinstance(condition, tuple):
        path, value = condition
        field, _, test = path.partition("__")
        if value is None or test == "isnull":
            return f"{field} is {'null' if value is not False else 'not null'}"
        if test == "in":
            return f"{field} in ({', '.join(str(v) for v in value)})"
        shown = repr(str(value)) if isinstance(value, str) else _expression(value)
        return f"{field} {_SIGNS.get(test, test)} {shown}"
    if not hasattr(condition, "children"):
        return str(condition)
    joined = f" {condition.connector.lower()} ".join(
        f"({_said(c)})" if len(getattr(c, "children", ())) > 1 and not getattr(c, "negated", False) else _said(c)
        for c in condition.children
    )
    return f"not ({joined})" if condition.negated else joined


def _expression(value: Any) -> str:
    if type(value).__name__ == "Func":
        return f"{value.extra['function']}({', '.join(_expression(e) for e in value.source_expressions)})"
    return str(value.name) if type(value).__name__ == "F" else str(value)


_SIGNS = {"": "=", "gte": "≥", "gt": ">", "lte": "≤", "lt": "<"}


def _pages(room: Room) -> Iterator[str]:
    rows = [(address, name, view) for address, name, view in reading.routes() if _home(view, room)]
    if rows:
        yield "| address | name | page |"
        yield "|---|---|---|"
        yield from (f"| `{address}` | {name} | {_cell(reading.first_line(view))} |" for address, name, view in rows)


def _home(view: Callable[..., Any], room: Room) -> bool:
    return room.holds(view.__module__)


def _door(room: Room) -> Iterator[str]:
    module = next((m for m in room.modules if m.__name__ == f"{room.package}.public"), None)
    if module is None:
        return
    for name in sorted(getattr(module, "__all__", ())):
        thing = getattr(module, name)
        if inspect.isfunction(thing):
            yield f"- `{name}{_signature(thing)}`: {reading.first_line(thing) or '…'}".removesuffix(": …")
        elif inspect.isclass(thing) or inspect.ismodule(thing):
            said = reading.first_line(thing)
            yield f"- `{name}`" + (
                f": {said}" if said and str(getattr(thing, "__module__", getattr(thing, "__name__", ""))).startswith("tinhso.") else ""
            )
        else:
            yield f"- `{name}`"


def _signature(function: Callable[..., Any]) -> str:
    """With annotations as they are written: `from __future__ import annotations` would show each in quotes."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(inspect.unwrap(function))))


def _short(name: str) -> str:
    return name.removeprefix("tinhso.")


def _codes(values: Any) -> str:
    return ", ".join(f"`{v}`" for v in values)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


SECTIONS: list[tuple[str, Callable[[Room], Iterator[str]]]] = [
    ("Verbs", _verbs),
    ("States", _states),
    ("Facts it emits", _out),
    ("Facts it listens to", _in),
    ("Jobs", _jobs),
    ("Permissions", _permissions),
    ("Tables", _tables),
    ("Pages", _pages),
    ("The door (`public.py`)", _door),
]
