"""Ways back after a number: void it, recall what was issued (ND30 Điều 18.4). The register keeps the line."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.events.public import emit
from tinhso.core.notifications.public import notify
from tinhso.core.work import public as work
from tinhso.documents.numbering import public as numbering
from tinhso.documents.numbering.access import VOID
from tinhso.documents.outgoing.access import RECALL
from tinhso.documents.outgoing.actions.common import index, load, move, need_reason, say, subject_of, url_of
from tinhso.documents.outgoing.actions.deliver import RETURNED
from tinhso.documents.outgoing.events import OutgoingRecallAsked
from tinhso.documents.outgoing.models import Opinion, Outgoing
from tinhso.documents.outgoing.notices import VOIDED


@transaction.atomic
def void(actor: Actor, document_id: UUID, reason: str) -> Outgoing:
    """The number is burnt: it stays in the register with its reason and is never given again. Drafter and signer are told."""
    VOID.require(actor)
    reason = need_reason(reason, "Hủy số phải ghi lý do.", "Voiding a number needs a reason.")
    document = load(actor, document_id)
    move(document, "void")
    numbering.void(actor, kind="outgoing", document=document.id, reason=reason)
    document.save()
    work.cancel_tasks(actor, subject=subject_of(document))
    say(actor, document, Opinion.Kind.VOID, reason)
    told = [principal.post(post) for post in (document.drafter_id, document.signer_id) if post and post != actor.own_post]
    notify(actor, VOIDED.code, told, document.subject, url_of(document))
    index(actor, document)
    record(actor, "outgoing.void", subject_of(document), notation=document.notation, reason=reason)
    return document


@transaction.atomic
def recall(actor: Actor, document_id: UUID, reason: str) -> Outgoing:
    """Ask every recipient to give the document back; the outgoing file and its data stay, frozen (Appendix VI)."""
    RECALL.require(actor)
    reason = need_reason(reason, "Thu hồi phải ghi lý do.", "A recall needs a reason.")
    document = load(actor, document_id)
    move(document, "recall")
    document.recall_reason = reason
    document.save()
    work.cancel_tasks(actor, subject=subject_of(document), kind=RETURNED)
    emit(OutgoingRecallAsked(agency=document.agency_id, aggregate=subject_of(document), document=document.id, reason=reason))
    record(actor, "outgoing.recall", subject_of(document), reason=reason)
    return document
