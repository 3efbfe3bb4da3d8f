"""Submit: freeze a version with its reserved places and set it on its way (ND30 Điều 10.3, 11, 12)."""

from __future__ import annotations

import json
from io import BytesIO
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.files import public as files
from tinhso.core.people.public import post as post_of
from tinhso.core.work import public as work
from tinhso.documents.layout.public import Content, Laid, check_head, page_sizes, render, text_of
from tinhso.documents.numbering.public import check_symbol
from tinhso.documents.outgoing.access import DRAFT
from tinhso.documents.outgoing.actions.common import admit, ask, index, load, move, say, subject_of
from tinhso.documents.outgoing.actions.draft import need_drafter
from tinhso.documents.outgoing.cast import cast_of, kinds
from tinhso.documents.outgoing.compose import compose, symbol_of
from tinhso.documents.outgoing.conformity import judged, keep, need_sound
from tinhso.documents.outgoing.consultation import answer_due
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step, Version
from tinhso.documents.outgoing.places import as_json, of_json
from tinhso.documents.outgoing.rules.route import STATE_OF, StepKind, plan
from tinhso.documents.outgoing.rules.symbol import printed_symbol
from tinhso.documents.outgoing.values import RecipientValue, Text, need_no_stamp
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.signing import public as signing

REVIEW = "outgoing.review"
SIGN = "outgoing.sign"
REVISE = "outgoing.revise"
"""The drafter's task: what was returned to him, until he submits it again or withdraws it."""


def content_of(document: Outgoing) -> Content:
    """What the draft would say today. Raises Refusal: a signer without authority."""
    recipients = [RecipientValue(r.name, r.unit_id, r.purpose, r.addressed) for r in document.recipients.all()]
    return compose(
        type_code=document.type_code, subject=document.subject, agency=document.agency_id, unit=document.unit_id,
        signer=document.signer_id or 0, field=document.field, urgency=document.urgency, text=Text.of(document.content),
        recipients=recipients, on=clock.today(),
    )  # fmt: skip


def laid_out(document: Outgoing) -> tuple[Content, Laid]:
    """The draft as it would stand today. Raises Refusal naming the missing element and its article."""
    content = content_of(document)
    return content, render(content, on=clock.today())


@transaction.atomic
def submit(actor: Actor, document_id: UUID, text: str = "", revision: int | None = None) -> Outgoing:
    """Lay the draft out (or take its uploaded PDF), reserve the places, plan the steps, open the first.

    Raises Refusal: an element of Điều 8 is missing, a place is not set, a step has nobody, a mark of secrecy that nobody confirmed to be none, what was laid out here breaks Phụ lục I;
    nothing is changed then. What a file made elsewhere breaks is kept and told to the reviewers.
    """
    DRAFT.require(actor)
    seen = Outgoing.objects.visible_to(actor).filter(pk=document_id).first()
    # Slow work before any lock: layout, the reserved fields, the form judged.
    prepared = prepare(seen) if seen and not seen.secrecy else None
    form = judged(prepared.pdf) if prepared else None
    document = load(actor, document_id, revision if revision is not None else (seen.revision if seen else None))
    need_drafter(actor, document)
    if prepared is None or form is None:
        raise Refusal(
            "submit.secret",
            vi="Văn bản mật không trình trên hệ thống; chỉ đăng ký dòng sổ.",
            en="A secret document is not submitted here; only its register line is kept.",
        )
    if document.source == Outgoing.Source.LAID_OUT:
        need_sound(form)
    document.version += 1
    stored = files.store(actor, BytesIO(prepared.pdf), f"du-thao-{document.version}.pdf")
    document.file, document.printed_year = stored, prepared.year
    files.store_rendition(stored, "text", BytesIO(prepared.words.encode()), "text/plain")
    Version.objects.create(
        document=document, agency_id=document.agency_id, number=document.version, file=stored, content=prepared.content,
        places=prepared.places, symbol=prepared.symbol, pages=len(page_sizes(prepared.pdf)), made_at=clock.now(), made_by_id=document.drafter_id,
    )  # fmt: skip
    keep(document, stored, form)
    steps = plan(kinds(actor, document.type_code), cast_of(document))
    Step.objects.bulk_create(
        Step(
            document=document, agency_id=document.agency_id, version=document.version, ordinal=s.ordinal, kind=s.kind,
            principal=s.desk.principal, label=s.desk.label,
        )
        for s in steps
    )  # fmt: skip
    say(actor, document, Opinion.Kind.SUBMIT, text)
    if not document.plan.get("named_only"):
        admit(
            document,
            principal.every(document.agency_id),
            *([principal.field_of(document.agency_id, document.field)] if document.field else []),
        )
    work.close_tasks(actor, subject=subject_of(document), kind=REVISE)
    open_next(actor, document, "submit")
    document.save()
    index(actor, document)
    record(actor, "outgoing.submit", subject_of(document), version=document.version, sha256=stored.sha256)
    return document


def open_next(actor: Actor, document: Outgoing, verb: str) -> None:
    """Open the next step (or the next group of side-by-side steps) and put its task on each desk; the caller saves."""
    waiting = list(document.steps.filter(version=document.version, state=Step.State.WAITING).order_by("ordinal", "id"))
    first = waiting[0]
    group = [s for s in waiting if s.ordinal == first.ordinal]
    move(document, verb, STATE_OF[StepKind(first.kind)])
    for step in group:
        step.state, step.opened_at = Step.State.OPEN, clock.now()
        step.save(update_fields=["state", "opened_at"])
        admit(document, step.principal)
        ask(actor, document, SIGN if step.kind == StepKind.SIGN else REVIEW, step.principal, due=answer_due(document, step))


class Prepared(NamedTuple):
    """A version to be frozen: the PDF with its reserved fields, and what it prints. `symbol` is empty where it was not found in the file."""

    pdf: bytes
    places: dict[str, object]
    content: object
    year: int
    words: str
    symbol: str


def checked_head(document: Outgoing, pdf: bytes) -> tuple[str, str]:
    """The words of a PDF made elsewhere and the symbol it prints, when its head and signer agree with the draft's. Raises Refusal."""
    today = clock.today()
    check_head(pdf, today.year, post_of(document.signer_id).name if document.signer_id else "")
    words = text_of(pdf)
    symbol = printed_symbol(words)
    check_symbol(symbol, symbol_of(document.type_code, document.agency_id, document.unit_id, today))
    return words, symbol


def prepare(document: Outgoing) -> Prepared:
    """The version that would be frozen now. Raises Refusal naming what is missing or does not agree."""
    if document.source == Outgoing.Source.UPLOADED:
        if document.uploaded is None or document.places is None:
            raise Refusal(
                "submit.no_places",
                vi="Chưa đặt vị trí số, ngày và chữ ký trên tệp PDF. Mở “Đặt vị trí” và kéo các khung vào đúng chỗ.",
                en="The places of number, date and signatures are not set on the PDF. Open “Set places” and drag the frames.",
            )
        slots = of_json(document.places)
        pdf = files.bytes_of(document.uploaded)
        words, symbol = checked_head(document, pdf)
        return Prepared(signing.prepare(pdf, slots), document.places, None, clock.today().year, words, symbol)
    if not document.plan.get("not_secret"):
        need_no_stamp(Text.of(document.content))
    content, laid = laid_out(document)
    made = json.loads(content.to_json())
    return Prepared(signing.prepare(laid.pdf, laid.slots), as_json(laid.slots), made, content.year, laid.text, content.symbol)
