"""What has not left yet, and what left and nobody has acknowledged: how many, how many late, the oldest with their clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, Count, F, Func, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhso.core.access.public import VISIBLE, Actor, reach
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.documents.clocks import receive_by, receive_late_until
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.queries import Filters, presented
from tinhso.documents.outgoing.rules.clocks import leave_by
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.rules.states import UNSENT
from tinhso.documents.paged import keyset
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Deadline, Row

LIMIT = 50
OLDEST = 3
"""Rows shown of a kind: its list shows them all."""
_FIELDS = (
    "id", "subject", "notation", "type_code", "unit_id", "state", "state_at", "due", "urgency", "drafter_id", "source", "issue_date",
    "issued_at", "box",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of what waits: as many as its list shows, those whose time has run out, the oldest few."""

    code: str
    count: int
    late: int
    rows: Sequence[Row]


# By day, mark and way: the law's clock needs no more, and says in Python which of the groups are late.
_GROUPS = f"""
SELECT box, coalesce(issue_date, (state_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), source = 'paper', urgency <> '', count(*)
FROM outgoing_outgoing WHERE {VISIBLE} AND box = ANY (%(boxes)s) GROUP BY 1, 2, 3, 4
"""  # noqa: S608  (our own words; values are parameters)


def unsent(actor: Actor, days: WorkingCalendar) -> list[Waiting]:
    """Signed and not numbered, numbered and not sealed, sealed and not sent. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, {**reach(actor), "boxes": list(UNSENT)})
        groups = cursor.fetchall()
    seen = Outgoing.objects.visible_to(actor)
    oldest = [seen.filter(box=box).order_by("state_at", "id").values(*_FIELDS)[:OLDEST] for box in UNSENT]
    found = sorted(oldest[0].union(*oldest[1:], all=True), key=lambda r: (r["state_at"], r["id"]))
    rows = {r["id"]: replace(row, deadline=_clock(days, _leave(days, r))) for row, r in zip(presented(actor, found), found, strict=True)}
    now = clock.now()
    made = []
    for box in UNSENT:
        mine = [(n, leave_by(days, day, paper=paper, urgent=urgent) < now) for b, day, paper, urgent, n in groups if b == box]
        shown = [rows[r["id"]] for r in found if r["box"] == box]
        made.append(Waiting(box, sum(n for n, _late in mine), sum(n for n, late in mine if late), shown))
    return made


QUEUED = ("precedence", "state_at", "id")
"""The order of the clerk's queue: the most urgent first, of the equally urgent what has waited longest (Điều 18.1)."""


def queue(
    actor: Actor, days: WorkingCalendar, box: str, filters: Filters, *, older: str = "", newer: str = "", limit: int = LIMIT
) -> Page[Row]:
    """A page of a box of UNSENT in that order, each row with the hour it must have left by. Raises Refusal for a malformed cursor."""
    rows = filters.apply(Outgoing.objects.visible_to(actor).filter(box=box)).values(*_FIELDS, "precedence")
    page = keyset(rows, QUEUED, older, newer, limit, oldest_first=True)
    shown = zip(presented(actor, page.rows), page.rows, strict=True)
    return Page([replace(row, deadline=_clock(days, _leave(days, r))) for row, r in shown], page.newer, page.older)


def unacknowledged(actor: Actor, days: WorkingCalendar) -> Waiting:
    """Issued documents that some receiver has not told to have received. Five queries."""
    late = Count("id", filter=Q(issued_at__lte=receive_late_until(days, clock.now())))
    counted = _pending(actor).aggregate(all=Count("id"), late=late)
    return Waiting("unacknowledged", counted["all"], counted["late"], pending(actor, days, limit=OLDEST).rows)


def pending(actor: Actor, days: WorkingCalendar, *, older: str = "", newer: str = "", limit: int = LIMIT) -> Page[Row]:
    """The list of them, the longest waiting first: who has not told, and the page where it can be sent to him again.

    Raises Refusal for a malformed cursor.
    """
    page = keyset(_pending(actor).values(*_FIELDS), ("issued_at", "id"), older, newer, limit, oldest_first=True)
    who = _not_told(actor, [r["id"] for r in page.rows])
    shown = [
        replace(
            row,
            deadline=_clock(days, receive_by(days, r["issued_at"])),
            url=f"/lien-thong/van-ban/{r['id']}/",
            more=(*row.more, *filter(None, [who.get(r["id"])])),
        )
        for row, r in zip(presented(actor, page.rows), page.rows, strict=True)
    ]
    return Page(shown, page.newer, page.older)


def _not_told(actor: Actor, documents: list[UUID]) -> dict[UUID, str]:
    """By document, one of the places that have not told to have received, and how many more; one query."""
    rows = _silent(actor).filter(Q(document__in=documents)).values("document").annotate(n=Count("id"), first=Min("name"))
    return {r["document"]: _named(r["first"], r["n"] - 1) for r in rows}


def _named(first: str, more: int) -> str:
    if not more:
        return _("Chưa báo: %(place)s") % {"place": first}
    words = {"place": first, "n": fmt.number(more)}
    return ngettext("Chưa báo: %(place)s và %(n)s nơi khác", "Chưa báo: %(place)s và %(n)s nơi khác", more) % words


def _silent(actor: Actor) -> QuerySet[Recipient]:
    return Recipient.objects.within(actor).filter(delivery__in=(Delivery.SENT, Delivery.ARRIVED))


def _pending(actor: Actor) -> QuerySet[Outgoing]:
    silent = _silent(actor)
    # As an array, read first: joined, the database would walk both tables in the order of their keys.
    among = Func(
        F("id"), ArraySubquery(silent.values("document")), template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField()
    )
    return Outgoing.objects.visible_to(actor).filter(among, box="issued", issued_at__isnull=False)


def _leave(days: WorkingCalendar, row: dict[str, Any]) -> datetime:
    signed: date = row["issue_date"] or clock.day(row["state_at"])
    return leave_by(days, signed, paper=row["source"] == Outgoing.Source.PAPER, urgent=bool(row["urgency"]))


def _clock(days: WorkingCalendar, due: datetime) -> Deadline:
    """Counted in working days; one that ran out over a day off is said in days of the calendar."""
    left = days.days_left(due, clock.now())
    return fmt.deadline(due, days=None if left == 0 and due < clock.now() else left)
