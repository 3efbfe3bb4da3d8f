"""What lies on the desks of a head's unit: how much on each, and the tasks of one. Only what the head may see is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Count, Min, Q

from tinhso.core.access.public import Actor
from tinhso.core.work.models import NO_DUE, State, Task, TaskQuerySet, headed
from tinhso.core.work.queries import Row, soonest
from tinhso.kit import clock
from tinhso.kit.paging import Page


class Term(StrEnum):
    """Which of the open tasks. `WEEK`: still in time and due before the week is out (Sunday); `LATE`: past their deadline."""

    OPEN = "open"
    WEEK = "week"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Load:
    """Open tasks of one desk; `nearest` is the first deadline of them, None where none has any."""

    open: int = 0
    week: int = 0
    late: int = 0
    nearest: datetime | None = None


def load(actor: Actor) -> dict[str, Load]:
    """Desk (a principal) → its load, of the units the actor heads. One query."""
    week, late = (Count("id", filter=_due(term)) for term in (Term.WEEK, Term.LATE))
    rows = _theirs(actor).values("assignee").annotate(total=Count("id"), nearest=Min("sort_due"), week=week, late=late)
    return {
        r["assignee"]: Load(r["total"], r["week"], r["late"], r["nearest"] if r["nearest"] < NO_DUE else None)
        for r in rows.order_by("assignee")
    }  # fmt: skip


def load_of(actor: Actor, assignee: str, term: Term = Term.OPEN, cursor: str | None = None, limit: int = 50) -> Page[Row]:
    """The tasks behind one number of `load`, the soonest due first. Raises Refusal `paging.cursor`."""
    return soonest(_theirs(actor).filter(_due(term), assignee=assignee), cursor, limit)


def _theirs(actor: Actor) -> TaskQuerySet:
    return Task.objects.within(actor).filter(unit_id__in=headed(actor), state=State.OPEN)


def _due(term: Term) -> Q:
    match term:
        case Term.LATE:
            return Q(sort_due__lt=clock.now())
        case Term.WEEK:
            return Q(sort_due__gte=clock.now(), sort_due__lt=_week_after(clock.today()))
        case Term.OPEN:
            return Q()


def _week_after(day: date) -> datetime:
    """Midnight before next Monday."""
    return datetime.combine(day + timedelta(days=7 - day.weekday()), time(), clock.VIETNAM)
