"""Incoming documents as tables to count: by arrival number, by deadline, by electronic arrival."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.db.models import DateTimeField, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate, TruncMonth

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.calendar.rules import AFTERNOON
from tinhso.core.calendar.terms import by_calendar, runs_out
from tinhso.core.indicators.public import Period, Places
from tinhso.core.people.public import roster
from tinhso.documents.clocks import last_close, receive_by
from tinhso.documents.incoming.models import Directive, Incoming, Note
from tinhso.documents.incoming.queries.lists import shown_rows
from tinhso.documents.incoming.rules.states import BOXES, State
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock
from tinhso.kit.clock import VIETNAM
from tinhso.kit.paging import Page
from tinhso.ui.rows import Row

ALL = Q(arrival_number__isnull=False)
BY_WIRE = Q(channel=Incoming.Channel.ELECTRONIC)
IN_TIME = Q(state=State.DONE, closed_day__lte=F("due"))
LATE = Q(state=State.DONE, closed_day__gt=F("due"))
OVERDUE = Q(state__in=BOXES["handling"], due__lte=F("closed_until"))
ANSWERED = Q(answered_at__isnull=False)
ANSWERED_IN_TIME = Q(answered_at__lte=F("receive_by"))
UNANSWERED = Q(state__in=(State.ARRIVED, State.QUARANTINED), receive_by__lt=F("counted_at"))

_AFTER_CLOSE = timedelta(days=1) - timedelta(hours=AFTERNOON[1].hour, minutes=AFTERNOON[1].minute)


class _Table:
    """`unit`: the desk that leads, by the directive that stands; one document has one."""

    unit: ClassVar[str] = "led_by"
    keys: ClassVar[tuple[str, ...]]

    @staticmethod
    def unit_of(value: str) -> int | None:
        return roster().unit_of(value)

    @classmethod
    def listed(cls, actor: Actor, rows: QuerySet[Incoming], older: str, newer: str) -> Page[Row]:
        return shown_rows(actor, rows, cls.keys, calendar.of(actor.agency), older, newer)


class Registered(_Table):
    """Documents that got an arrival number, by its day (Điều 22)."""

    month: ClassVar[Any] = TruncMonth("arrival_date")
    keys = ("arrival_date", "arrival_number", "id")

    @staticmethod
    def rows(actor: Actor, period: Period, at: Places | None) -> QuerySet[Incoming]:
        return _seen(actor, at).filter(arrival_number__isnull=False, arrival_date__range=(period.first, period.last))


class Due(_Table):
    """Documents given to somebody with a deadline, by the deadline's day; one extended counts by the new one (Điều 24.2)."""

    month: ClassVar[Any] = TruncMonth("due")
    keys = ("due", "id")

    @staticmethod
    def rows(actor: Actor, period: Period, at: Places | None) -> QuerySet[Incoming]:
        now, days = clock.now(), calendar.of_each(actor.agencies)
        return (
            _seen(actor, at)
            .filter(due__range=(period.first, period.last))
            .annotate(closed_day=TruncDate("closed_at", tzinfo=VIETNAM), closed_until=by_calendar(days, lambda of: last_close(of, now)))
        )


class Received(_Table):
    """Documents that came electronically, by the day they came."""

    month: ClassVar[Any] = TruncMonth("arrived_at", tzinfo=VIETNAM)
    keys = ("arrived_at", "id")

    @staticmethod
    def rows(actor: Actor, period: Period, at: Places | None) -> QuerySet[Incoming]:
        days = calendar.of_each(actor.agencies)
        first, after = _midnight(period.first), _midnight(period.last + timedelta(1))
        # What comes after the close of the office is as if it came the next day, whatever that day is.
        counted_from = ExpressionWrapper(F("arrived_at") + Value(_AFTER_CLOSE), output_field=DateTimeField())
        answers = Note.objects.within(actor).filter(document=OuterRef("pk"), kind__in=(NoteKind.ACCEPT, NoteKind.REFUSE))
        return (
            _seen(actor, at)
            .filter(BY_WIRE, arrived_at__gte=first, arrived_at__lt=after)
            .annotate(
                counted_from=TruncDate(counted_from, tzinfo=VIETNAM), counted_at=Value(clock.now()),
                answered_at=Subquery(answers.order_by().values("document").annotate(first=Min("at")).values("first")),
            )
            .annotate(receive_by=runs_out("counted_from", days, period.first, period.last + timedelta(1), _receive_by))
        )  # fmt: skip


def _receive_by(days: WorkingCalendar, came: date) -> datetime:
    return receive_by(days, _midnight(came))


def _seen(actor: Actor, at: Places | None) -> QuerySet[Incoming]:
    standing = Directive.objects.within(actor).filter(document=OuterRef("pk"), state=Directive.State.GIVEN).values("lead")[:1]
    found = Incoming.objects.visible_to(actor).annotate(led_by=Subquery(standing))
    if at is None:
        return found
    lies = Q(agency_id__in=at.agencies)
    if at.units:
        lies |= Q(led_by__in=at.desks())
    if at.leaders:
        lies |= Q(agency_id__in=at.leaders) & (Q(led_by__isnull=True) | Q(led_by__in=at.leader_desks()))
    return found.filter(lies)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), VIETNAM)
