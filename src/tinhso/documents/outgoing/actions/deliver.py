"""What the exchange tells of one delivery; the codes are 01-06, 13, 15, 16 (documents.md 2.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.notifications.public import notify
from tinhso.core.work import public as work
from tinhso.documents.outgoing.access import ISSUE
from tinhso.documents.outgoing.actions.common import ask, clerks, issue_by, load, need_reason, say, subject_of, url_of
from tinhso.documents.outgoing.models import Opinion, Outgoing, Recipient
from tinhso.documents.outgoing.notices import REFUSED
from tinhso.documents.outgoing.rules.delivery import DELIVERY, Delivery
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.kit import clock
from tinhso.kit.errors import Conflict

RETURNED = "outgoing.returned_by_recipient"
_TOLD = ("delivery", "delivery_at", "delivery_note", "recall_refused_at")


@transaction.atomic
def record_delivery(actor: Actor, recipient: UUID, code: str, *, reason: str = "", at: datetime | None = None) -> None:
    """Move the delivery of a recipient and of whoever else is named of the same agency: it got one consignment.

    A repeated or overtaken status changes nothing (messages may come twice or late).
    """
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
    _keep(row)
    if wanted in (Delivery.REFUSED, Delivery.RECALL_REFUSED):
        word = "trả lại" if wanted is Delivery.REFUSED else "từ chối thu hồi"
        told = [clerks(document), principal.post(document.drafter_id)]
        title = f"{row.name} {word}: {document.notation} {document.subject}"
        notify(actor, REFUSED.code, told, title, url_of(document))
        if wanted is Delivery.REFUSED:
            ask(actor, document, RETURNED, clerks(document), title=title, due=issue_by(document, clock.today()))
    _settle(document)
    record(actor, "outgoing.delivery", subject_of(document), recipient=str(recipient), code=code, reason=reason)


def _keep(row: Recipient) -> None:
    """Of this recipient and of the document's others at its agency that are reached electronically."""
    row.save(update_fields=_TOLD)
    there = row.document.recipients.filter(channel=Recipient.Channel.INSTANCE, unit__agency_id=row.unit.agency_id if row.unit else None)
    there.exclude(pk=row.pk).update(**{name: getattr(row, name) for name in _TOLD})


@transaction.atomic
def send_again(actor: Actor, recipient: UUID) -> bool:
    """Whether it was returned by its receiver and is now on its way anew. `actor` is a clerk of the sender."""
    row = Recipient.objects.within(actor).select_for_update().get(pk=recipient)
    document = load(actor, row.document_id)
    if document.state != State.ISSUED or not DELIVERY.allows(Delivery(row.delivery), "send_again"):
        return False
    row.delivery, row.delivery_at, row.delivery_note = Delivery.SENT, clock.now(), ""
    _keep(row)
    if not document.recipients.filter(delivery=Delivery.REFUSED).exists():
        work.close_tasks(actor, subject=subject_of(document), kind=RETURNED)
    record(actor, "outgoing.send_again", subject_of(document), recipient=str(recipient))
    return True


@transaction.atomic
def settle_returned(actor: Actor, document_id: UUID, text: str) -> Outgoing:
    """A clerk notes what was done about the places that returned the document, other than sending it again. Raises Refusal, NotAllowed."""
    ISSUE.require(actor)
    text = need_reason(text, "Ghi cách đã giải quyết.", "Say how it was settled.")
    document = load(actor, document_id)
    if not work.close_tasks(actor, subject=subject_of(document), kind=RETURNED):
        raise Conflict(
            "outgoing.nothing_returned",
            vi="Không còn nơi nhận nào trả lại văn bản này mà chưa giải quyết.",
            en="No recipient's return of this document is left to settle.",
        )
    say(actor, document, Opinion.Kind.COMMENT, text)
    document.revision += 1
    document.save(update_fields=["revision"])
    record(actor, "outgoing.settle_returned", subject_of(document), text=text)
    return document


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
