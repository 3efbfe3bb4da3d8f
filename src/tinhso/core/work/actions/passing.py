"""Passing work on: a part of it to another, or all of it when somebody leaves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.work.access import HAND_OVER
from tinhso.core.work.actions.tasks import open_task
from tinhso.core.work.models import DECIDE, Extension, State, Task
from tinhso.kit import clock, ids
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


def mine(actor: Actor, task: UUID) -> Task:
    """The open task, locked, if the actor may act on it. Raises Refusal `work.not_found`, `work.ended`."""
    found = Task.objects.visible_to(actor).filter(id=task).select_for_update().first()
    if found is None:
        raise Refusal(
            "work.not_found", vi="Không tìm thấy việc này trong hộp việc của bạn.", en="This task is not in your inbox.", status=404
        )
    need_open(found)
    return found


def need_open(task: Task) -> None:
    """Raises Refusal `work.ended`."""
    if task.state != State.OPEN:
        raise Refusal(
            "work.ended",
            vi=f"Việc “{task.title}” đã kết thúc. Hãy tải lại hộp việc.",
            en=f"The task “{task.title}” has ended. Reload your inbox.",
            status=409,
        )


@transaction.atomic
def sub_assign(
    actor: Actor, task: UUID, *, assignee: str, due: datetime | None = None, line: str | None = None, unit: int | None = None
) -> Task:
    """Give a part of an own task to another; the whole stays with its assignee. Raises Refusal `work.not_found`, `work.ended`,
    `work.same_assignee`, `work.due_after_whole`.
    """
    whole = mine(actor, task)
    if assignee == whole.assignee:
        raise Refusal(
            "work.same_assignee",
            vi="Người này đang giữ chính việc đó. Hãy chọn người khác.",
            en="They hold this very task. Choose another.",
        )
    due = due or whole.due
    if whole.due and due and due > whole.due:
        raise Refusal(
            "work.due_after_whole",
            vi=f"Hạn giao lại không được sau hạn của việc gốc ({whole.due.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}).",
            en=f"A part is due no later than the whole ({whole.due.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}).",
        )
    part = open_task(
        actor, kind=whole.kind, subject=whole.subject, title=whole.title, line=whole.line if line is None else line, url=whole.url,
        assignee=assignee, due=due, urgent=whole.urgent, parent=whole, unit=unit, agency=whole.agency_id,
    )  # fmt: skip
    record(actor, "work.sub_assigned", whole.subject, task=str(whole.id), part=str(part.id), assignee=assignee)
    return part


@transaction.atomic
def hand_over(actor: Actor, from_principal: str, to_principal: str, reason: str) -> int:
    """All open tasks of one assignee to another (leaving a post, long absence); the old rows stay as handed over. Returns how many.

    One's own desk may be handed over by oneself. Raises NotAllowed, Refusal `work.no_reason`, `work.same_assignee`.
    """
    if from_principal not in actor.principals:
        HAND_OVER.require(actor)
    reason = squeeze(reason)
    if not reason:
        raise Refusal("work.no_reason", vi="Hãy ghi lý do bàn giao.", en="Give the reason of the hand-over.")
    if from_principal == to_principal:
        raise Refusal("work.same_assignee", vi="Hãy chọn người nhận khác người bàn giao.", en="Choose a receiver other than the giver.")
    old = Task.objects.within(actor).filter(agency_id=actor.agency, assignee=from_principal, state=State.OPEN)
    count = 0
    for task in old.select_for_update().order_by("id"):
        _pass(actor, task, to_principal)
        count += 1
    record(actor, "work.handed_over", aggregate("desk", from_principal), to=to_principal, reason=reason, tasks=count)
    return count


def reassign(actor: Actor, task: Task, assignee: str, unit: int | None, reason: str) -> Task:
    """One open task to another desk, in the caller's action, which asked for the right; the old row stays as handed over.

    `unit`: the unit whose heads see it from now on. Raises Refusal `work.same_assignee`.
    """
    if task.assignee == assignee:
        raise Refusal(
            "work.same_assignee",
            vi=f"Người này đang giữ chính việc “{task.title}”. Hãy chọn người khác.",
            en=f"They hold this very task, “{task.title}”. Choose another.",
        )
    new = _pass(actor, task, assignee)
    if new.unit_id != unit and task.unit_id is not None:
        new.unit_id = unit
        new.save(update_fields=["unit_id"])
    record(actor, "work.reassigned", task.subject, task=str(task.id), to=assignee, reason=reason)
    return new


def _pass(actor: Actor, task: Task, assignee: str) -> Task:
    """The same task on another desk, with its parts and the extension that is asked for; one that lies there already is that one."""
    ended = {"done_at": clock.now(), "done_by": actor.post}
    Task.objects.within(actor).filter(id=task.id).update(state=State.HANDED_OVER, **ended)
    new, made = Task.objects.within(actor).get_or_create(
        kind=task.kind, subject=task.subject, assignee=assignee, state=State.OPEN,
        defaults={
            "id": ids.new(), "agency_id": task.agency_id, "title": task.title, "line": task.line, "url": task.url, "unit_id": task.unit_id,
            "urgent": task.urgent, "opened_at": task.opened_at, "due": task.due, "sort_due": task.sort_due,
            "parent_id": task.parent_id, "from_post": task.from_post,
        },
    )  # fmt: skip
    above: Task | None = None if made else new
    while above is not None and above.parent_id != task.id:
        above = above.parent
    if above is not None:  # it stands below the one that goes, and takes its place
        new.parent_id = task.parent_id
        new.save(update_fields=["parent"])
    below = Task.objects.within(actor).filter(parent_id=task.id, state=State.OPEN).exclude(id=new.id)
    if Extension.objects.within(actor).filter(task_id=new.id, granted=None).exists():  # one answer is waited for, not two
        below.filter(kind=DECIDE).update(state=State.CANCELLED, **ended)
    else:
        Extension.objects.within(actor).filter(task_id=task.id, granted=None).update(task_id=new.id)
    below.update(parent_id=new.id)
    return new
