"""The door of the calendar: an agency's working days, and the days it lays down itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet, Value

from tinhso.core.access.public import Actor, aggregate, once, record
from tinhso.core.calendar.access import ALL_DAYS, OWN_DAYS
from tinhso.core.calendar.days import FIRST, LAST, DayRule
from tinhso.core.calendar.models import AgencyDay, InstanceDay
from tinhso.core.calendar.rules import Clock, Pause, WorkingCalendar, calendar_with
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze

__all__ = [
    "FIRST",
    "LAST",
    "Clock",
    "DayRule",
    "Pause",
    "WorkingCalendar",
    "clear_day",
    "of",
    "of_each",
    "own_days",
    "set_day",
    "shared_days",
]


_DAYS = """
SELECT day, working, basis, 0 AS rank FROM calendar_instanceday
UNION ALL SELECT day, working, basis, 1 FROM calendar_agencyday WHERE agency_id = %s ORDER BY rank, day
"""


def of(agency: int) -> WorkingCalendar:
    """The agency's calendar: one query for its own days (a page that only reads: one in all), the rest cached. Take it once per action.

    The transaction's scope must reach the agency, or its own days stay behind the wall.
    """
    return once(f"calendar of {agency}", lambda: _of(agency))


def _of(agency: int) -> WorkingCalendar:
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [agency])
        return calendar_with(tuple(DayRule(day, working, basis) for day, working, basis, _ in cursor.fetchall()))


def of_each(agencies: Iterable[int]) -> dict[int, WorkingCalendar]:
    """The calendars of several agencies, in one query. The transaction's scope must reach them all."""
    wanted = sorted(set(agencies))
    columns = ("day", "working", "basis", "rank", "whose")
    instance = InstanceDay.objects.annotate(rank=Value(0), whose=Value(0)).values_list(*columns)
    own = AgencyDay.objects.unscoped("the days of agencies, behind the wall").filter(agency_id__in=wanted)
    rows = list(instance.union(own.annotate(rank=Value(1), whose=F("agency_id")).values_list(*columns), all=True).order_by("rank", "day"))
    return {
        agency: calendar_with(tuple(DayRule(day, working, basis) for day, working, basis, _, whose in rows if whose in (0, agency)))
        for agency in wanted
    }


def own_days(actor: Actor, year: int) -> list[DayRule]:
    """Days the actor's agency has laid down itself, in order: the administration page."""
    rows = AgencyDay.objects.within(actor).filter(agency_id=actor.agency, day__year=year).order_by("day")
    return [DayRule(row.day, row.working, row.basis) for row in rows]


def shared_days(year: int) -> list[DayRule]:
    """Days laid down for every agency of the instance, in order."""
    return [DayRule(row.day, row.working, row.basis) for row in InstanceDay.objects.filter(day__year=year).order_by("day")]


@transaction.atomic
def set_day(actor: Actor, day: date, *, working: bool, basis: str, for_all: bool = False) -> DayRule | None:
    """Lay down that a day is off or worked, for the actor's agency or the whole instance; terms already given do not move.

    A rule of the same reach is replaced and returned (None: there was none); the ledger keeps old and new. Said again unchanged, nothing
    is written. Raises NotAllowed, Refusal `calendar.no_basis`, `calendar.outside`.
    """
    (ALL_DAYS if for_all else OWN_DAYS).require(actor)
    basis = squeeze(basis)
    if not basis:
        raise Refusal(
            "calendar.no_basis",
            vi=f"Ngày {day:%d/%m/%Y} cần căn cứ. Hãy ghi số, ngày của văn bản cho nghỉ hoặc làm bù.",
            en=f"{day:%d/%m/%Y} needs a basis. Give the number and date of the document that lays it down.",
        )
    WorkingCalendar().is_working(day)  # refuses a day outside the calendar
    values = {"working": working, "basis": basis, "set_by": actor.name, "set_at": clock.now()}
    rows, named = _reach(actor, day, for_all)
    row, made = rows.select_for_update().get_or_create(**named, defaults=values)  # locked: what is replaced is what the ledger says
    before = None if made else DayRule(day, row.working, row.basis)
    if before == DayRule(day, working, basis):
        return before
    if before is not None:
        rows.filter(**named).update(**values)
    record(
        actor, "calendar.day_set", aggregate("calendar", day.isoformat()), working=working, basis=basis, for_all=for_all,
        before=_shown(before),
    )  # fmt: skip
    return before


@transaction.atomic
def clear_day(actor: Actor, day: date, *, for_all: bool = False) -> None:
    """Take back what was laid down for a day. Raises NotAllowed."""
    (ALL_DAYS if for_all else OWN_DAYS).require(actor)
    rows, named = _reach(actor, day, for_all)
    row = rows.select_for_update().filter(**named).first()
    if row is not None:
        rows.filter(**named).delete()
        before = DayRule(day, row.working, row.basis)
        record(actor, "calendar.day_cleared", aggregate("calendar", day.isoformat()), for_all=for_all, before=_shown(before))


def _reach(actor: Actor, day: date, for_all: bool) -> tuple[QuerySet[Any], dict[str, Any]]:
    """The rows of one reach, and what names the day among them."""
    if for_all:
        return InstanceDay.objects.all(), {"day": day}
    return AgencyDay.objects.within(actor), {"agency_id": actor.agency, "day": day}


def _shown(rule: DayRule | None) -> dict[str, Any] | None:
    return None if rule is None else {"working": rule.working, "basis": rule.basis}
