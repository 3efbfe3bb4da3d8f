"""The drafter's ways back: take back what nobody has looked at, withdraw before a number."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, Role, record
from tinhso.core.work import public as work
from tinhso.documents.outgoing.actions.common import load, move, need_reason, say, subject_of
from tinhso.documents.outgoing.actions.decide import end_steps
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step
from tinhso.kit.errors import Conflict, NotAllowed


@transaction.atomic
def take_back(actor: Actor, document_id: UUID, revision: int | None = None) -> Outgoing:
    """Back to drafting while the open step's desk has not looked. Raises Conflict naming who has."""
    document = load(actor, document_id, revision)
    if actor.post != document.drafter_id:
        raise NotAllowed("outgoing.take_back", vi="Chỉ người soạn thảo lấy lại được văn bản.", en="Only the drafter takes a document back.")
    move(document, "take_back")
    looked = document.steps.filter(version=document.version, state=Step.State.OPEN, seen_at__isnull=False).first()
    if looked is not None:
        raise Conflict(
            "outgoing.looked_at",
            vi=f"{looked.label} đã mở văn bản lúc {looked.seen_at:%H:%M %d/%m/%Y}; hãy đề nghị trả lại.",
            en=f"{looked.label} opened the document at {looked.seen_at:%H:%M %d/%m/%Y}; ask for it to be returned.",
        )
    end_steps(actor, document)
    say(actor, document, Opinion.Kind.TAKE_BACK)
    document.save()
    record(actor, "outgoing.take_back", subject_of(document), version=document.version)
    return document


@transaction.atomic
def withdraw(actor: Actor, document_id: UUID, reason: str, revision: int | None = None) -> Outgoing:
    """The document will not be issued: before a number only. By the drafter, his unit's head, or whoever signed it."""
    reason = need_reason(reason, "Rút văn bản phải ghi lý do.", "Withdrawing needs a reason.")
    document = load(actor, document_id, revision)
    heads = actor.unit == document.unit_id and Role.UNIT_HEAD in actor.roles
    if not (actor.post in (document.drafter_id, document.signer_id) or heads):
        raise NotAllowed(
            "outgoing.withdraw",
            vi="Chỉ người soạn, lãnh đạo đơn vị soạn hoặc người ký rút được văn bản.",
            en="Only the drafter, his unit's head or the signer withdraws a document.",
        )
    move(document, "withdraw")
    end_steps(actor, document)
    work.cancel_tasks(actor, subject=subject_of(document))
    say(actor, document, Opinion.Kind.WITHDRAW, reason)
    document.save()
    record(actor, "outgoing.withdraw", subject_of(document), reason=reason)
    return document
