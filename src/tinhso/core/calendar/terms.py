"""Terms by the working calendar as SQL, so that thousands of records are judged in one query by the same rules as a single one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateField, DateTimeField, DurationField, ExpressionWrapper, F, Func, Value, When

from tinhso.core.calendar.rules import WorkingCalendar
from tinhso.kit.clock import VIETNAM

Until = Callable[[WorkingCalendar, date], datetime]
"""The instant a term that begins on a day runs out."""


class Midnight(Func):
    """The first instant of a day in Vietnam."""

    template = "((%(expressions)s)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')"
    output_field = DateTimeField()


def runs_out(day: str, calendars: Mapping[int, WorkingCalendar], first: date, last: date, until: Until) -> Any:
    """An expression: when the term of a record that begins on the date `day` (a column or annotation) runs out.

    `calendars` are those of the records' agencies (`agency_id`), whose days lie between `first` and `last`. Most days of a calendar
    end alike ("the next morning"), so only the others are written out.
    """
    cases = []
    for found, agencies in _shared(calendars):
        gaps: dict[timedelta, list[date]] = {}
        for n in range((last - first).days + 1):
            begun = first + timedelta(n)
            gaps.setdefault(until(found, begun) - datetime.combine(begun, time(0), VIETNAM), []).append(begun)
        usual = max(gaps, key=lambda g: len(gaps[g]))
        others = [When(**{f"{day}__in": days}, then=_lasting(gap)) for gap, days in gaps.items() if gap != usual]
        cases.append((agencies, Case(*others, default=_lasting(usual), output_field=DurationField())))
    if len(cases) == 1:
        lasting: Any = cases[0][1]
    else:
        lasting = Case(*(When(agency_id__in=agencies, then=case) for agencies, case in cases), output_field=DurationField())
    return ExpressionWrapper(Midnight(F(day)) + lasting, output_field=DateTimeField())


def by_calendar(calendars: Mapping[int, WorkingCalendar], of: Callable[[WorkingCalendar], date]) -> Any:
    """An expression: a date that follows from the calendar of the record's agency."""
    whens = [When(agency_id__in=agencies, then=Value(of(found))) for found, agencies in _shared(calendars)]
    return Case(*whens, output_field=DateField())


def _lasting(gap: timedelta) -> Value:
    return Value(gap, output_field=DurationField())


def _shared(calendars: Mapping[int, WorkingCalendar]) -> list[tuple[WorkingCalendar, list[int]]]:
    """Agencies without days of their own have one calendar together."""
    found: dict[int, tuple[WorkingCalendar, list[int]]] = {}
    for agency, days in calendars.items():
        found.setdefault(id(days), (days, []))[1].append(agency)
    return list(found.values())
