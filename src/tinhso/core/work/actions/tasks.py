"""Open, end and look at tasks. Rooms call these inside their own actions' transactions; the room's action is what the ledger keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.work.models import NO_DUE, State, Task
from tinhso.kit import clock
from tinhso.kit.text import squeeze


@transaction.atomic
def open_task(
    actor: Actor, *, kind: str, subject: str, title: str, url: str, assignee: str, line: str = "", due: datetime | None = None,
    urgent: bool = False, parent: Task | None = None, unit: int | None = None, agency: int | None = None,
) -> Task:  # fmt: skip
    """Give `assignee` (a principal) something to do; the same open task (kind, subject, assignee) is given once and returned again.

    `unit`: the unit whose heads see the task too. `agency`: another than the actor's, within his scope (a delivery).
    """
    if due is not None and due.tzinfo is None:
        raise ValueError("a task is due at an aware instant")
    task, _ = Task.objects.within(actor).get_or_create(
        kind=kind, subject=subject, assignee=assignee, state=State.OPEN,
        defaults={
            "agency_id": agency or actor.agency, "title": squeeze(title), "line": squeeze(line), "url": url, "unit_id": unit,
            "urgent": urgent, "opened_at": clock.now(), "due": due, "sort_due": due or NO_DUE, "parent": parent, "from_post": actor.post,
        },
    )  # fmt: skip
    return task


def close_tasks(actor: Actor, *, subject: str, kind: str | None = None, assignee: str | None = None) -> int:
    """The work is done: end the subject's open tasks as done; what still stands open below them, parts and requests for more time,
    is cancelled. Returns how many ended.
    """
    return _end(actor, State.DONE, subject, kind, assignee)


def cancel_tasks(actor: Actor, *, subject: str, kind: str | None = None, assignee: str | None = None) -> int:
    """The work is no longer wanted (taken back, voided)."""
    return _end(actor, State.CANCELLED, subject, kind, assignee)


@transaction.atomic
def _end(actor: Actor, state: State, subject: str, kind: str | None, assignee: str | None) -> int:
    wanted = {"kind": kind, "assignee": assignee}
    open_ones = Task.objects.within(actor).filter(
        subject=subject, state=State.OPEN, **{name: value for name, value in wanted.items() if value is not None}
    )
    ended = list(open_ones.select_for_update().values_list("id", flat=True))
    marks = {"done_at": clock.now(), "done_by": actor.post}
    total = Task.objects.within(actor).filter(id__in=ended).update(state=state, **marks)
    above: Iterable[UUID] = ended
    while above:
        parts = Task.objects.within(actor).filter(parent_id__in=above, state=State.OPEN)
        above = list(parts.values_list("id", flat=True))
        total += Task.objects.within(actor).filter(id__in=above).update(state=State.CANCELLED, **marks)
    return total


def mark_seen(actor: Actor, subject: str) -> int:
    """The assignee has opened the record: its tasks are no longer new."""
    mine = Task.objects.within(actor).filter(assignee__in=sorted(actor.principals), subject=subject, state=State.OPEN)
    return mine.filter(seen_at=None).update(seen_at=clock.now())


def reschedule(actor: Actor, *, subject: str, due: datetime | None, kind: str | None = None, assignee: str | None = None) -> int:
    """A directive changed the deadline. Returns how many tasks moved."""
    wanted = {"kind": kind, "assignee": assignee}
    tasks = Task.objects.within(actor).filter(
        subject=subject, state=State.OPEN, **{name: value for name, value in wanted.items() if value is not None}
    )
    return tasks.update(due=due, sort_due=due or NO_DUE)
