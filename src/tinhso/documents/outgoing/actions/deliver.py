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
    if wanted in (Delivery.RECALL_ASKED, Delivery.RECALL_REFUSED):
        row.recall_refused_at = row.delivery_at if wanted is Delivery.RECALL_REFUSED else None
    row.save(update_fields=["delivery", "delivery_at", "delivery_note", "recall_refused_at"])
    if wanted in (Delivery.REFUSED, Delivery.RECALL_REFUSED):
        word = "trả lại" if wanted is Delivery.REFUSED else "từ chối thu hồi"
        told = [clerks(document), principal.post(document.drafter_id)]
        notify(actor, REFUSED.code, told, f"{row.name} {word}: {document.notation} {document.subject}", url_of(document))
    _settle(document)
    record(actor, "outgoing.delivery", subject_of(document), recipient=str(recipient), code=code, reason=reason)


@transaction.atomic
def settle_recall(actor: Actor, document: UUID) -> None:
    """Once every recipient has been asked: it ends here where nobody is left to answer."""
    _settle(Outgoing.objects.within(actor).select_for_update().get(pk=document))


def _settle(document: Outgoing) -> None:
    """All agreed: recalled; all answered and one keeps it: it stands as issued. Whoever refused and works on has still refused."""
    if document.state != State.RECALLING:
        return
    answers = document.recipients.exclude(channel=Recipient.Channel.NONE)
    if answers.filter(delivery=Delivery.RECALL_ASKED).exists():
        return
    verb = "recall_refused" if answers.filter(recall_refused_at__isnull=False).exists() else "recalled"
    document.state = OUTGOING.after(State(document.state), verb)
    document.state_at = clock.now()
    document.revision += 1
    document.save(update_fields=["state", "state_at", "revision"])
