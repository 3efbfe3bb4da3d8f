"""Boxes with their counts, and the pages of a box."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import VISIBLE, Actor, reach
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.people.public import roster
from tinhso.core.search.public import narrowed
from tinhso.documents.clocks import last_close
from tinhso.documents.incoming.access import RECEIVE
from tinhso.documents.incoming.actions.common import url_of
from tinhso.documents.incoming.models import Assignment, Envelope, Incoming
from tinhso.documents.incoming.queries.shown import deadline, state_tag, urgency_tag
from tinhso.documents.paged import keyset
from tinhso.documents.types import BY_CODE, PETITION
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Row
from tinhso.ui.words import said

LIMIT = 50
FIELDS = (
    "id", "subject", "notation", "issuer", "type_code", "state", "arrived_at", "arrival_number", "due", "urgency", "closed_at", "file_id",
    "verdict", "channel", "named_only",
)  # fmt: skip
"""What `rows_of` reads."""


@dataclass(frozen=True, slots=True)
class Context:
    """What narrowing a list needs besides its boxes."""

    actor: Actor
    closed: date


@dataclass(frozen=True, slots=True)
class Box:
    """A list of documents waiting for the same thing: of one box of `rules.states`, or of several, narrowed by `more`."""

    code: str
    label: Any
    of: tuple[str, ...] = ()
    more: Callable[[Context], Q] = lambda context: Q()
    counted: bool = True

    def narrow(self, context: Context) -> Q:
        return Q(box__in=self.of or (self.code,)) & self.more(context)


def _given(part: str) -> Callable[[Context], Q]:
    """What lies on the actor's desk as this part of the work."""

    def narrowed_to(context: Context) -> Q:
        held = Assignment.objects.within(context.actor).filter(
            document=OuterRef("pk"), part=part, principal__in=sorted(context.actor.principals), done_at=None, cancelled_at=None
        )
        return Q(Exists(held))

    return narrowed_to


GIVEN = {"lead": gettext_lazy("Chủ trì"), "co": gettext_lazy("Phối hợp"), "know": gettext_lazy("Để biết")}
"""The boxes of what is given to the actor, by his part; each is called as its part."""
GIVEN_IN = ("handling", "done", "recall")
OPEN_BOXES = ("to_receive", "quarantined", "to_register", "to_present", "to_direct", "handling", "recall")
INVITATION = "invitation"
OF_TYPE = {PETITION.code: "letters", INVITATION: "invitations"}
"""Views of what is open by its type: complaints and denunciations, and what has an hour of its own."""

BOXES: tuple[Box, ...] = (
    Box("to_receive", gettext_lazy("Chờ tiếp nhận")),
    Box("quarantined", gettext_lazy("Cách ly")),
    Box("to_register", gettext_lazy("Chờ vào sổ")),
    Box("to_present", gettext_lazy("Chờ trình")),
    Box("to_direct", gettext_lazy("Chờ bút phê")),
    *(Box(part, label, GIVEN_IN, _given(part)) for part, label in GIVEN.items()),
    Box("handling", gettext_lazy("Đang giải quyết")),
    Box("overdue", gettext_lazy("Quá hạn"), ("handling",), lambda c: Q(due__lte=c.closed)),
    Box("letters", gettext_lazy("Đơn, thư"), OPEN_BOXES, lambda c: Q(type_code=PETITION.code)),
    Box("invitations", gettext_lazy("Giấy mời"), OPEN_BOXES, lambda c: Q(type_code=INVITATION)),
    Box("recall", gettext_lazy("Yêu cầu thu hồi")),
    Box("returned", gettext_lazy("Đã trả lại")),
    Box("done", gettext_lazy("Đã xong"), counted=False),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list; each is an address parameter. `since` and `until` are days of arrival."""

    type_code: str = ""
    channel: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None

    def apply(self, rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
        if self.type_code:
            rows = rows.filter(type_code=self.type_code)
        if self.channel:
            rows = rows.filter(channel=self.channel)
        if self.since:
            rows = rows.filter(arrived_at__gte=clock.begin(self.since))
        if self.until:
            rows = rows.filter(arrived_at__lte=clock.end(self.until))
        return narrowed(rows, self.words)


# Written out as `narrow` has it (a test compares them), because every list asks it. What is given to the actor starts from the assignments.
_COUNTS = f"""
SELECT box, count(*), count(*) FILTER (WHERE due <= %(closed)s) FROM incoming_incoming WHERE {VISIBLE} AND box = ANY (%(boxes)s) GROUP BY box
UNION ALL SELECT type_code, count(*), 0 FROM incoming_incoming
  WHERE {VISIBLE} AND box = ANY (%(open)s) AND type_code = ANY (%(types)s) GROUP BY type_code
UNION ALL SELECT part, count(*), 0 FROM (
  SELECT DISTINCT document_id, part FROM incoming_assignment
  WHERE agency_id = ANY (%(agencies)s) AND principal = ANY (%(principals)s) AND done_at IS NULL AND cancelled_at IS NULL) AS held
  JOIN incoming_incoming ON id = held.document_id WHERE {VISIBLE} AND box = ANY (%(given)s) GROUP BY part
"""  # noqa: S608  (our own words; values are parameters)


def counts(actor: Actor) -> dict[str, int]:
    """How many stand in each box that waits for somebody, in one query (and the calendar's); one that grows for ever is not counted."""
    counted = {box.code: 0 for box in BOXES if box.counted}
    closed = _context(actor, calendar.of(actor.agency)).closed
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {
                **reach(actor),
                "boxes": list(counted),
                "given": list(GIVEN_IN),
                "closed": closed,
                "open": list(OPEN_BOXES),
                "types": list(OF_TYPE),
            },
        )
        for box, number, late in cursor.fetchall():
            counted[OF_TYPE.get(box, box)] = number
            if box == "handling":
                counted["overdue"] = late
    return counted


def listed(
    actor: Actor, box_code: str, filters: Filters | None = None, *, older: str = "", newer: str = "", limit: int = LIMIT
) -> Page[Row]:
    """A page of a box, newest arrival first. Raises KeyError for an unknown box, Refusal for a malformed cursor."""
    box = {b.code: b for b in BOXES}[box_code]
    days = calendar.of(actor.agency)
    rows = (filters or Filters()).apply(Incoming.objects.visible_to(actor).filter(box.narrow(_context(actor, days))))
    return shown_rows(actor, rows, ("arrived_at", "id"), days, older, newer, limit)


def shown_rows(
    actor: Actor, rows: QuerySet[Incoming], keys: tuple[str, ...], days: WorkingCalendar, older: str, newer: str, limit: int = LIMIT
) -> Page[Row]:
    """A page of documents the actor was found to see, as two-line rows; the greatest first by `keys`."""
    page = keyset(rows.values(*dict.fromkeys((*FIELDS, *keys))), keys, older, newer, limit)
    return rows_of(actor, page, days)


def of_ids(actor: Actor, documents: Collection[UUID]) -> dict[UUID, Row]:
    """Those of the given documents that the actor may see, as two-line rows."""
    rows = Incoming.objects.visible_to(actor).filter(pk__in=documents)
    page = shown_rows(actor, rows, ("arrived_at", "id"), calendar.of(actor.agency), "", "", max(1, len(documents)))
    return {UUID(str(row.id)): row for row in page.rows}


_LEADS = "SELECT document_id, lead_label FROM incoming_directive WHERE agency_id = ANY (%s) AND document_id = ANY (%s) AND state = 'given'"


def rows_of(actor: Actor, page: Page[dict[str, Any]], days: WorkingCalendar) -> Page[Row]:
    """As shown, each with who leads it by the directive that stands: one query for all."""
    with connection.cursor() as cursor:
        cursor.execute(_LEADS, [list(actor.agencies), [r["id"] for r in page.rows]])
        leads = dict(cursor.fetchall())
    return Page([_row(r, days, leads.get(r["id"], "")) for r in page.rows], page.newer, page.older)


def _row(row: dict[str, Any], days: WorkingCalendar, lead: str) -> Row:
    number = _("Số đến %(n)s") % {"n": row["arrival_number"]} if row["arrival_number"] else ""
    kind = said(BY_CODE[row["type_code"]]) if row["type_code"] else ""
    unsigned = _("không có chữ ký số") if row["channel"] == "electronic" and row["verdict"] == "UNSIGNED" else ""
    return Row(
        id=str(row["id"]), url=url_of(row["id"]), subject=row["subject"], number=row["notation"], issuer=row["issuer"],
        date=fmt.short(row["arrived_at"]), more=tuple(x for x in (number, kind, lead, unsigned) if x),
        tag=state_tag(row["state"]), deadline=deadline(row, days), urgency=urgency_tag(row["urgency"]), files=1 if row["file_id"] else 0,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    id: UUID
    sender: str
    addressee: str
    note: str
    at: str


def envelopes(actor: Actor, limit: int = 100) -> list[EnvelopeRow]:
    """Envelopes for named persons, newest first: the clerk's all, anybody else's own."""
    rows = Envelope.objects.within(actor).filter(agency_id=actor.agency)
    if not RECEIVE.held_by(actor):
        rows = rows.filter(addressee_id=actor.post)
    people = roster()
    return [
        EnvelopeRow(e.id, e.sender, people.post(e.addressee_id).name, e.note, fmt.moment(e.at)) for e in rows.order_by("-at", "-id")[:limit]
    ]


def _context(actor: Actor, days: WorkingCalendar) -> Context:
    return Context(actor, last_close(days, clock.now()))
