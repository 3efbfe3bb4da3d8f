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
from tinhso.documents.outgoing.actions.common import NUMBER, admit, ask, clerks, issue_by, load, move, subject_of
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.numbers import wanted
from tinhso.documents.outgoing.rules.paper import paper_reason
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
    if document.number is not None and (line := _standing(actor, document)) is not None:  # a void number is told by the state
        raise Conflict(
            "number.taken",
            vi=f"Văn bản đã được cấp số {line.notation} lúc {clock.said(line.given_at)}{_by(line)}.",
            en=f"The document already got number {line.notation} at {clock.said(line.given_at)}{_by(line)}.",
        )
    if revision is not None and revision != document.revision:
        load(actor, document_id, revision)
    OUTGOING.after(State(document.state), "number")
    return _give(actor, document, "number")


@transaction.atomic
def register_paper(actor: Actor, document_id: UUID, reason: str = "") -> Outgoing:
    """Register a document issued on paper: a state secret as its line alone, before any route (Điều 15.2, 16.3); another for a lawful
    reason once it is signed, printed from the signed file (Điều 18.5).

    Raises NotAllowed, Refusal `paper.reason`, `paper.not_signed`, Conflict.
    """
    MAY_NUMBER.require(actor)
    document = load(actor, document_id)
    document.paper_reason = paper_reason(document.secrecy, reason)
    if not document.secrecy and document.state == State.DRAFTING:
        raise Refusal(
            "paper.not_signed",
            vi="Văn bản không mật phải được kiểm tra và ký trước khi đăng ký số (Điều 12, 13, 15.2). Trình văn bản này trước.",
            en="A document that is not secret is checked and signed before it is numbered (Articles 12, 13, 15.2). Submit it first.",
            status=409,
        )
    document.source = Outgoing.Source.PAPER
    admit(document, clerks(document) if document.plan.get("named_only") else principal.every(document.agency_id))
    return _give(actor, document, "register_paper")


def _give(actor: Actor, document: Outgoing, verb: str) -> Outgoing:
    from tinhso.documents.outgoing.jobs import reindex  # jobs import the actions

    # The series' row stays locked from `take` to the commit: whatever does not need the number comes before it, or after the commit.
    move(document, verb)
    work.close_tasks(actor, subject=subject_of(document), kind=NUMBER)
    due, paper = issue_by(document), document.source == Outgoing.Source.PAPER
    asked = wanted(actor, [document])[document.pk]
    reindex.defer(document=str(document.id), agency=document.agency_id)
    series = numbering.series_for(actor, type_code=document.type_code, secrecy=document.secrecy)
    line = numbering.take(
        actor, series, kind="outgoing", document=document.id, symbol=asked.symbol, printed_year=asked.printed_year,
        printed_symbol=asked.printed_symbol,
    )  # fmt: skip
    document.number, document.notation, document.issue_date = line.number, line.notation, line.date
    document.save()
    ask(actor, document, ISSUE if paper else SEAL, clerks(document), due=due)
    record(actor, "outgoing.number", subject_of(document), notation=line.notation, date=line.date.isoformat())
    return document


def _standing(actor: Actor, document: Outgoing) -> numbering.Line | None:
    return numbering.Line.objects.within(actor).filter(document=document.id, voided_at=None).first()


def _by(line: numbering.Line) -> str:
    return f" ({post_of(line.given_by).name})" if line.given_by else ""
