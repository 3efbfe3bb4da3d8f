"""Phát hành: hand the sealed document over to the exchange, one dispatch for each recipient (ND30 Điều 18; QĐ 28/2018 Điều 6.2)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.events.public import emit
from tinhso.core.work import public as work
from tinhso.documents.outgoing.access import ISSUE as MAY_ISSUE
from tinhso.documents.outgoing.actions.common import admit, index, load, move, subject_of
from tinhso.documents.outgoing.actions.number import ISSUE
from tinhso.documents.outgoing.events import OutgoingIssued
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.outgoing.ways import Way, way
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


@transaction.atomic
def issue(actor: Actor, document_id: UUID) -> Outgoing:
    """Issue once; a second call returns the document as it is. Raises Refusal when it is not sealed, or a recipient has no way."""
    MAY_ISSUE.require(actor)
    document = load(actor, document_id)
    if document.state == State.ISSUED:
        return document
    if document.state == State.NUMBERED and document.source != Outgoing.Source.PAPER:
        raise Refusal(
            "issue.not_sealed",
            vi="Văn bản đã cấp số nhưng chưa ký số của cơ quan.",
            en="The document is numbered but not sealed by the agency.",
            status=409,
        )
    move(document, "issue")
    document.issued_at = clock.now()
    for recipient in document.recipients.exclude(channel=Recipient.Channel.NONE):
        match way(document, recipient), recipient.unit_id:
            case Way.INSIDE, int(unit):
                whole = unit == document.agency_id
                admit(document, principal.everyone(document.agency_id) if whole else principal.member_of(unit))
                recipient.channel, recipient.delivery = Recipient.Channel.NONE, Delivery.DONE
            case Way.PAPER, _:
                recipient.channel, recipient.delivery = Recipient.Channel.PAPER, Delivery.PAPER
            case _:
                recipient.delivery = Delivery.SENT
        recipient.delivery_at = clock.now()
        recipient.save()
    document.save()
    work.close_tasks(actor, subject=subject_of(document), kind=ISSUE)
    index(actor, document)
    emit(
        OutgoingIssued(
            agency=document.agency_id,
            aggregate=subject_of(document),
            document=document.id,
            reply_to=document.reply_to,
            notation=document.notation,
        )
    )
    record(actor, "outgoing.issue", subject_of(document), notation=document.notation, recipients=document.recipients.count())
    return document
