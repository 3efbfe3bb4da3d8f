"""Register: the fields of Appendix IV and the arrival number, in one transaction (ND30 Điều 22)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.notifications.public import notify
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import REGISTER
from tinhso.documents.incoming.actions.common import admit, ask, clerks, confine, done, finish_quickly, load, move, say, url_of
from tinhso.documents.incoming.actions.fill import fill
from tinhso.documents.incoming.checking import secrecy_mark
from tinhso.documents.incoming.desks import post
from tinhso.documents.incoming.duplicates import duplicates
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.clocks import present_by
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.incoming.values import RegisterValues
from tinhso.documents.numbering.public import arrival_series, take
from tinhso.documents.outgoing.public import drafter_of
from tinhso.documents.types import PETITION
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal


@transaction.atomic
def register(actor: Actor, document_id: UUID, values: RegisterValues | None = None) -> Incoming:
    """Give the arrival number. Author fields of an electronic arrival are read-only.

    Raises NotAllowed, Refusal (see `fill`), `incoming.secret_mark` unless `values.not_secret`, Conflict `incoming.duplicate` unless
    `values.duplicate_reason`, Conflict where it is registered already.
    """
    REGISTER.require(actor)
    values = values or RegisterValues()
    document = load(actor, document_id)
    not_yet(document)
    move(actor, document, "register")
    fill(document, values)
    detail: dict[str, Any] = {}
    if (mark := secrecy_mark(document.report)) and document.file_id:
        if not values.not_secret:
            raise Refusal(
                "incoming.secret_mark",
                vi=f"{mark['vi']} Nếu là văn bản mật: trả lại nơi gửi. Nếu chắc chắn không phải, xác nhận rồi vào sổ.",
                en=f"{mark['en']} If it is a state secret, return it. If it certainly is not, confirm and register.",
            )
        say(actor, document, NoteKind.MARK, mark["vi"])
        detail["not_secret"] = True
    for ident in values.named_posts:
        post(actor, ident)
    # A letter bears a citizen's name: until a leader says whose work it is, nobody else reads it.
    if values.named_posts or document.type_code == PETITION.code:
        confine(document, values.named_posts)
    if document.field and not document.named_only:
        document.audience = sorted({*document.audience, principal.field_of(document.agency_id, document.field)})
    _tell_asker(actor, document)
    line = take(actor, arrival_series(actor), kind="incoming", document=document.id)
    document.arrival_number, document.arrival_date, document.registered_by_id = line.number, line.date, actor.post
    # Asked while the series is locked: two clerks registering the same document at once meet here, and a refusal gives the number back.
    _alarm(actor, document, values.duplicate_reason.strip())
    say(actor, document, NoteKind.REGISTER)
    done(actor, document, "register")
    due = present_by(calendar.of(document.agency_id), document.arrived_at, bool(document.urgency))
    ask(actor, document, "present", clerks(document), due=due)
    finish_quickly(actor, document, "register", number=line.number, date=line.date.isoformat(), **detail)
    return document


def _tell_asker(actor: Actor, document: Incoming) -> None:
    """Who drafted what this answers sees that the answer is here, whoever the directive gives it to."""
    asker = drafter_of(actor, document.reply_to) if document.reply_to and not document.named_only else None
    if asker is not None:
        admit(document, [principal.post(asker)])
        notify(actor, notices.ANSWERED.code, [principal.post(asker)], title=f"{document.issuer}: {document.subject}", url=url_of(document))


def not_yet(document: Incoming) -> None:
    """Raises Conflict where it has its arrival number: from whom and since when."""
    if document.arrival_number is None:
        return
    said = document.notes.filter(kind=NoteKind.REGISTER).last()
    vi, en = (f" lúc {clock.said(said.at)} ({said.shown})", f" at {clock.said(said.at)} ({said.shown})") if said else ("", "")
    raise Conflict(
        "incoming.registered",
        vi=f"Văn bản này đã vào sổ, số đến {document.arrival_number}{vi}. Chưa có gì thay đổi.",
        en=f"This document is registered already, arrival number {document.arrival_number}{en}. Nothing was changed.",
    )


def _alarm(actor: Actor, document: Incoming, reason: str) -> None:
    """Appendix VI: the System alarms on a document that is registered already."""
    same = duplicates(
        actor, document_id=document.document_id, notation=document.notation, issuer=document.issuer, sender=document.sender_id,
        year=document.document_date.year if document.document_date else None, apart_from=document.id,
    )  # fmt: skip
    if not same:
        return
    first = same[0]
    if not reason:
        raise Conflict(
            "incoming.duplicate",
            vi=f"Văn bản này đã vào sổ: số đến {first.arrival_number} ngày {first.arrival_date} ({first.notation}, {first.issuer}). "
            "Nếu vẫn cần vào sổ, ghi lý do.",
            en=f"This document is registered already: arrival number {first.arrival_number} of {first.arrival_date} ({first.notation}, "
            f"{first.issuer}). To register it all the same, give a reason.",
            duplicate=str(first.id),
        )
    say(actor, document, NoteKind.DUPLICATE, f"Trùng số đến {first.arrival_number}: {reason}")
