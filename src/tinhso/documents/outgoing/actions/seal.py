"""The agency's signature (ND30 Điều 17.2, 32): number and date filled into their reserved places, then the seal, last."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, record
from tinhso.core.files import public as files
from tinhso.core.work import public as work
from tinhso.documents.outgoing.access import SEAL as MAY_SEAL
from tinhso.documents.outgoing.actions.common import ask, clerks, issue_by, load, move, subject_of
from tinhso.documents.outgoing.actions.number import ISSUE, SEAL
from tinhso.documents.outgoing.models import Annex, Outgoing, SignatureRecord
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.documents.writing import day_text, month_text, number_text
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import PDF
from tinhso.signing import public as signing
from tinhso.signing.custody import public as custody


@transaction.atomic
def seal(actor: Actor, document_id: UUID) -> Outgoing:
    """Fill, seal, judge by the issued-document rule, keep. Repeatable: a sealed document is returned as it is.

    Raises Refusal when the person's signature does not verify now, or the file does not come out PASSED: nothing is kept then.
    """
    MAY_SEAL.require(actor)
    seen = Outgoing.objects.visible_to(actor).select_related("file").filter(pk=document_id).first()
    if seen is None:
        load(actor, document_id)
    if seen is not None and seen.state in (State.SEALED, State.ISSUED):
        return seen
    if seen is None or seen.file is None or seen.issue_date is None or seen.number is None:
        raise Refusal(
            "seal.not_numbered", vi="Văn bản chưa ký hoặc chưa cấp số.", en="The document is not signed or not numbered.", status=409
        )
    if seen.source == Outgoing.Source.PAPER:
        raise Refusal(
            "seal.on_paper",
            vi="Văn bản này ban hành bằng bản giấy: ký, đóng dấu trên bản in rồi phát hành, không ký số của cơ quan vào tệp (Điều 18.5).",
            en="This document is issued on paper: sign and stamp the print, then issue it; its file takes no agency signature (Article 18.5).",
            status=409,
        )
    OUTGOING.after(State(seen.state), "seal")
    key = custody.agency_key(actor)
    filled = signing.fill(
        files.bytes_of(seen.file),
        {"number": number_text(seen.number), "day": day_text(seen.issue_date), "month": month_text(seen.issue_date)},
    )
    at = clock.now()  # written into the signatures, and so into their records
    sealed = signing.seal(filled, key.provider, image=key.image, at=at)
    report = custody.judged(sealed, final=True)
    annexes = [(annex, _stamped(annex, seen, key, at)) for annex in seen.attached.select_related("file") if annex.sealed_id is None]

    document = load(actor, document_id)
    if document.state in (State.SEALED, State.ISSUED):
        return document  # somebody was quicker; the first seal stands
    move(document, "seal")
    document.file = files.store(actor, BytesIO(sealed), f"{document.notation.replace('/', '-')}.pdf")
    document.save()
    made = [(SignatureRecord.Part.AGENCY, document.file, report)]
    for annex, stamped in annexes:
        if stamped is not None:
            annex.sealed = files.store(actor, BytesIO(stamped.pdf), annex.file.name)
            annex.save(update_fields=["sealed"])
            made.append((SignatureRecord.Part.ANNEX, annex.sealed, stamped.report))
    for part, file, result in made:
        SignatureRecord.objects.create(
            document=document, agency_id=document.agency_id, version=document.version, part=part, file=file, signer=key.subject,
            serial=key.serial, certificate=key.certificate, signed_at=at, signed_by_id=actor.own_post, result=result,
        )  # fmt: skip
    work.close_tasks(actor, subject=subject_of(document), kind=SEAL)
    ask(actor, document, ISSUE, clerks(document), due=issue_by(document))
    record(actor, "outgoing.seal", subject_of(document), sha256=document.file.sha256, serial=key.serial)
    return document


class Stamped(NamedTuple):
    """A sealed annex and the verifier's report on it."""

    pdf: bytes
    report: dict[str, Any]


def _stamped(annex: Annex, document: Outgoing, key: custody.UsableKey, at: datetime) -> Stamped | None:
    """A PDF annex with the agency's signature at its top right (Appendix I.III.1.d); other types and signed files go unaltered."""
    if annex.file.media_type != PDF:
        return None
    data = files.bytes_of(annex.file)
    if signing.holds_signature(data):
        return None
    text = f"{document.notation}; {at:%d/%m/%Y}; {at:%H:%M:%S} +07:00"
    pdf = signing.stamp_annex(data, key.provider, text=text, at=at)
    return Stamped(pdf, custody.judged(pdf, final=True))
