"""Chuyển việc của người vắng: a unit's head gives what lies with one of his people to another (ND30 Điều 24.2)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.core.work import public as work
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import DIRECT, PASS_ON
from tinhso.documents.incoming.actions.common import admit, finish, fold, load_all, need, not_found, say, url_of
from tinhso.documents.incoming.actions.direct import TASK
from tinhso.documents.incoming.actions.pass_on import own_people
from tinhso.documents.incoming.desks import DeskView, desk
from tinhso.documents.incoming.models import Assignment, Incoming
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.several import several

KINDS = {f"incoming.{kind}": str(part) for part, kind in TASK.items()}
"""The tasks that can be given to another, each with its part: those of handling. A draft stays its drafter's."""


@transaction.atomic
def reassign(actor: Actor, tasks: Sequence[UUID], to: str, reason: str) -> int:
    """Give these open tasks of one's people to `to` (`o12`), all or none; both are told. Returns how many.

    Deadline, text and who gave it stay. Raises NotAllowed, Refusal `incoming.reason`, `several.none`, `several.too_many`,
    `incoming.desk`, `incoming.not_your_people`, `incoming.not_handling`,
    `incoming.named_person`, `work.same_assignee`, Conflict.
    """
    PASS_ON.require(actor)
    reason = need(reason)
    chosen = several(tasks)
    receiver = desk(actor, to)
    own_people(actor, receiver)
    rows = list(work.Task.objects.visible_to(actor).filter(pk__in=chosen, kind__in=KINDS).order_by("id"))
    if len(rows) < len(chosen) or not all(_of_his_people(actor, task.assignee) for task in rows):
        raise Refusal(
            "incoming.not_handling",
            vi="Chỉ chuyển được việc xử lý văn bản đến đang nằm ở một người của đơn vị mình. Bỏ chọn những việc khác rồi làm lại.",
            en="Only handling of incoming documents that lies with a person of your own unit can be passed on. Leave out the others.",
        )
    documents = {document.id: document for document in load_all(actor, {_about(task) for task in rows})}
    for task in rows:
        if _about(task) not in documents:
            raise not_found()
        _one(actor, task, documents[_about(task)], receiver, reason)
    return len(chosen)


def _about(task: work.Task) -> UUID:
    return UUID(task.subject.partition(":")[2])


def _one(actor: Actor, task: work.Task, document: Incoming, receiver: DeskView, reason: str) -> None:
    if document.named_only:
        raise Refusal(
            "incoming.named_person",
            vi=f"“{task.title}” chỉ dành cho người được nêu tên: người cho ý kiến chỉ đạo giao lại.",
            en=f"“{task.title}” is for named persons only: who gave the directive assigns it anew.",
        )
    held = document.assignments.filter(principal=task.assignee, part=KINDS[task.kind], done_at=None, cancelled_at=None).first()
    if held is None:  # asked again under the document's lock: who was first has ended it or passed it on
        raise Conflict(
            "incoming.no_task",
            vi=f"Việc “{task.title}” vừa kết thúc hoặc đã chuyển. Hãy tải lại danh sách rồi chọn lại.",
            en=f"The task “{task.title}” has just ended or was passed on. Reload the list and choose again.",
        )
    giver, label = task.assignee, held.label
    work.reassign(actor, task, receiver.principal, receiver.unit, reason)
    _hand(document, held, receiver)
    admit(document, receiver.sees)
    title, url = document.subject, url_of(document)
    notifications.notify(actor, notices.ASSIGNED.code, [receiver.principal], title=title, url=url)
    notifications.notify(actor, notices.REASSIGNED.code, [giver], title=f"{title}: {reason}", url=url)
    say(actor, document, NoteKind.HAND_OVER, f"{label} → {receiver.label}: {reason}")
    finish(actor, document, "reassign", giver=giver, to=receiver.principal, reason=reason)


def _hand(document: Incoming, held: Assignment, receiver: DeskView) -> None:
    """The part goes on with the receiver, who has not begun; one he has already is that one."""
    same = document.assignments.filter(principal=receiver.principal, part=held.part, done_at=None, cancelled_at=None).first()
    if same is not None:
        fold(held, same)
    else:
        held.principal, held.label, held.begun_at = receiver.principal, receiver.label, None
        held.save(update_fields=["principal", "label", "begun_at"])


def _of_his_people(actor: Actor, giver: str) -> bool:
    """Also somebody who has left with work on his desk; a leader reaches every desk of a person in the agency."""
    view = roster().on_desk(giver)
    if view is None or view.agency != actor.agency:
        return False
    return DIRECT.held_by(actor) or (actor.unit is not None and view.unit in {u.id for u in directory().subtree(actor.unit)})
