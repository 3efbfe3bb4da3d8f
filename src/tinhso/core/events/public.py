"""The door of events: declare a fact, emit it, listen to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from tinhso.core.events.models import Happening
from tinhso.kit import clock

__all__ = ["Fact", "Handler", "emit", "facts", "handlers_of", "on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A typed fact a room emits. Fields are ids and short values (never contents); subclasses set `kind` ("outgoing.issued")."""

    kind: ClassVar[str]
    agency: int
    aggregate: str


@dataclass(frozen=True, slots=True)
class Handler:
    name: str
    fact: type[Fact]
    run: Callable[[Any], None]


F = TypeVar("F", bound=Fact)
_handlers: dict[str, list[Handler]] = {}


def on(fact: type[F]) -> Callable[[Callable[[F], None]], Callable[[F], None]]:
    """Register a handler: called with the fact inside a transaction scoped to the fact's agency; must be safe to repeat."""

    def register(run: Callable[[F], None]) -> Callable[[F], None]:
        name = f"{run.__module__}.{run.__qualname__}"
        _handlers.setdefault(fact.kind, []).append(Handler(name, fact, run))
        return run

    return register


def handlers_of(kind: str) -> list[Handler]:
    return _handlers.get(kind, [])


def facts() -> dict[str, list[Handler]]:
    """Every listened-to kind with its handlers: the room maps are drawn from it."""
    return dict(_handlers)


def emit(fact: Fact) -> None:
    """Write the fact in the caller's transaction and have it delivered after commit. Nobody listening: only the row is kept."""
    from tinhso.core.events.jobs import deliver  # jobs import the registry of handlers

    row = Happening.objects.create(
        kind=fact.kind, aggregate=fact.aggregate, agency_id=fact.agency, payload=_plain(asdict(fact)), at=clock.now()
    )
    if handlers_of(fact.kind):
        # The lock keeps one aggregate's happenings in order; a retried delivery holds back its successors.
        deliver.configure(lock=fact.aggregate).defer(happening=row.id, agency=fact.agency)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date | datetime) else str(v) if isinstance(v, UUID) else v for k, v in values.items()}
