"""Cấp số: number, date and register line in one transaction; filling, sealing and dispatch follow as steps that can be resumed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.people.public import post as post_of
from tinhso.core.work import public as work
from tinhso.documents.numbering import public as numbering
from tinhso.documents.outgoing.access import NUMBER as MAY_NUMBER
from tinhso.documents.outgoing.actions.common import admit, ask, clerks, index, issue_by, load, move, subject_of
from tinhso.documents.outgoing.actions.sign import NUMBER
from tinhso.documents.outgoing.compose import symbol_of
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal

SEAL = "outgoing.seal"
ISSUE = "outgoing.issue"


@transaction.atomic
def number(actor: Actor, document_id: UUID, revision: int | None = None) -> Outgoing:
    """Give the signed document the next number of its series, dated today. Raises Conflict: already numbered, by whom and when."""
    MAY_NUMBER.require(actor)
    document = load(actor, document_id)
    if document.number is not None:
        line = numbering.Line.objects.within(actor).get(document=document.id, voided_at=None)
        raise Conflict(
            "number.taken",
            vi=f"Văn bản đã được cấp số {line.notation} lúc {line.given_at:%H:%M %d/%m/%Y}{_by(line)}.",
            en=f"The document already got number {line.notation} at {line.given_at:%H:%M %d/%m/%Y}{_by(line)}.",
        )
    if revision is not None and revision != document.revision:
        load(actor, document_id, revision)
    OUTGOING.after(State(document.state), "number")
    return _give(actor, document, "number")


@transaction.atomic
def register_paper(actor: Actor, document_id: UUID, reason: str = "") -> Outgoing:
    """A document issued on paper (a state secret, or a lawful reason): only its register line is kept here (Điều 15.2, 16.3)."""
    MAY_NUMBER.require(actor)
    document = load(actor, document_id)
    document.paper_reason = "secret" if document.secrecy else reason
    if not document.paper_reason:
        raise Refusal(
            "paper.reason",
            vi="Chọn lý do ban hành bản giấy (Điều 7 QĐ 28/2018/QĐ-TTg).",
            en="Choose the reason for issuing on paper (Decision 28/2018, Article 7).",
        )
    document.source = Outgoing.Source.PAPER
    admit(document, principal.every(document.agency_id))
    return _give(actor, document, "register_paper")


def _give(actor: Actor, document: Outgoing, verb: str) -> Outgoing:
    move(document, verb)
    series = numbering.series_for(actor, type_code=document.type_code, secrecy=document.secrecy)
    line = numbering.take(
        actor, series, kind="outgoing", document=document.id,
        symbol=symbol_of(document.type_code, document.agency_id, document.unit_id, clock.today()), printed_year=document.printed_year,
    )  # fmt: skip
    document.number, document.notation, document.issue_date = line.number, line.notation, line.date
    document.save()
    work.close_tasks(actor, subject=subject_of(document), kind=NUMBER)
    ask(actor, document, ISSUE if document.source == Outgoing.Source.PAPER else SEAL, clerks(document), due=issue_by(document))
    index(actor, document)
    record(actor, "outgoing.number", subject_of(document), notation=line.notation, date=line.date.isoformat())
    return document


def _by(line: numbering.Line) -> str:
    return f" ({post_of(line.given_by).name})" if line.given_by else ""
