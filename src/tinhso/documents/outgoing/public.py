"""The door of outgoing documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tinhso.core.access.public import Actor
from tinhso.core.files.public import StoredFile
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import post as post_of
from tinhso.documents.outgoing.actions.attach import annex, drop_annex, place, upload
from tinhso.documents.outgoing.actions.decide import approve, look, return_, send_back
from tinhso.documents.outgoing.actions.deliver import record_delivery, send_again, settle_recall, settle_returned
from tinhso.documents.outgoing.actions.draft import amend, draft
from tinhso.documents.outgoing.actions.groups import drop_group, save_group
from tinhso.documents.outgoing.actions.issue import issue
from tinhso.documents.outgoing.actions.lot import Chosen, number_lot, sign_lot
from tinhso.documents.outgoing.actions.number import number, register_paper
from tinhso.documents.outgoing.actions.seal import seal
from tinhso.documents.outgoing.actions.sign import sign
from tinhso.documents.outgoing.actions.submit import submit
from tinhso.documents.outgoing.actions.take_back import take_back, withdraw
from tinhso.documents.outgoing.actions.undo import recall, void
from tinhso.documents.outgoing.events import OutgoingIssued, OutgoingRecallAsked
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.values import DraftValues, RecipientValue, Text
from tinhso.documents.writing import number_text

__all__ = [
    "Chosen",
    "Delivery",
    "DraftValues",
    "Outgoing",
    "OutgoingIssued",
    "OutgoingRecallAsked",
    "RecipientValue",
    "Sent",
    "Text",
    "amend",
    "annex",
    "approve",
    "document_id",
    "draft",
    "drafter_of",
    "drop_annex",
    "drop_group",
    "find_issued",
    "issue",
    "look",
    "number",
    "number_lot",
    "place",
    "recall",
    "record_delivery",
    "register_paper",
    "return_",
    "save_group",
    "seal",
    "send_again",
    "send_back",
    "settle_recall",
    "settle_returned",
    "sign",
    "sign_lot",
    "submit",
    "take_back",
    "to_send",
    "upload",
    "void",
    "withdraw",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """What leaves with one issued document for one recipient (QĐ 28/2018 Điều 10.2)."""

    document: UUID
    recipient: UUID
    sender: int
    receiver: int
    document_id: str
    number: str
    symbol: str
    notation: str
    issue_date: date
    type_code: str
    subject: str
    urgency: str
    issuer: str
    signer_name: str
    signer_title: str
    pages: int | None
    due: date | None
    file: StoredFile
    annexes: tuple[StoredFile, ...]
    reply_to: UUID | None


def document_id(document: Outgoing) -> str:
    """Mã định danh: organ, date, number (field practice of QCVN 102; QĐ 28/2018 Điều 10.2)."""
    codes = directory(document.issue_date).get(document.agency_id).codes
    code = next((c for c in codes if not c[0].isdigit()), codes[0] if codes else str(document.agency_id))
    return f"{code},{document.issue_date:%Y/%m/%d},{document.notation}"


def to_send(actor: Actor, document: UUID, recipient: UUID | None = None) -> list[Sent]:
    """One for each recipient reached electronically, or for `recipient` alone; the order of Nơi nhận. The document is issued."""
    found = Outgoing.objects.within(actor).select_related("file").get(pk=document)
    if found.file is None or found.issue_date is None or found.number is None:
        return []
    annexes = tuple(a.sealed or a.file for a in found.attached.select_related("file", "sealed"))
    signer = post_of(found.signer_id) if found.signer_id else None
    organ = directory(found.issue_date).get(found.agency_id)
    number = number_text(found.number)
    tree, identifier = directory(), document_id(found)
    reached = found.recipients.filter(channel=Recipient.Channel.INSTANCE)
    return [
        Sent(
            document=found.id, recipient=r.id, sender=found.agency_id, receiver=tree.get(r.unit_id or 0).agency, document_id=identifier,
            number=number, symbol=found.notation.removeprefix(number + "/"), notation=found.notation, issue_date=found.issue_date,
            type_code=found.type_code, subject=found.subject, urgency=found.urgency, issuer=organ.name,
            signer_name=signer.name if signer else "", signer_title=signer.title if signer else "", pages=None, due=found.due,
            file=found.file, annexes=annexes, reply_to=found.reply_to,
        )
        for r in (reached.filter(pk=recipient) if recipient else reached)
    ]  # fmt: skip


def drafter_of(actor: Actor, document: UUID) -> int | None:
    """The post that drafted our document."""
    return Outgoing.objects.within(actor).filter(agency_id=actor.agency, pk=document).values_list("drafter_id", flat=True).first()


def find_issued(actor: Actor, identifier: str) -> UUID | None:
    """Our issued document with this mã định danh, for linking an answer to it."""
    notation = identifier.rpartition(",")[2]
    day = identifier.split(",")[1].replace("/", "-") if identifier.count(",") == 2 else ""
    found = Outgoing.objects.within(actor).filter(agency_id=actor.agency, notation=notation, number__isnull=False)
    return found.filter(issue_date=day).values_list("id", flat=True).first() if day else None
