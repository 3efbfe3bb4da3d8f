"""What a room is, read off its code: verbs with the rights they ask for, state tables, facts, jobs, tables, pages, the door."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from tinhso.core.access.public import Permission
from tinhso.core.events.public import Fact
from tinhso.kit.states import Table

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tinhso"
FLOORS = ("core", "documents")
"""Packages that hold rooms and are none themselves."""
ALONE = ("signing", "signing.custody", "exchange", "web")
_SKIPPED = {"migrations", "templates", "static", "pages", "urls"}
"""Of a room's modules those that hold nothing to read here; pages are met through their addresses."""


@dataclass(frozen=True)
class Verb:
    """An action: `needs` are rights it always asks for, `sometimes` those it asks for in some cases."""

    name: str
    does: str
    needs: tuple[str, ...]
    sometimes: tuple[str, ...]
    module: str


@dataclass(frozen=True)
class Room:
    """`name` is dotted below tinhso: `documents.incoming`."""

    name: str

    @property
    def short(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def package(self) -> str:
        return f"tinhso.{self.name}"

    @property
    def folder(self) -> Path:
        return SOURCE.joinpath(*self.name.split("."))

    @cached_property
    def modules(self) -> list[ModuleType]:
        names = sorted({self.package, *_names(self.folder, self.package)})
        return [importlib.import_module(name) for name in names if self.holds(name)]

    def holds(self, module: str) -> bool:
        """Whether a module stands in this room, and not in a room inside it."""
        inner = [f"tinhso.{n}" for n in ALONE if n.startswith(f"{self.name}.")]
        return _within(module, self.package) and not any(_within(module, other) for other in inner)

    def values(self, kind: type[Any]) -> Iterator[tuple[str, str, Any]]:
        """(module, name, object) of the room's own constants of a kind, each once, where it is first met."""
        met: set[int] = set()
        for module in self.modules:
            own = _assigned(module)
            for name, value in vars(module).items():
                if isinstance(value, kind) and name in own and id(value) not in met:
                    met.add(id(value))
                    yield module.__name__, name, value


@cache
def rooms() -> list[Room]:
    found = [f"{floor}.{m.name}" for floor in FLOORS for m in pkgutil.iter_modules([str(SOURCE / floor)]) if m.ispkg]
    return [Room(name) for name in sorted(found) + list(ALONE)]


def sentence(thing: object) -> str:
    """The first paragraph of a thing's own docstring, on one line; what dataclasses write for themselves is none."""
    # A class's own, not its parents'; a function keeps its docstring outside its own dictionary.
    own = thing.__doc__ if inspect.isroutine(thing) else getattr(thing, "__dict__", {}).get("__doc__")
    text = inspect.cleandoc(own or "")
    if text.startswith(f"{getattr(thing, '__name__', '')}("):
        return ""
    return " ".join(text.split("\n\n")[0].split())


def first_line(thing: object) -> str:
    return sentence(thing).split(" Raises ")[0]


def verbs(room: Room) -> list[Verb]:
    """The public functions of `actions/`, which take the actor first, in the order of their files."""
    found = []
    door = {name for m in room.modules if m.__name__ == f"{room.package}.public" for name in getattr(m, "__all__", ())}
    for module in room.modules:
        if f"{room.package}.actions." not in f"{module.__name__}.":
            continue
        for name, function in vars(module).items():
            plain = inspect.unwrap(function) if inspect.isfunction(function) else None
            if plain is None or name.startswith("_") or plain.__module__ != module.__name__:
                continue
            if next(iter(inspect.signature(plain).parameters), "") != "actor":
                continue
            if name not in door and not hasattr(function, "__wrapped__"):
                continue  # a part of a verb: neither in the door nor a transaction of its own
            always, sometimes = _rights(plain, 3)
            found.append(Verb(name, first_line(plain), tuple(sorted(always)), tuple(sorted(sometimes - always)), module.__name__))
    return found


def permissions(room: Room) -> list[Permission]:
    return sorted((p for _, _, p in room.values(Permission)), key=lambda p: p.code)


def tables_of_states(room: Room) -> list[tuple[str, str, Table[Any]]]:
    return list(room.values(Table))


def facts(room: Room) -> list[type[Fact]]:
    return [
        value
        for module in room.modules
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Fact) and value is not Fact and value.__module__ == module.__name__
    ]


def emitters(room: Room, fact: type[Fact]) -> list[str]:
    """Functions of the room that emit it, as `module.function`."""
    found = []
    for module in room.modules:
        for node in ast.walk(ast.parse(_source(module))):
            if isinstance(node, ast.FunctionDef) and any(_emits(call, fact.__name__) for call in ast.walk(node)):
                found.append(f"{module.__name__.removeprefix(room.package + '.')}.{node.name}")
    return found


def routes() -> list[tuple[str, str, Callable[..., Any]]]:
    """(address, name, view) of every page whose view is ours."""
    from django.urls import get_resolver

    return sorted(_routes(get_resolver().url_patterns, "/"), key=lambda r: r[0])


def sql_of_migrations(room: Room) -> str:
    """The SQL that the room's migrations run besides Django's own."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.operations import RunSQL

    label = next((c.label for c in apps.get_app_configs() if c.name == room.package), "")
    loader = MigrationLoader(None)
    parts = [
        operation.sql if isinstance(operation.sql, str) else "\n".join(str(s) for s in operation.sql)
        for (app, _), migration in sorted(loader.disk_migrations.items())
        if app == label
        for operation in migration.operations
        if isinstance(operation, RunSQL)
    ]
    return re.sub(r"\s+", " ", "\n".join(parts))


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _names(folder: Path, package: str) -> Iterator[str]:
    for found in pkgutil.iter_modules([str(folder)]):
        if found.name in _SKIPPED or found.name.startswith("__"):
            continue
        yield f"{package}.{found.name}"
        if found.ispkg:
            yield from _names(folder / found.name, f"{package}.{found.name}")


@cache
def _assigned(module: ModuleType) -> frozenset[str]:
    """Names given a value at the top of the module, imports apart."""
    found: set[str] = set()
    for node in ast.parse(_source(module)).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        found |= {t.id for t in targets if isinstance(t, ast.Name)}
    return frozenset(found)


def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text("utf-8")


def _emits(node: ast.AST, fact: str) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "emit" and node.args):
        return False
    return any(isinstance(inner, ast.Name) and inner.id == fact for inner in ast.walk(node.args[0]))


def _rights(function: Callable[..., Any], depth: int) -> tuple[set[str], set[str]]:
    """Codes of the permissions a function asks for, itself or through what it calls in its own room or named require…."""
    always: set[str] = set()
    sometimes: set[str] = set()
    body = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    for call, conditional in _calls(body, False):
        asked: set[str] = set()
        maybe: set[str] = set()
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("require", "held_by"):
            right = _resolve(call.func.value, function.__globals__)
            if isinstance(right, Permission):
                asked = {right.code}
                conditional = conditional or call.func.attr == "held_by"
        elif depth:
            called = _resolve(call.func, function.__globals__)
            plain = inspect.unwrap(called) if inspect.isfunction(called) else None
            if plain is not None and plain is not function and _worth_following(function, plain):
                asked, maybe = _rights(plain, depth - 1)
        (sometimes if conditional else always).update(asked)
        sometimes |= maybe
    return always, sometimes


def _worth_following(caller: Callable[..., Any], called: Callable[..., Any]) -> bool:
    here, there = caller.__module__.split("."), called.__module__.split(".")
    if there[0] != "tinhso":
        return False
    return "require" in called.__name__ or there[:-1][:3] == here[:-1][:3]


def _calls(node: ast.AST, conditional: bool) -> Iterator[tuple[ast.Call, bool]]:
    """Every call, and whether it happens in some cases only: in a branch, or behind an early return."""
    for name, value in ast.iter_fields(node):
        branch = isinstance(node, ast.If | ast.IfExp) and name in ("body", "orelse")
        inside = conditional or branch or isinstance(node, ast.BoolOp)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Call):
                yield child, inside
            if isinstance(child, ast.AST):
                yield from _calls(child, inside)
            if isinstance(child, ast.If) and any(isinstance(s, ast.Return) for s in child.body):
                inside = True


def _resolve(node: ast.expr, names: dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_resolve(node.value, names), node.attr, None)
    return None


def _routes(patterns: list[Any], prefix: str) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, address)
            continue
        view = getattr(pattern.callback, "view_class", None) or inspect.unwrap(pattern.callback)
        if view.__module__.startswith("tinhso."):
            yield address, pattern.name or "", view
