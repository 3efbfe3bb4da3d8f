"""Receive, or send back with a reason (ND30 Điều 21)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.documents.incoming.access import RECEIVE
from tinhso.documents.incoming.actions.common import ask, clerks, done, dropped, finish, load, move, need, say
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.clocks import register_by
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.words import NoteKind, Reason
from tinhso.kit.errors import Refusal


@transaction.atomic
def accept(actor: Actor, document_id: UUID, reason: str = "") -> Incoming:
    """Receive it; a quarantined one only with a reason, kept with the document.

    Raises NotAllowed, Refusal `incoming.not_verified`, `incoming.reason`, Conflict.
    """
    RECEIVE.require(actor)
    document = load(actor, document_id)
    quarantined = document.state == State.QUARANTINED
    move(actor, document, "accept")
    if not document.verdict:
        raise Refusal(
            "incoming.not_verified",
            vi="Chưa kiểm tra chữ ký số. Văn thư phải kiểm tra tính xác thực và toàn vẹn trước khi tiếp nhận (Điều 21.2.a Nghị định "
            "30/2020): bấm Kiểm tra chữ ký rồi tiếp nhận.",
            en="The signatures are not checked yet. Authenticity and integrity are checked before receiving (Decree 30/2020, Article "
            "21.2.a): press Check signatures, then receive.",
        )
    if quarantined:
        reason = need(
            reason,
            "Văn bản đang bị cách ly vì chữ ký số không đạt: muốn tiếp nhận phải ghi lý do.",
            "The document is quarantined because its signature fails: receiving it needs a reason.",
        )
    say(actor, document, NoteKind.ACCEPT, reason)
    done(actor, document, "receive")
    due = register_by(calendar.of(document.agency_id), document.arrived_at, bool(document.urgency))
    ask(actor, document, "register", clerks(document), due=due)
    finish(actor, document, "accept", verdict=document.verdict, reason=reason)
    return document


@transaction.atomic
def refuse(actor: Actor, document_id: UUID, reason: str, text: str = "") -> Incoming:
    """Send it back: `reason` is one of `rules.words.Reason`; `other` needs words. The sender is told 02.

    Raises NotAllowed, Refusal `incoming.reason`, Conflict.
    """
    RECEIVE.require(actor)
    if reason not in set(Reason):
        raise Refusal("incoming.reason", vi="Chọn một lý do trả lại.", en="Choose a reason for returning it.")
    if reason == Reason.OTHER:
        need(text, "Ghi rõ lý do trả lại.", "Say why it is returned.")
    document = load(actor, document_id)
    document.refusal_reason = ": ".join(x for x in (Reason(reason).vi, text.strip()) if x)
    move(actor, document, "refuse", reason=document.refusal_reason)
    say(actor, document, NoteKind.REFUSE, document.refusal_reason)
    dropped(actor, document)
    finish(actor, document, "refuse", reason=reason, text=text)
    return document
