"""The door of the ledger: append, log a view, chain, verify."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tinhso.core.ledger.chain import seal, sequence, write_head
from tinhso.core.ledger.models import Entry, Seen
from tinhso.core.ledger.verify import Fault, Verdict, verify
from tinhso.core.ledger.waiting import Waiting, waiting
from tinhso.kit import clock, ids

__all__ = [
    "Fault",
    "Verdict",
    "Waiting",
    "acts",
    "append",
    "last",
    "seal",
    "seen",
    "seen_at",
    "seen_by",
    "sequence",
    "verify",
    "waiting",
    "write_head",
]


def append(*, agency: int, person: int | None, post: int | None, actor: str, action: str, subject: str, detail: dict[str, Any]) -> None:
    """One row in the caller's transaction. Rooms call `access.record(actor, …)`, which fills in who."""
    Entry.objects.create(
        agency_id=agency, person_id=person, post_id=post, actor=actor, action=action, subject=subject, detail=detail,
        at=clock.now(), really_at=clock.real(),
    )  # fmt: skip


def seen(*, agency: int, person: int | None, post: int | None, actor: str, subject: str, how: str, detail: str) -> None:
    Seen.objects.create(
        id=ids.new(), at=clock.now(), agency_id=agency, person_id=person, post_id=post, actor=actor, subject=subject, how=how,
        detail=detail,
    )  # fmt: skip


def seen_by(agency: int, subject: str, most: int) -> list[tuple[str, str, datetime]]:
    """(who, how, when) of the latest looks at a record, the last first. One query."""
    rows = Seen.objects.filter(agency_id=agency, subject=subject).order_by("-at").values_list("actor", "how", "at")
    return list(rows[:most])


def seen_at(agency: int, person: int, subjects: Sequence[str]) -> dict[str, list[datetime]]:
    """When this person opened, downloaded or printed each of these records; those never seen are absent. One query."""
    found: dict[str, list[datetime]] = {}
    for subject, at in Seen.objects.filter(agency_id=agency, person_id=person, subject__in=subjects).values_list("subject", "at"):
        found.setdefault(subject, []).append(at)
    return found


def last(agency: int, subject: str) -> tuple[str, datetime] | None:
    """(who, when) of the latest act on a subject. One query."""
    rows = Entry.objects.filter(agency_id=agency, subject=subject).order_by("-id").values_list("actor", "at")
    return rows.first()


def acts(agency: int, subject: str, action: str, *, most: int) -> list[tuple[str, datetime, dict[str, Any]]]:
    """(who, when, detail) of the latest acts of one kind on a subject, the last first. One query."""
    rows = Entry.objects.filter(agency_id=agency, subject=subject, action=action).order_by("-id").values_list("actor", "at", "detail")
    return list(rows[:most])
