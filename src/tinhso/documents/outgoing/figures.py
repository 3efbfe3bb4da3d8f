"""Numbered documents as a table to count: what each figure asks of one is said here once, in SQL."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import TruncMonth

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.calendar.terms import runs_out
from tinhso.core.indicators.public import Period, Places
from tinhso.documents.outgoing.models import Outgoing, Recipient, SignatureRecord
from tinhso.documents.outgoing.queries import shown_rows
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.types import ADMINISTRATIVE, LEGAL
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui.rows import Row

CHANNEL, PART = Recipient.Channel, SignatureRecord.Part
VOID = Q(state=State.VOID)
LIVE = ~VOID
OFFICE = LIVE & Q(type_code__in=[t.code for t in ADMINISTRATIVE])
"""Administrative documents, the secret series among them; copies are of no administrative type."""
NORMATIVE = LIVE & Q(type_code__in=[t.code for t in LEGAL])
OPEN = Q(secrecy="")
ELECTRONIC = Q(person_signed=True, agency_signed=True, dispatched=True)
BY_WIRE = LIVE & OPEN & ~Q(source=Outgoing.Source.PAPER)
IN_TIME = Q(issued_at__lte=F("send_by"))
DECIDED = Q(issued_at__isnull=False) | Q(send_by__lt=F("counted_at"))
"""Sent, or its time has run out; what may still be sent in time is neither."""


class Numbered:
    """Documents that got a number, by the date the number bears (ND30 Điều 15.1)."""

    month: ClassVar[Any] = TruncMonth("issue_date")
    unit: ClassVar[str] = "unit_id"

    @staticmethod
    def rows(actor: Actor, period: Period, at: Places | None) -> QuerySet[Outgoing]:
        days = calendar.of_each(actor.agencies)
        send_by = runs_out("issue_date", days, period.first, period.last, _send_by)
        found = Outgoing.objects.visible_to(actor).filter(number__isnull=False, issue_date__range=(period.first, period.last))
        if at is not None:
            lies = Q(agency_id__in=at.agencies) | Q(unit_id__in=at.units) | Q(agency_id__in=at.leaders, unit_id=F("agency_id"))
            found = found.filter(lies)
        return found.annotate(
            person_signed=_signed(actor, PART.PERSON), agency_signed=_signed(actor, PART.AGENCY), dispatched=_dispatched(actor),
            send_by=send_by, counted_at=Value(clock.now()),
        )  # fmt: skip

    @staticmethod
    def unit_of(value: int) -> int:
        return value

    @staticmethod
    def listed(actor: Actor, rows: QuerySet[Outgoing], older: str, newer: str) -> Page[Row]:
        return shown_rows(actor, rows, ("issue_date", "number", "id"), older, newer)


def _send_by(days: WorkingCalendar, issued: date) -> datetime:
    """The morning of the next working day (QĐ 28/2018 Điều 6.2)."""
    return days.morning_of_next_working_day(issued)


def _signed(actor: Actor, part: str) -> Exists:
    """A signature on the version that was numbered, found valid when it was made and kept with that result."""
    kept = SignatureRecord.objects.within(actor).filter(document=OuterRef("pk"), version=OuterRef("version"), part=part)
    return Exists(kept.filter(result__verdict="PASSED"))


def _dispatched(actor: Actor) -> Exists:
    """Handed to the exchange for somebody, or at hand in the system for a unit of the agency itself (`actions.issue`)."""
    reached = Q(channel__in=(CHANNEL.INSTANCE, CHANNEL.AXIS)) & ~Q(delivery__in=(Delivery.NONE, Delivery.PAPER))
    inside = Q(channel=CHANNEL.NONE, delivery=Delivery.DONE)
    return Exists(Recipient.objects.within(actor).filter(reached | inside, document=OuterRef("pk")))
