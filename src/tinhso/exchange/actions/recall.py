"""Recall: message 13 to each receiver, executed there; what has not been delivered is not delivered any more (ND30 Điều 18.4)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record, set_scope, system
from tinhso.documents.public import ask_recall, record_delivery, settle_recall
from tinhso.exchange.actions.status import write
from tinhso.exchange.models import Dispatch, StatusMessage
from tinhso.kit import clock, ids

ASKED, AGREED = "13", "15"


@transaction.atomic
def ask_back(actor: Actor, document: UUID, reason: str) -> None:
    """`actor` is the sending agency's system. All recipients are asked before any answer counts, or the first would settle for the rest."""
    from tinhso.exchange.jobs import in_order, recall  # jobs import the actions

    now = clock.now()
    rows = Dispatch.objects.within(actor).filter(agency_id=actor.agency, document=document).order_by("pk").select_for_update()
    asked = [d for d in rows if d.state not in (Dispatch.State.CANCELLED, Dispatch.State.RETURNED)]
    for dispatch in asked:
        record_delivery(actor, dispatch.recipient, ASKED, reason=reason, at=now)
    for dispatch in asked:
        if dispatch.state != Dispatch.State.DELIVERED:
            dispatch.state, dispatch.error = Dispatch.State.CANCELLED, ""
            dispatch.save(update_fields=["state", "error"])
            record_delivery(actor, dispatch.recipient, AGREED, reason="Chưa gửi đi", at=now)
            continue
        sent = write(actor.agency, dispatch.consignment, message=ids.new(), outbound=True, code=ASKED, reason=reason, at=now)
        recall.configure(lock=in_order(dispatch.consignment)).defer(
            message=str(sent.message), sender=dispatch.agency_id, receiver=dispatch.receiver_id
        )
    settle_recall(actor, document)  # nobody may be left to answer: paper only, or nothing had left
    record(actor, "exchange.ask_back", aggregate("outgoing", document), reason=reason)


def execute(message: UUID, sender: int, receiver: int) -> None:
    """At the receiver: his copy of message 13 and the question on his clerks' desk; again, it changes nothing."""
    with transaction.atomic():
        set_scope((sender, receiver))
        asked = StatusMessage.objects.unscoped("a recall's own job").get(agency_id=sender, message=message)
        with clock.resume(asked.at):
            if not StatusMessage.objects.unscoped("a recall's own job").filter(agency_id=receiver, message=message).exists():
                write(receiver, asked.consignment, message=message, outbound=False, code=ASKED, reason=asked.reason, at=asked.at)
                ask_recall(system(receiver), asked.consignment, asked.reason)
