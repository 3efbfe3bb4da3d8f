"""Khóa sổ ngày: the clerk looks at what is left before the office closes, and the ledger keeps that he did."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import Actor, record
from tinhso.documents.incoming.access import CLOSE_DAY
from tinhso.documents.incoming.queries.closing import CLOSED, counted, left, subject_of
from tinhso.kit import clock


@transaction.atomic
def close_day(actor: Actor) -> dict[str, int]:
    """Who closed today, with how much of each kind left; again until the day ends, each time a row of its own. Raises NotAllowed.

    Nothing is locked by it: a day is closed as it stands, and what comes later waits for the next look.
    """
    CLOSE_DAY.require(actor)
    counts = counted(left(actor))
    record(actor, CLOSED, subject_of(actor, clock.today()), **counts)
    return counts
