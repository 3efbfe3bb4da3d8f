"""What this room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from tinhso.core.events.public import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEnded(Fact):
    """A post ends at an instant; open work goes to `successor`, a post of the same agency, where one is named."""

    kind: ClassVar[str] = "people.post_ended"
    post: int
    person: int
    at: datetime
    successor: int | None = None
