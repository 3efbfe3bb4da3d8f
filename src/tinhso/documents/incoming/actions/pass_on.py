"""Pass a part on: a unit's head to his people, a deputy to a unit (Appendix IV.VII, part 2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.notifications import public as notifications
from tinhso.core.organisations.public import directory
from tinhso.core.work import public as work
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import DIRECT, PASS_ON
from tinhso.documents.incoming.actions.common import admit, finish, load, need_handling, say, subject_of, url_of
from tinhso.documents.incoming.actions.direct import TASK, due_at
from tinhso.documents.incoming.actions.give import PART, future
from tinhso.documents.incoming.desks import DeskView, desk
from tinhso.documents.incoming.models import Assignment, Incoming
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal


@transaction.atomic
def sub_assign(actor: Actor, document_id: UUID, to: str, text: str = "", due: date | None = None) -> Assignment:
    """Give one's part to `to` (`o12`; a leader also `u5.head`), no later than one's own deadline; the whole stays one's own.

    Raises NotAllowed, Refusal `incoming.not_yours`, `incoming.desk`, `incoming.not_your_people`, `incoming.due_past`, `work.due_after_whole`, Conflict.
    """
    PASS_ON.require(actor)
    document = load(actor, document_id)
    whole = need_handling(actor, document, PART.LEAD, PART.CO)
    receiver = desk(actor, to)
    own_people(actor, receiver)
    if document.assignments.filter(principal=receiver.principal, part=whole.part, done_at=None, cancelled_at=None).exists():
        raise Conflict(
            "incoming.already_assigned",
            vi=f"“{receiver.label}” đang giữ văn bản này rồi.",
            en=f"“{receiver.label}” holds this document already.",
        )
    due = future(calendar.of(document.agency_id), due) or whole.due
    part = Assignment.objects.create(
        document=document, agency_id=document.agency_id, directive_id=whole.directive_id, parent=whole, part=whole.part,
        principal=receiver.principal, label=receiver.label, text=text.strip(), due=due, assigned_at=clock.now(),
    )  # fmt: skip
    admit(document, receiver.sees)
    task = task_of(actor, document, whole)
    work.sub_assign(
        actor, task.id, assignee=receiver.principal, due=due_at(document, due), line=text.strip() or None,
        unit=None if document.named_only else receiver.unit,
    )  # fmt: skip
    notifications.notify(actor, notices.ASSIGNED.code, [receiver.principal], title=document.subject, url=url_of(document))
    say(actor, document, NoteKind.SUB_ASSIGN, ": ".join(x for x in (receiver.label, text.strip()) if x))
    finish(actor, document, "sub_assign", to=receiver.principal, due=due.isoformat() if due else None)
    return part


def task_of(actor: Actor, document: Incoming, assignment: Assignment) -> work.Task:
    """The open task behind an assignment. Raises Conflict where somebody ended it."""
    found = work.Task.objects.within(actor).filter(
        subject=subject_of(document), kind=f"incoming.{TASK[PART(assignment.part)]}", assignee=assignment.principal, state="open"
    )
    task = found.first()
    if task is None:
        raise Conflict(
            "incoming.no_task",
            vi="Việc này đã kết thúc hoặc đã bàn giao. Hãy tải lại trang.",
            en="This task has ended or was handed over. Reload the page.",
        )
    return task


def own_people(actor: Actor, receiver: DeskView) -> None:
    """A head gives to his own people; a leader to every desk of the agency. Raises Refusal `incoming.not_your_people`."""
    if DIRECT.held_by(actor):
        return
    inside = {u.id for u in directory().subtree(actor.unit)} if actor.unit else set()
    if receiver.unit not in inside or receiver.post is None:
        raise Refusal(
            "incoming.not_your_people",
            vi="Chỉ giao lại cho người trong đơn vị của mình. Việc của đơn vị khác do lãnh đạo cơ quan giao.",
            en="Pass it on to people of your own unit only. The agency's leaders assign to other units.",
            status=403,
        )
