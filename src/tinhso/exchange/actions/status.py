"""Statuses between the two sides: written by one, taken by the other, each once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, set_scope, system
from tinhso.documents.public import record_delivery
from tinhso.exchange.models import Dispatch, Inbound, StatusMessage
from tinhso.kit import clock, ids


@transaction.atomic
def send_status(actor: Actor, consignment: UUID, code: str, reason: str = "", by: str = "") -> None:
    """The receiver's own copy, and a job that brings it to the sender. `actor` is the receiver's system."""
    inbound = Inbound.objects.within(actor).filter(agency_id=actor.agency, pk=consignment).first()
    if inbound is None:
        return
    sent = write(inbound.agency_id, consignment, message=ids.new(), outbound=True, code=code, reason=reason, by=by, at=clock.now())
    from tinhso.exchange.jobs import in_order, tell  # jobs import the actions

    tell.configure(lock=in_order(consignment)).defer(message=str(sent.message), sender=inbound.sender_id, receiver=inbound.agency_id)


def take_status(message: UUID, sender: int, receiver: int) -> None:
    """The sender's copy of what the receiver said, and his recipient's new state; again, it changes nothing."""
    with transaction.atomic():
        set_scope((sender, receiver))
        told = StatusMessage.objects.unscoped("a status's own job").get(agency_id=receiver, message=message)
        dispatch = Dispatch.objects.unscoped("a status's own job").select_for_update().get(pk=told.consignment)
        if StatusMessage.objects.unscoped("a status's own job").filter(agency_id=sender, message=message).exists():
            return
        with clock.resume(told.at):
            write(sender, told.consignment, message=message, outbound=False, code=told.code, reason=told.reason, by=told.by, at=told.at)
            record_delivery(system(sender), dispatch.recipient, told.code, reason=told.reason, at=told.at)


def write(
    agency: int, consignment: UUID, *, message: UUID, outbound: bool, code: str, reason: str = "", by: str = "", at: datetime
) -> StatusMessage:
    return StatusMessage.objects.create(
        agency_id=agency, consignment=consignment, message=message, outbound=outbound, code=code, reason=reason, by=by, at=at
    )


def write_both(dispatch: Dispatch, *, message: UUID, code: str, from_receiver: bool, at: datetime, reason: str = "") -> None:
    """Both copies at once, where both agencies are in scope."""
    for agency, outbound in ((dispatch.agency_id, not from_receiver), (dispatch.receiver_id, from_receiver)):
        write(agency, dispatch.consignment, message=message, outbound=outbound, code=code, reason=reason, at=at)
