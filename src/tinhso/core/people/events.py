"""What this room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tinhso.core.events.public import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskHandedOver(Fact):
    """The holder of `post` has left; the open work of that desk goes on at `successor`, a post of the same agency."""

    kind: ClassVar[str] = "people.desk_handed_over"
    post: int
    successor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsChanged(Fact):
    """What the holder of `post` may do has changed; `vi` says how, in a sentence (no contents, names of posts only)."""

    kind: ClassVar[str] = "people.rights_changed"
    post: int
    vi: str
