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


def may_withdraw(actor: Actor, document: Outgoing) -> bool:
    """Whose withdrawal stands, in a state that knows one; asked by the verb and by the card's button alike.

    Before the signature: the drafter, the head of his unit, the signer. Signed: the signer alone; one who has left gives no order
    any more, then the head of the agency, who answers for all its documents (Điều 13.5).
    """
    here, signer = roster(), document.signer_id or 0
    if document.state == State.SIGNED:
        return actor.post == signer or (Role.DIRECTOR in actor.roles and not here.holds(signer))
    head = here.head_of(document.unit_id)
    return actor.post in (document.drafter_id, signer) or (head is not None and actor.post == head.id)


@transaction.atomic
def withdraw(actor: Actor, document_id: UUID, reason: str, revision: int | None = None) -> Outgoing:
    """The document will not be issued: before a number only, by whom `may_withdraw` lets.

    Raises Refusal `outgoing.reason`, NotAllowed `outgoing.withdraw_signed`, `outgoing.withdraw`, Conflict.
    """
    reason = need_reason(reason, "Rút văn bản phải ghi lý do.", "Withdrawing needs a reason.")
    document = load(actor, document_id, revision)
    if not may_withdraw(actor, document):
        raise _not_his(document)
    move(document, "withdraw")
    end_steps(actor, document)
    work.cancel_tasks(actor, subject=subject_of(document))
    say(actor, document, Opinion.Kind.WITHDRAW, reason)
    document.save()
    record(actor, "outgoing.withdraw", subject_of(document), reason=reason)
    return document


def _not_his(document: Outgoing) -> NotAllowed:
    if document.state != State.SIGNED or document.signer_id is None:
        return NotAllowed(
            "outgoing.withdraw",
            vi="Chỉ người soạn, lãnh đạo đơn vị soạn hoặc người ký rút được văn bản.",
            en="Only the drafter, his unit's head or the signer withdraws a document.",
        )
    name, held = post_of(document.signer_id).name, roster().holds(document.signer_id)
    return NotAllowed(
        "outgoing.withdraw_signed",
        vi=f"Văn bản đã ký: chỉ người ký ({name}) rút được trước khi cấp số (Điều 13.5)."
        if held
        else f"Văn bản đã ký và người ký ({name}) đã thôi giữ chức vụ: chỉ người đứng đầu cơ quan rút được trước khi cấp số (Điều 13.5).",
        en=f"The document is signed: only its signer ({name}) withdraws it before a number (Article 13.5)."
        if held
        else f"The document is signed and its signer ({name}) has left the post: only the head of the agency withdraws it before a number "
        "(Article 13.5).",
    )
