"""What this room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tinhso.core.access.public import Actor, set_scope
from tinhso.core.events.public import Fact, emit


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed(Fact):
    """A unit ends on a day; `successors` carry on its work."""

    kind: ClassVar[str] = "organisations.closed"
    unit: int
    on: date
    successors: tuple[int, ...] = ()


def tell(actor: Actor, fact: Fact) -> None:
    """Emit a fact of an agency below the actor's: the outbox stands behind the agency wall, so the scope is widened for its row alone."""
    if fact.agency in actor.agencies:
        emit(fact)
        return
    set_scope((*actor.agencies, fact.agency), sorted(actor.principals))
    try:
        emit(fact)
    finally:
        set_scope(actor.agencies, sorted(actor.principals))
