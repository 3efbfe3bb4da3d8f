"""More time for a task: asked by its assignee, decided by who gave it; nobody decides his own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.work.access import DECIDE_EXTENSION
from tinhso.core.work.actions.passing import mine, need_open
from tinhso.core.work.actions.tasks import close_tasks, open_task
from tinhso.core.work.models import DECIDE, Extension, State, Task
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def request_extension(actor: Actor, task: UUID, *, until: datetime, reason: str, decider: str | None = None) -> Extension:
    """Ask who gave the task (or `decider`, a principal) for more time. Raises Refusal `work.not_found`, `work.ended`, `work.no_reason`,
    `work.not_later`, `work.no_decider`, Conflict `work.already_asked`.
    """
    held, reason = mine(actor, task), squeeze(reason)
    if not reason:
        raise Refusal("work.no_reason", vi="Hãy ghi lý do xin gia hạn.", en="Give the reason for more time.")
    _need_later(held, until)
    decider = decider or (principal.post(held.from_post) if held.from_post else None)
    if decider is None or decider == held.assignee:
        raise Refusal("work.no_decider", vi="Hãy chọn người quyết định gia hạn.", en="Choose who decides on the extension.")
    if held.extensions.filter(granted=None).exists():
        raise Conflict(
            "work.already_asked",
            vi="Việc này đã có đề nghị gia hạn đang chờ trả lời.",
            en="An extension of this task is already waiting for an answer.",
        )
    asked = Extension.objects.create(
        agency_id=held.agency_id, task=held, until=until, reason=reason, asked_by=actor.post, asked_at=clock.now()
    )
    open_task(
        actor, kind=DECIDE, subject=aggregate("extension", asked.id), title=held.title, line=reason, url=held.url, assignee=decider,
        due=held.due, urgent=held.urgent, parent=held, agency=held.agency_id,
    )  # fmt: skip
    record(actor, "work.extension_asked", held.subject, task=str(held.id), until=until.isoformat(), reason=reason)
    return asked


def _need_later(task: Task, until: datetime) -> None:
    """Raises Refusal `work.not_later`: more time ends after the time there is, and has not run out when it is asked for or granted."""
    if task.due is None or until <= task.due or until <= clock.now():
        raise Refusal(
            "work.not_later",
            vi="Hạn mới phải sau hạn đang có và sau lúc này. Việc không có hạn thì không cần gia hạn.",
            en="The new deadline must be after the present one and after now. A task without a deadline needs no extension.",
        )


@transaction.atomic
def decide_extension(
    actor: Actor, extension: UUID, *, subject: str, granted: bool, answer: str = "", until: datetime | None = None
) -> Extension:
    """Grant (perhaps until another instant) or refuse with a reason, on a task of `subject`, the aggregate the caller has locked.

    Raises Refusal `work.not_found`, `work.ended`, `work.no_reason`, `work.not_later`, Conflict `work.already_decided`, NotAllowed for
    the asker himself and for others than the decider.
    """
    held = Task.objects.within(actor).filter(subject=subject, extensions=extension).select_for_update().first()
    if held is None:
        raise Refusal("work.not_found", vi="Không tìm thấy đề nghị gia hạn.", en="The request for an extension was not found.", status=404)
    row = Extension.objects.within(actor).select_for_update().get(id=extension)
    if row.granted is not None:
        raise Conflict("work.already_decided", vi="Đề nghị gia hạn này đã được trả lời.", en="This request has already been answered.")
    need_open(held)
    waits = aggregate("extension", row.id)
    mine_to_decide = Task.objects.within(actor).filter(kind=DECIDE, subject=waits, state=State.OPEN, assignee__in=sorted(actor.principals))
    if row.asked_by is not None and row.asked_by == actor.post:
        raise NotAllowed(
            "work.own_extension", vi="Không ai tự quyết định đề nghị gia hạn của mình.", en="Nobody decides on his own extension."
        )
    if not mine_to_decide.exists():
        DECIDE_EXTENSION.require(actor)
    if not granted and not squeeze(answer):
        raise Refusal("work.no_reason", vi="Từ chối gia hạn thì phải ghi lý do.", en="A refusal gives its reason.")
    row.granted, row.answer, row.decided_by, row.decided_at = granted, squeeze(answer), actor.post, clock.now()
    if granted:
        row.until = until or row.until
        _need_later(held, row.until)
        held.due = held.sort_due = row.until
        held.save(update_fields=["due", "sort_due"])
    row.save()
    close_tasks(actor, subject=waits, kind=DECIDE)
    record(
        actor, "work.extension_decided", held.subject, task=str(held.id), granted=granted, until=row.until.isoformat(), answer=row.answer
    )
    return row
