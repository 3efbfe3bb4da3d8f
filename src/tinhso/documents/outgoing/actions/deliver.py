"""What the exchange tells of one delivery; the codes are 01-06, 13, 15, 16 (documents.md 2.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.notifications.public import notify
from tinhso.documents.outgoing.actions.common import clerks, subject_of, url_of
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.notices import REFUSED
from tinhso.documents.outgoing.rules.delivery import DELIVERY, Delivery
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.kit import clock


@transaction.atomic
def record_delivery(actor: Actor, recipient: UUID, code: str, *, reason: str = "", at: datetime | None = None) -> None:
    """Move one recipient's delivery. A repeated or overtaken status changes nothing (messages may come twice or late)."""
    known = Recipient.objects.within(actor).filter(pk=recipient).values_list("document_id", flat=True).first()
    if known is None:
        return
    document = Outgoing.objects.within(actor).select_for_update().get(pk=known)
    row = document.recipients.select_for_update().get(pk=recipient)
    now, wanted = Delivery(row.delivery), Delivery(code)
    if wanted not in DELIVERY.targets(now, "recall" if wanted is Delivery.RECALL_ASKED else "status"):
        return
    row.delivery, row.delivery_at, row.delivery_note = wanted, at or clock.now(), reason
    row.save(update_fields=["delivery", "delivery_at", "delivery_note"])
    if wanted in (Delivery.REFUSED, Delivery.RECALL_REFUSED):
        word = "trả lại" if wanted is Delivery.REFUSED else "từ chối thu hồi"
        told = [clerks(document), principal.post(document.drafter_id)]
        notify(actor, REFUSED.code, told, f"{row.name} {word}: {document.notation} {document.subject}", url_of(document))
    if document.state == State.RECALLING:
        _settle_recall(document)
    record(actor, "outgoing.delivery", subject_of(document), recipient=str(recipient), code=code, reason=reason)


def _settle_recall(document: Outgoing) -> None:
    """All agreed: recalled; all answered and one refused: it stands as issued."""
    states = {Delivery(d) for d in document.recipients.exclude(channel="none").values_list("delivery", flat=True)} - {
        Delivery.PAPER,
        Delivery.REFUSED,
    }
    if Delivery.RECALL_ASKED in states:
        return
    verb = "recall_refused" if Delivery.RECALL_REFUSED in states else "recalled"
    document.state = OUTGOING.after(State(document.state), verb)
    document.state_at = clock.now()
    document.revision += 1
    document.save(update_fields=["state", "state_at", "revision"])
