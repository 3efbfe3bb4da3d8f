"""More time for one's part: asked of who gave the directive, decided by him; the document's deadline follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.work import public as work
from tinhso.documents.incoming.actions.common import finish, load, need_handling, say, subject_of
from tinhso.documents.incoming.actions.direct import due_at
from tinhso.documents.incoming.actions.give import PART
from tinhso.documents.incoming.actions.pass_on import task_of
from tinhso.documents.incoming.models import Assignment, Incoming
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock


@transaction.atomic
def extend(actor: Actor, document_id: UUID, until: date, reason: str) -> UUID:
    """Ask; returns the request's id. Raises Refusal `incoming.not_yours`, Conflict, and those of `work.request_extension`."""
    document = load(actor, document_id)
    mine = need_handling(actor, document, PART.LEAD, PART.CO)
    day = calendar.of(document.agency_id).on_or_after(until)
    limit = due_at(document, day)
    assert limit is not None
    giver = mine.parent.principal if mine.parent else principal.post(mine.directive.by_id)
    asked = work.request_extension(actor, task_of(actor, document, mine).id, until=limit, reason=reason, decider=giver)
    say(actor, document, NoteKind.EXTEND, f"{day:%d/%m/%Y}: {reason}")
    finish(actor, document, "extend", until=day.isoformat(), reason=reason)
    return asked.id


@transaction.atomic
def decide_extension(
    actor: Actor, document_id: UUID, extension: UUID, *, granted: bool, answer: str = "", until: date | None = None
) -> Incoming:
    """Answer what was asked on this document; the assignment (and, for the lead, the document) gets the new deadline.

    Raises as `work.decide_extension`; a request on another document is none here.
    """
    document = load(actor, document_id)
    row = work.decide_extension(
        actor, extension, subject=subject_of(document), granted=granted, answer=answer, until=due_at(document, until)
    )
    day = clock.day(row.until)
    if granted:
        rows = document.assignments.filter(principal=row.task.assignee, done_at=None, cancelled_at=None)
        if rows.filter(part=Assignment.Part.LEAD, parent=None).exists():
            document.due = day
        rows.update(due=day)
    say(actor, document, NoteKind.EXTENSION, f"{'đến ' + format(day, '%d/%m/%Y') if granted else 'không'}: {answer}".rstrip(": "))
    finish(actor, document, "decide_extension", granted=granted, until=day.isoformat())
    return document
