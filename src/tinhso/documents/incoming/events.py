"""What happens to incoming documents, told to the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tinhso.core.events.public import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingStatus(Fact):
    """The sender is to know `code` (01-06, 15, 16); `consignment` is the delivery that brought the document, None for paper."""

    kind: ClassVar[str] = "incoming.status"
    document: UUID
    consignment: UUID | None
    code: str
    reason: str
    by: str
