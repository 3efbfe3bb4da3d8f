"""What this room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tinhso.core.events.public import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed(Fact):
    """A unit ends on a day; `successors` carry on its work."""

    kind: ClassVar[str] = "organisations.closed"
    unit: int
    on: date
    successors: tuple[int, ...] = ()
