"""Close with a result or a reply, and reopen (ND30 Điều 24.2)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import CLOSE_KNOWN, REOPEN
from tinhso.documents.incoming.actions.common import (
    ask,
    clerks,
    done,
    dropped,
    finish,
    load,
    move,
    need,
    need_handling,
    need_held,
    say,
    url_of,
)
from tinhso.documents.incoming.actions.direct import TASK, due_at
from tinhso.documents.incoming.actions.give import PART
from tinhso.documents.incoming.desks import desk
from tinhso.documents.incoming.models import Assignment, Directive, Incoming
from tinhso.documents.incoming.rules.states import HANDLING, INCOMING, UNDIRECTED, State
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


@transaction.atomic
def close(actor: Actor, document_id: UUID, result: str, *, reply: str = "") -> Incoming:
    """The lead settles it; before a directive, a leader or the chief of office does, where it was for information only.

    `reply` is number and symbol of a reply sent outside the system; one issued here links itself. Raises NotAllowed, Refusal
    `incoming.not_yours`, `incoming.reason`, Conflict.
    """
    document = load(actor, document_id)
    result = need(result, "Ghi kết quả giải quyết.", "Write how it was settled.")
    if document.state in UNDIRECTED:
        CLOSE_KNOWN.require(actor)
    elif document.state in HANDLING:
        need_held(actor, document, PART.LEAD)
    else:
        INCOMING.after(State(document.state), "close")
    if reply.strip():
        document.answer_notation = reply.strip()
    _settle(actor, document, result)
    finish(actor, document, "close", result=result, reply=document.answer_notation)
    return document


@transaction.atomic
def close_when_answered(actor: Actor, document_id: UUID, wanted: bool = True) -> Incoming:
    """The lead asks that issuing the reply settles the document by itself. Raises Refusal `incoming.not_yours`, Conflict."""
    document = load(actor, document_id)
    need_handling(actor, document, PART.LEAD)
    document.close_when_answered = wanted
    finish(actor, document, "close_when_answered", wanted=wanted)
    return document


@transaction.atomic
def link_reply(actor: Actor, document_id: UUID, outgoing: UUID, notation: str) -> Incoming:
    """Our reply was issued; told twice, it changes nothing. `actor` is the agency's system."""
    document = load(actor, document_id)
    if document.answered_by == outgoing:
        return document
    document.answered_by, document.answer_notation = outgoing, notation
    say(actor, document, NoteKind.ANSWER, notation)
    if document.close_when_answered and document.state in HANDLING:
        _settle(actor, document, f"Đã trả lời bằng văn bản {notation}")
    finish(actor, document, "answer", outgoing=str(outgoing), notation=notation)
    return document


def _settle(actor: Actor, document: Incoming, result: str) -> None:
    move(actor, document, "close")
    now = clock.now()
    document.result, document.closed_at, document.closed_by_id = result, now, actor.post
    unfinished = document.assignments.filter(done_at=None, cancelled_at=None)
    unfinished.filter(part=PART.LEAD).update(done_at=now, done_by=actor.post)
    unfinished.filter(part=PART.CO).update(cancelled_at=now)
    done(actor, document, "lead")
    dropped(actor, document, "co", "direct", "present")
    say(actor, document, NoteKind.CLOSE, result)
    standing = document.directives.filter(state=Directive.State.GIVEN).first()
    if standing is not None:
        notifications.notify(actor, notices.CLOSED.code, [principal.post(standing.by_id)], title=document.subject, url=url_of(document))


@transaction.atomic
def reopen(actor: Actor, document_id: UUID, reason: str) -> Incoming:
    """By who closed it or a leader: the lead's work goes on where it was. Raises NotAllowed, Refusal `incoming.reason`, Conflict."""
    reason = need(reason)
    document = load(actor, document_id)
    if document.state == State.DONE and not (actor.post is not None and document.closed_by_id == actor.post):
        REOPEN.require(actor)
    standing = document.directives.filter(state=Directive.State.GIVEN).first()
    move(actor, document, "reopen", State.IN_PROGRESS if standing else State.REGISTERED)
    closed_at = document.closed_at
    document.result, document.closed_at, document.closed_by_id = "", None, None
    document.close_when_answered = False
    if standing is None:
        ask(actor, document, "present", clerks(document))
    else:
        for lead in document.assignments.filter(directive=standing, part=PART.LEAD, done_at=closed_at):
            _again(actor, document, lead)
    say(actor, document, NoteKind.REOPEN, reason)
    finish(actor, document, "reopen", reason=reason)
    return document


def _again(actor: Actor, document: Incoming, lead: Assignment) -> None:
    lead.done_at, lead.done_by_id = None, None
    lead.save(update_fields=["done_at", "done_by"])
    try:
        unit: int | None = desk(actor, lead.principal).unit
    except Refusal:  # has left meanwhile: the task still stands on that desk until it is handed over
        unit = None
    ask(actor, document, TASK[PART.LEAD], lead.principal, due=due_at(document, lead.due), unit=unit)
