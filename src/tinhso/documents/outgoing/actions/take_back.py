"""The drafter's ways back: take back what nobody has looked at, withdraw before a number."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, Role, record
from tinhso.core.people.public import post as post_of
from tinhso.core.people.public import roster
from tinhso.core.work import public as work
from tinhso.documents.outgoing.actions.common import load, move, need_reason, say, subject_of
from tinhso.documents.outgoing.actions.decide import end_steps
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed


@transaction.atomic
def take_back(actor: Actor, document_id: UUID, revision: int | None = None) -> Outgoing:
    """Back to drafting while the open step's desk has not looked. Raises Conflict naming who has."""
    document = load(actor, document_id, revision)
    if actor.post != document.drafter_id:
        raise NotAllowed("outgoing.take_back", vi="Chỉ người soạn thảo lấy lại được văn bản.", en="Only the drafter takes a document back.")
    move(document, "take_back")
    looked = document.steps.filter(version=document.version, state=Step.State.OPEN, seen_at__isnull=False).first()
    if looked is not None and looked.seen_at is not None:
        raise Conflict(
            "outgoing.looked_at",
            vi=f"{looked.label} đã mở văn bản lúc {clock.said(looked.seen_at)}; hãy đề nghị trả lại.",
            en=f"{looked.label} opened the document at {clock.said(looked.seen_at)}; ask for it to be returned.",
        )
    end_steps(actor, document)
    say(actor, document, Opinion.Kind.TAKE_BACK)
    document.save()
    record(actor, "outgoing.take_back", subject_of(document), version=document.version)
    return document


@transaction.atomic
def withdraw(actor: Actor, document_id: UUID, reason: str, revision: int | None = None) -> Outgoing:
    """The document will not be issued: before a number only. By the drafter, his unit's head or the signer; signed, by its signer alone.

    Raises Refusal `outgoing.reason`, NotAllowed, Conflict.
    """
    reason = need_reason(reason, "Rút văn bản phải ghi lý do.", "Withdrawing needs a reason.")
    document = load(actor, document_id, revision)
    signer = document.signer_id or 0
    # A signer who has left gives no order any more; the head answers for all documents (Điều 13.5).
    head = Role.DIRECTOR in actor.roles and not roster().holds(signer)
    if document.state == State.SIGNED and not (actor.post == signer or head):
        raise NotAllowed(
            "outgoing.withdraw_signed",
            vi=f"Văn bản đã ký: chỉ người ký ({post_of(signer).name}) rút được trước khi cấp số (Điều 13.5).",
            en=f"The document is signed: only its signer ({post_of(signer).name}) withdraws it before a number (Article 13.5).",
        )
    heads = actor.unit == document.unit_id and Role.UNIT_HEAD in actor.roles
    if not (actor.post in (document.drafter_id, signer) or heads or (head and document.state == State.SIGNED)):
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
