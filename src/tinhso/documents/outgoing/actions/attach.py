"""Give a draft its file: a PDF made elsewhere with its reserved places, and annexes that go along unaltered."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tinhso.core.access.public import Actor, record
from tinhso.core.files import public as files
from tinhso.documents.layout.public import intake
from tinhso.documents.outgoing.actions.common import load, subject_of
from tinhso.documents.outgoing.actions.draft import need_drafter
from tinhso.documents.outgoing.actions.submit import checked_head
from tinhso.documents.outgoing.conformity import judged, keep
from tinhso.documents.outgoing.models import Annex, Outgoing
from tinhso.documents.outgoing.places import as_json
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.signing.fields import Slots


@transaction.atomic
def upload(
    actor: Actor, document_id: UUID, stream: BinaryIO, name: str, slots: Slots | None, revision: int | None = None, *, not_secret: bool = False
) -> Outgoing:  # fmt: skip
    """The binding file becomes this PDF; `slots` None: they will be set by hand (`place`).

    Raises Refusal (see layout.intake), `outgoing.secret_mark` unless `not_secret` confirms.
    """
    document = load(actor, document_id, revision)
    need_drafter(actor, document)
    _no_secret(document)
    marked = _no_mark(intake.binding(_all(stream)), not_secret)  # before it is kept: what is refused leaves no bytes
    stored = files.store(actor, stream, name)
    document.source, document.content = Outgoing.Source.UPLOADED, None
    document.file = document.uploaded = stored
    document.places = as_json(slots) if slots else None
    document.revision += 1
    document.save()
    record(actor, "outgoing.upload", subject_of(document), sha256=stored.sha256, name=stored.name, marked=marked)
    return document


@transaction.atomic
def place(actor: Actor, document_id: UUID, slots: Slots, revision: int | None = None) -> Outgoing:
    """The reserved places of an uploaded file, as found or dragged; its form is judged for the card, and blocks nothing."""
    seen = Outgoing.objects.visible_to(actor).select_related("uploaded").filter(pk=document_id, secrecy="").first()
    mine = seen if seen and seen.drafter_id == actor.post else None
    judging = mine.uploaded if mine and not mine.conformities.filter(file=mine.uploaded_id).exists() else None
    form = judged(files.bytes_of(judging)) if judging else None  # slow: before the lock, and once a file, however often it is dragged
    document = load(actor, document_id, revision)
    need_drafter(actor, document)
    if document.source != Outgoing.Source.UPLOADED:
        raise Refusal(
            "draft.not_uploaded",
            vi="Văn bản này được hệ thống dàn trang, không cần đặt vị trí.",
            en="This document is laid out here; its places need no setting.",
        )
    if document.uploaded is not None:
        checked_head(document, files.bytes_of(document.uploaded))  # told here, beside the page, and judged again on submission
    document.places = as_json(slots)
    document.revision += 1
    document.save(update_fields=["places", "revision"])
    if judging and form and judging.id == document.uploaded_id:
        keep(document, judging, form)
    record(actor, "outgoing.place", subject_of(document))
    return document


@transaction.atomic
def annex(actor: Actor, document_id: UUID, stream: BinaryIO, name: str, *, not_secret: bool = False) -> Annex:
    """One more annex, in order. Raises Refusal: type, size, a secret document takes no file, `outgoing.secret_mark`."""
    document = load(actor, document_id)
    need_drafter(actor, document)
    _no_secret(document)
    marked = _no_mark(intake.annex(_all(stream), name), not_secret)
    stored = files.store(actor, stream, name)
    last = document.annexes.aggregate(last=Max("ordinal"))["last"] or 0
    added = Annex.objects.create(
        document=document, agency_id=document.agency_id, ordinal=last + 1, file=stored, added_at=clock.now(), since=document.version + 1,
    )  # fmt: skip
    record(actor, "outgoing.annex", subject_of(document), sha256=stored.sha256, name=stored.name, marked=marked)
    return added


@transaction.atomic
def drop_annex(actor: Actor, document_id: UUID, annex_id: UUID) -> None:
    """Take an annex off a draft; versions already submitted keep it (Appendix VI.III.5a)."""
    document = load(actor, document_id)
    need_drafter(actor, document)
    rows = document.annexes.filter(pk=annex_id, until=None)
    rows.filter(since__gt=document.version).delete()  # nobody but the drafter has seen it
    rows.update(until=document.version)
    record(actor, "outgoing.drop_annex", subject_of(document), annex=str(annex_id))


def _all(stream: BinaryIO) -> bytes:
    """The bytes to be judged, one more than are taken at most; the stream stands at its beginning again."""
    data = stream.read(intake.MAX_BYTES + 1)
    stream.seek(0)
    return data


def _no_mark(judged: intake.Accepted, not_secret: bool) -> bool:
    """Whether a mark of secrecy was seen and confirmed to be none. Raises Refusal `outgoing.secret_mark`."""
    mark = judged.secrecy_mark
    if mark and not not_secret:
        raise Refusal(
            "outgoing.secret_mark", vi=f"{mark.vi} Nếu chắc chắn không phải văn bản mật, hãy xác nhận rồi tải lên lại.",
            en=f"{mark.en} If it is certainly no secret document, confirm and upload it again.",
        )  # fmt: skip
    return mark is not None


def _no_secret(document: Outgoing) -> None:
    if document.secrecy:
        raise Refusal(
            "draft.secret_no_file",
            vi="Văn bản mật không được đưa tệp vào hệ thống; hệ thống chỉ giữ dòng đăng ký (QĐ 28/2018/QĐ-TTg Điều 1.2). Soạn và phát hành bản giấy theo pháp luật về bí mật nhà nước.",
            en="No file of a secret document enters the system; it keeps the register line only (Decision 28/2018, Article 1.2). Draft and issue it on paper under the law on state secrets.",
        )
