"""What happens to outgoing documents, told to the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tinhso.core.events.public import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingIssued(Fact):
    """Issued: `reply_to` is our incoming document that it answers."""

    kind: ClassVar[str] = "outgoing.issued"
    document: UUID
    reply_to: UUID | None
    notation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRecallAsked(Fact):
    """A leader orders the document back (ND30 Điều 18.4)."""

    kind: ClassVar[str] = "outgoing.recall_asked"
    document: UUID
    reason: str
