"""The inbox, always for an actor: rows ready to show, keyset paged, counted in one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from tinhso.core.access.public import Actor
from tinhso.core.people.public import roster
from tinhso.core.work.models import DECIDE, State, Task, TaskQuerySet, headed
from tinhso.kit import clock, paging
from tinhso.kit.paging import Page


class Box(StrEnum):
    WAITING = "waiting"
    LATE = "late"
    NEW = "new"
    UNIT = "unit"
    GIVEN = "given"
    DONE = "done"
    LENT = "lent"
    """What others did on one's own desk while they looked after one's inbox."""


ENDED = (Box.DONE, Box.LENT)
"""Boxes of what is over: the last done first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A task as lists show it. `late` and `days` words are the page's; instants are aware."""

    id: UUID
    kind: str
    subject: str
    title: str
    line: str
    url: str
    assignee: str
    urgent: bool
    opened_at: datetime
    due: datetime | None
    new: bool
    late: bool
    state: str
    done_at: datetime | None
    done_by: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Open tasks; `kinds` is kind → how many, `late_kinds` kind → how many of them are late."""

    waiting: int
    late: int
    new: int
    urgent: int
    kinds: dict[str, int] = field(default_factory=dict)
    late_kinds: dict[str, int] = field(default_factory=dict)


# Written out, because the frame of every page asks it: Django spends eight times what the database does on building it.
_COUNTS = """
SELECT kind, count(*), count(*) FILTER (WHERE sort_due < %s), count(*) FILTER (WHERE seen_at IS NULL), count(*) FILTER (WHERE urgent)
FROM work_task WHERE agency_id = ANY (%s) AND assignee = ANY (%s) AND state = 'open' GROUP BY kind
"""
_FIELDS = (
    "id",
    "kind",
    "subject",
    "title",
    "line",
    "url",
    "assignee",
    "urgent",
    "opened_at",
    "due",
    "seen_at",
    "state",
    "done_at",
    "done_by",
)


def inbox(actor: Actor, box: Box | str = Box.WAITING, cursor: str | None = None, limit: int = 50, kinds: Collection[str] = ()) -> Page[Row]:
    """One page of a box, or of its tasks of these kinds, the soonest due first (no deadline last); of what is over the last done first. One query.

    Raises Refusal `paging.cursor` for a malformed cursor, ValueError for an unknown box.
    """
    box = Box(box)
    tasks = _of(actor, box).filter(kind__in=kinds) if kinds else _of(actor, box)
    if box in ENDED:
        return _page(tasks, ("done_at", "id"), True, cursor, limit, sorted(actor.principals) if box is Box.DONE else ())
    return soonest(tasks, cursor, limit)


def soonest(tasks: TaskQuerySet, cursor: str | None, limit: int) -> Page[Row]:
    """A page of open tasks, the soonest due first. Raises Refusal `paging.cursor`."""
    return _page(tasks, ("sort_due", "opened_at", "id"), False, cursor, limit)


def _page(
    tasks: TaskQuerySet, order: tuple[str, ...], descending: bool, cursor: str | None, limit: int, desks: Sequence[str] = ()
) -> Page[Row]:
    """`desks`: of a box that grows for ever, read desk by desk."""
    backwards, after = _read(cursor, len(order))
    if after is not None:
        tasks = tasks.filter(_beyond(order, after, descending != backwards))
    signs = [("-" if descending != backwards else "") + name for name in order]
    first = tasks.order_by(*signs).values(*_FIELDS, *order)[: limit + 1]
    if desks:  # one page of each by its index, of which the page is made, instead of all of them sorted
        each = [tasks.filter(assignee=p).order_by(*signs).values(*_FIELDS, *order)[: limit + 1] for p in desks]
        first = each[0].union(*each[1:], all=True).order_by(*signs)[: limit + 1]
    found = list(first)
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    ends = [[_plain(row[name]) for name in order] for row in (found[:1] + found[-1:])]
    newer = paging.encode(["<", *ends[0]]) if found and (more if backwards else after is not None) else None
    older = paging.encode([">", *ends[-1]]) if found and (backwards or more) else None
    return Page([_row(row) for row in found], newer, older)


def counts(actor: Actor) -> Counts:
    """What waits for the actor, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [clock.now(), list(actor.agencies), sorted(actor.principals)])
        rows = cursor.fetchall()
    waiting, late, new, urgent = (sum(row[n] for row in rows) for n in range(1, 5))
    return Counts(waiting, late, new, urgent, {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows})


def given(actor: Actor, kinds: Collection[str]) -> tuple[int, int]:
    """How many open tasks of these kinds the actor gave to others, and how many of them are late. One query."""
    late = Count("id", filter=Q(sort_due__lt=clock.now()))
    found = _of(actor, Box.GIVEN).filter(kind__in=kinds).aggregate(all=Count("id"), late=late)
    return found["all"], found["late"]


def passed_on(actor: Actor, tasks: Collection[UUID]) -> dict[UUID, list[str]]:
    """To whom each of these open tasks was passed on in part, the first first; those that were not are absent. One query."""
    found: dict[UUID, list[str]] = {}
    parts = Task.objects.within(actor).filter(parent_id__in=tasks, state=State.OPEN).exclude(kind=DECIDE).order_by("opened_at", "id")
    for parent, assignee in parts.values_list("parent_id", "assignee"):
        found.setdefault(parent, []).append(assignee)
    return found


def held(actor: Actor, principal: str) -> int:
    """How many open tasks lie on a desk of the actor's reach: what its holder would leave behind. A number, no contents."""
    return Task.objects.within(actor).filter(assignee=principal, state=State.OPEN).count()


def tasks_of(actor: Actor, subject: str) -> list[Row]:
    """Every task a subject ever had, oldest first: the record's own timeline. For a subject already found visible."""
    rows = Task.objects.within(actor).filter(subject=subject).order_by("opened_at", "id").values(*_FIELDS)
    return [_row(row) for row in rows]


def _mine(actor: Actor) -> TaskQuerySet:
    return Task.objects.within(actor).filter(assignee__in=sorted(actor.principals), state=State.OPEN)


def _of(actor: Actor, box: Box) -> TaskQuerySet:
    match box:
        case Box.WAITING:
            return _mine(actor)
        case Box.LATE:
            return _mine(actor).filter(sort_due__lt=clock.now())
        case Box.NEW:
            return _mine(actor).filter(seen_at=None)
        case Box.UNIT:
            return Task.objects.within(actor).filter(unit_id__in=headed(actor), state=State.OPEN)
        case Box.GIVEN:
            return Task.objects.within(actor).filter(from_post=actor.post or 0, state=State.OPEN)
        case Box.DONE:
            return Task.objects.within(actor).exclude(state=State.OPEN)
        case Box.LENT:
            return _lent(actor)


def _lent(actor: Actor) -> TaskQuerySet:
    """By those to whom he lent his inbox, while it was lent."""
    spans = Q()
    for lent in roster().lent(actor.post or 0):
        spans |= Q(done_by=lent.to_post, done_at__gte=lent.valid_from) & (Q(done_at__lt=lent.valid_to) if lent.valid_to else Q())
    if not spans:
        return Task.objects.within(actor).none()
    return Task.objects.within(actor).filter(spans, assignee=actor.desk, state=State.DONE)


def _beyond(order: tuple[str, ...], after: list[object], descending: bool) -> Q:
    """Rows past a keyset: the first column bounds the index scan, the others break its ties."""
    past = "lt" if descending else "gt"
    reached = Q(**{f"{order[-1]}__{past}": after[-1]})
    for name, value in reversed(list(zip(order[:-1], after[:-1], strict=True))):
        reached = Q(**{f"{name}__{past}": value}) | Q(**{name: value}) & reached
    return Q(**{f"{order[0]}__{past}e": after[0]}) & reached


def _read(cursor: str | None, width: int) -> tuple[bool, list[object] | None]:
    if not cursor:
        return False, None
    way, *values = paging.decode(cursor, width + 1)
    try:
        return way == "<", [*(datetime.fromisoformat(str(v)) for v in values[:-1]), UUID(str(values[-1]))]
    except ValueError:
        paging.decode("", width)  # refuses
        raise


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _row(row: dict[str, object]) -> Row:
    fields = {name: row[name] for name in _FIELDS if name != "seen_at"}
    due = row["due"]
    ended = row["done_at"] or clock.now()
    assert isinstance(ended, datetime)
    late = isinstance(due, datetime) and due < ended
    return Row(**fields, new=row["seen_at"] is None and row["state"] == State.OPEN, late=late)  # type: ignore[arg-type]  # values() rows
