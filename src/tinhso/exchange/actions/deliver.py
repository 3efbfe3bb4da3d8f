"""Deliver one consignment inside this instance: everything at both sides, in one transaction.

A kill at any line loses or doubles nothing: either all of it is there, or none and the job runs again with the same consignment.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import aggregate, record, set_scope, system
from tinhso.core.files import public as files
from tinhso.core.organisations.public import directory
from tinhso.core.work import public as work
from tinhso.documents.public import Arrival, Sent, arrive_electronically, document_id_of, record_delivery, to_send
from tinhso.exchange.actions.status import write_both
from tinhso.exchange.models import Dispatch, Inbound
from tinhso.kit import clock, ids
from tinhso.kit.errors import Refusal

ATTEMPTS = 8
ARRIVED = "01"
FAILED_TASK = "exchange.failed"


def deliver(consignment: UUID, sender: int, receiver: int) -> None:
    """Raises what went wrong; then nothing was changed. A consignment already delivered or cancelled is left alone."""
    with transaction.atomic():
        set_scope((sender, receiver))
        dispatch = _locked(consignment)
        with clock.resume(dispatch.queued_at):
            if dispatch.state in (Dispatch.State.WAITING, Dispatch.State.FAILED):
                _hand_over(dispatch)


def note_failure(consignment: UUID, sender: int, why: Exception) -> None:
    """Count the attempt in a transaction of its own; after the last one it is the sender's clerks' to see to."""
    actor = system(sender)
    with transaction.atomic():
        set_scope((sender,))
        dispatch = _locked(consignment)
        if dispatch.state != Dispatch.State.WAITING:
            return
        dispatch.attempts += 1
        # The job works at both agencies: an exception's words may quote the receiver's rows, only a refusal's sentence is ours.
        dispatch.error = why.vi if isinstance(why, Refusal) else type(why).__name__
        if dispatch.attempts >= ATTEMPTS:
            dispatch.state = Dispatch.State.FAILED
            name = directory().get(dispatch.receiver_id).name
            work.open_task(
                actor, kind=FAILED_TASK, subject=aggregate("dispatch", consignment), title=f"Không giao được văn bản đến {name}",
                line=dispatch.error, url=f"/van-ban-di/{dispatch.document}/", assignee=principal.clerks(sender),
            )  # fmt: skip
        dispatch.save(update_fields=["attempts", "error", "state"])


def _locked(consignment: UUID) -> Dispatch:
    return Dispatch.objects.unscoped("a delivery's own job").select_for_update().get(pk=consignment)


def _hand_over(dispatch: Dispatch) -> None:
    ours, theirs = system(dispatch.agency_id), system(dispatch.receiver_id, also=(dispatch.agency_id,))
    (sent,) = to_send(ours, dispatch.document, dispatch.recipient)
    document = arrive_electronically(theirs, _arrival(dispatch, sent))
    now = clock.now()
    Inbound.objects.create(
        consignment=dispatch.consignment, agency_id=dispatch.receiver_id, sender_id=dispatch.agency_id, document=document.id, at=now
    )
    write_both(dispatch, message=ids.new(), code=ARRIVED, from_receiver=True, at=now)
    record_delivery(ours, dispatch.recipient, ARRIVED, at=now)
    dispatch.state, dispatch.delivered_at, dispatch.error = Dispatch.State.DELIVERED, now, ""
    dispatch.attempts += 1
    dispatch.save(update_fields=["state", "delivered_at", "error", "attempts"])
    work.close_tasks(ours, subject=aggregate("dispatch", dispatch.consignment))
    record(
        ours, "exchange.deliver", aggregate("outgoing", dispatch.document), consignment=str(dispatch.consignment), sha256=sent.file.sha256
    )


def _arrival(dispatch: Dispatch, sent: Sent) -> Arrival:
    """The sender's document with files that are the receiver's own; both agencies are in scope."""
    to = dispatch.receiver_id
    return Arrival(
        consignment=dispatch.consignment, sender=sent.sender, document_id=sent.document_id, number=sent.number, symbol=sent.symbol,
        notation=sent.notation, document_date=sent.issue_date, type_code=sent.type_code, subject=sent.subject, issuer=sent.issuer,
        signer_name=sent.signer_name, signer_title=sent.signer_title, file=files.copy_to(to, sent.file),
        annexes=tuple(files.copy_to(to, annex) for annex in sent.annexes), urgency=sent.urgency, pages=sent.pages, answer_by=sent.due,
        reply_to_document_id=document_id_of(system(sent.sender), sent.reply_to) if sent.reply_to else "",
    )  # fmt: skip
