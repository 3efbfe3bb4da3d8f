"""Queue an issued document: one dispatch a receiving agency, however often it is asked and however many of its units are named."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.public import Sent, send_again, to_send
from tinhso.exchange.access import RESEND
from tinhso.exchange.models import Dispatch
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal


@transaction.atomic
def queue(actor: Actor, document: UUID) -> list[Dispatch]:
    """`actor` is the sending agency's system. Returns the new dispatches."""
    new = []
    for sent in _one_each(to_send(actor, document)):
        dispatch, fresh = (
            Dispatch.objects.within(actor)
            .exclude(state=Dispatch.State.RETURNED)
            .get_or_create(
                recipient=sent.recipient,
                defaults={"agency_id": sent.sender, "receiver_id": sent.receiver, "document": sent.document, "queued_at": clock.now()},
            )
        )
        if fresh:
            deliver_later(dispatch)
            new.append(dispatch)
    if new:
        record(actor, "exchange.queue", aggregate("outgoing", document), dispatches=[str(d.consignment) for d in new])
    return new


def _one_each(places: list[Sent]) -> list[Sent]:
    """The first recipient of each agency stands for the others there: one consignment, one arrival."""
    first: dict[int, Sent] = {}
    for sent in places:
        first.setdefault(sent.receiver, sent)
    return list(first.values())


@transaction.atomic
def resend(actor: Actor, consignment: UUID) -> Dispatch:
    """Try again what could not be delivered, as the same consignment; what the receiver returned goes as a new one.

    Returns the dispatch under way. Raises NotAllowed, Refusal 404, Conflict.
    """
    RESEND.require(actor)
    dispatch = Dispatch.objects.within(actor).filter(agency_id=actor.agency, pk=consignment).select_for_update().first()
    if dispatch is None:
        raise Refusal("exchange.not_found", vi="Không tìm thấy lần gửi này.", en="There is no such dispatch.", status=404)
    if dispatch.state == Dispatch.State.DELIVERED and send_again(actor, dispatch.recipient):
        dispatch.state = Dispatch.State.RETURNED
        dispatch.save(update_fields=["state"])
        return next(iter(queue(actor, dispatch.document)), dispatch)
    if dispatch.state != Dispatch.State.FAILED:
        raise Conflict(
            "exchange.not_failed",
            vi=f"Lần gửi này đang ở trạng thái “{dispatch.get_state_display()}”, không cần gửi lại.",
            en=f"This dispatch is “{dispatch.state}”; there is nothing to send again.",
        )
    dispatch.state, dispatch.attempts, dispatch.error = Dispatch.State.WAITING, 0, ""
    dispatch.save(update_fields=["state", "attempts", "error"])
    deliver_later(dispatch)
    record(actor, "exchange.resend", aggregate("outgoing", dispatch.document), consignment=str(consignment))
    return dispatch


def deliver_later(dispatch: Dispatch) -> None:
    from tinhso.exchange.jobs import deliver, in_order  # jobs import the actions

    deliver.configure(lock=in_order(dispatch.consignment)).defer(
        consignment=str(dispatch.consignment), sender=dispatch.agency_id, receiver=dispatch.receiver_id
    )
