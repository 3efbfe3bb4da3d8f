"""The scans that wait for their register lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tinhso.core.access.public import Actor
from tinhso.core.people.public import roster
from tinhso.documents.incoming.models import Pending
from tinhso.ui import format as fmt

LIMIT = 100


@dataclass(frozen=True, slots=True)
class PendingRow:
    id: UUID
    name: str
    size: str
    by: str
    at: str


def pending(actor: Actor) -> tuple[list[PendingRow], int]:
    """The oldest hundred, as they are gone through, and how many there are."""
    people = roster()
    shown = Pending.objects.visible_to(actor).order_by("at", "id").values_list("id", "file__name", "file__size", "by_id", "at")[:LIMIT]
    made = [PendingRow(i, name, fmt.file_size(size), people.post(by).name, fmt.moment(at)) for i, name, size, by, at in shown]
    return made, pending_count(actor)


def next_pending(actor: Actor, at: datetime, ident: UUID) -> UUID | None:
    """The one after this in the order of the list, else the first."""
    rows = Pending.objects.visible_to(actor).exclude(pk=ident).order_by("at", "id").values_list("id", flat=True)
    return rows.filter(Q(at__gt=at) | Q(at=at, id__gt=ident)).first() or rows.first()


def pending_count(actor: Actor) -> int:
    return Pending.objects.visible_to(actor).count()
