"""What comes on paper: opened and logged with its scan now or later, or handed over unopened (ND30 Điều 21.1)."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.calendar import public as calendar
from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.core.work import public as work
from tinhso.documents.incoming.access import RECEIVE
from tinhso.documents.incoming.actions.common import ROOT, ask, clerks, finish, load, need, not_found
from tinhso.documents.incoming.actions.read import read_later
from tinhso.documents.incoming.actions.verify import keep
from tinhso.documents.incoming.checking import examine, secrecy_mark, unreadable_file
from tinhso.documents.incoming.desks import post
from tinhso.documents.incoming.models import Annex, Envelope, Incoming
from tinhso.documents.incoming.rules.clocks import register_by
from tinhso.documents.incoming.rules.identity import issuer_key, notation_key, split
from tinhso.documents.incoming.rules.states import State, allows
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def log_paper(
    actor: Actor, *, issuer: str, notation: str = "", subject: str, secrecy: str = "", urgency: str = "", sender: int | None = None
) -> Incoming:
    """A paper document, opened; it waits to be registered. Of a secret one only the register line is kept. Raises NotAllowed, Refusal."""
    RECEIVE.require(actor)
    issuer = need(squeeze(issuer), "Chưa ghi tác giả (cơ quan ban hành).", "The issuing organ is missing.")
    subject = need(squeeze(subject), "Chưa ghi trích yếu.", "The subject is missing.")
    now = clock.now()
    number, symbol = split(notation)
    document = Incoming(
        agency_id=actor.agency, channel=Incoming.Channel.PAPER, state=State.ACCEPTED, state_at=now, arrived_at=now,
        audience=[principal.clerks(actor.agency), principal.every(actor.agency)], sender_id=sender, issuer=issuer,
        issuer_key=issuer_key(issuer), number=number, symbol=symbol, notation=squeeze(notation), notation_key=notation_key(notation),
        subject=subject, secrecy=secrecy, urgency=urgency,
    )  # fmt: skip
    document.save(force_insert=True)
    ask(actor, document, "register", clerks(document), due=register_by(calendar.of(actor.agency), now, bool(urgency)))
    finish(actor, document, "log_paper", secrecy=secrecy)
    return document


def attach_scan(actor: Actor, document_id: UUID, stream: BinaryIO, name: str, *, annex: bool = False, not_secret: bool = False) -> Incoming:
    """Add the scan of a paper document (or, `annex`, of what came along). Signatures inside are checked and said, nothing is refused.

    A scan that cannot be read gives its place to the next one and stays among the annexes.
    Raises NotAllowed, Refusal `incoming.secret_no_file`, `incoming.not_paper`, `incoming.has_file`, `incoming.secret_mark` unless
    `not_secret` confirms, and what `files.store` refuses.
    """
    RECEIVE.require(actor)
    before = Incoming.objects.visible_to(actor).filter(pk=document_id).first()
    if before is None:
        raise not_found()
    _may_take(before, annex)
    with transaction.atomic():
        return keep_scan(actor, document_id, files.store(actor, stream, name), annex=annex, not_secret=not_secret)


def keep_scan(actor: Actor, document_id: UUID, stored: StoredFile, *, annex: bool, not_secret: bool) -> Incoming:
    """The rest of `attach_scan`, for a file that is stored already; in the caller's transaction."""
    judged = examine(stored)
    mark = secrecy_mark(judged.report)
    if mark and not not_secret:
        raise Refusal(
            "incoming.secret_mark", vi=f"{mark['vi']} Nếu chắc chắn không phải văn bản mật, hãy xác nhận rồi lưu lại.",
            en=f"{mark['en']} If it is certainly no secret document, confirm and save again.",
        )  # fmt: skip
    document = load(actor, document_id)
    _may_take(document, annex)
    beside = stored if annex else document.file
    if beside is not None:
        Annex.objects.create(document=document, agency_id=document.agency_id, ordinal=document.annexes.count() + 1, file=beside)
    if not annex:
        document.file = stored
        keep(actor, document, judged)
        read_later(document)
    finish(actor, document, "attach_scan", sha256=stored.sha256, name=stored.name, annex=annex, verdict=judged.verdict, marked=bool(mark))
    return document


def wants_scan(document: Incoming) -> bool:
    """Whether the next file is the document itself: it has none yet, or one that cannot be read."""
    return document.file_id is None or unreadable_file(document.report)


def _may_take(document: Incoming, annex: bool) -> None:
    if document.secrecy:
        raise secret_no_file()
    if document.channel != Incoming.Channel.PAPER or not allows(State(document.state), "attach_scan"):
        raise Refusal(
            "incoming.not_paper", vi="Chỉ gắn bản quét cho văn bản đến bằng giấy.", en="Only a document that came on paper takes a scan."
        )
    if not annex and not wants_scan(document):
        raise Refusal(
            "incoming.has_file",
            vi="Văn bản đã có bản quét; bản gốc không thay được. Gắn thêm như tài liệu kèm theo.",
            en="The document has its scan already; an original is not replaced. Add this as an annex.",
            status=409,
        )


def secret_no_file() -> Refusal:
    return Refusal(
        "incoming.secret_no_file",
        vi="Văn bản mật không được đưa tệp vào hệ thống; hệ thống chỉ giữ dòng đăng ký (QĐ 28/2018/QĐ-TTg Điều 1.2).",
        en="No file of a secret document enters the system; it keeps the register line only (Decision 28/2018, Article 1.2).",
    )


@transaction.atomic
def log_envelope(actor: Actor, *, sender: str, addressee: int, note: str = "") -> Envelope:
    """An envelope for a named person: handed over unopened; what concerns the agency he brings back to be registered. Raises NotAllowed."""
    RECEIVE.require(actor)
    person = post(actor, addressee)
    if actor.post is None:
        raise ValueError("an envelope is logged by a clerk")
    kept = Envelope.objects.create(
        agency_id=actor.agency, sender=need(squeeze(sender), "Chưa ghi nơi gửi.", "The sender is missing."), addressee_id=person.id,
        note=squeeze(note), at=clock.now(), by_id=actor.post,
    )  # fmt: skip
    subject = aggregate("envelope", kept.id)
    work.open_task(
        actor, kind="incoming.envelope", subject=subject, title=f"Nhận bì thư gửi đích danh: {kept.sender}", line=kept.note,
        url=f"{ROOT}bi-thu/{kept.id}/", assignee=principal.person(person.person),  # never whoever looks after his inbox
    )  # fmt: skip
    record(actor, "incoming.log_envelope", subject, addressee=person.id)
    return kept


@transaction.atomic
def take_envelope(actor: Actor, envelope: UUID) -> None:
    """The addressee (or the clerk for him) says it was handed over. Raises Refusal 404."""
    rows = Envelope.objects.within(actor).filter(pk=envelope)
    kept = (rows if RECEIVE.held_by(actor) else rows.filter(addressee_id=actor.post)).first()
    if kept is None:
        raise not_found()
    subject = aggregate("envelope", kept.id)
    work.close_tasks(actor, subject=subject)
    record(actor, "incoming.take_envelope", subject)
