"""Scans dropped in together wait here for their register lines; each is taken into one, or put away (ND30 Điều 22)."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.files import public as files
from tinhso.documents.incoming.access import RECEIVE
from tinhso.documents.incoming.actions.paper import keep_scan
from tinhso.documents.incoming.models import Incoming, Pending
from tinhso.documents.layout.public import intake
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


@transaction.atomic
def keep_pending(actor: Actor, stream: BinaryIO, name: str) -> Pending:
    """Keep a scan until its document is registered; every clerk of the agency sees it, nobody else.

    Raises NotAllowed, Refusal `incoming.pending_mark` for a file that bears a mark of secrecy (its document takes no file at all), what
    `intake.annex` says of its content, what `files.store` refuses.
    """
    RECEIVE.require(actor)
    data = stream.read()
    stream.seek(0)
    if mark := intake.annex(data, name).secrecy_mark:
        raise Refusal(
            "incoming.pending_mark",
            vi=f"{mark.vi} Tệp “{name}” không được giữ lại; hãy vào sổ riêng văn bản ấy.",
            en=f"{mark.en} “{name}” was not kept; register that document by itself.",
        )
    if actor.post is None:
        raise ValueError("a scan is kept by a clerk")
    kept = Pending.objects.create(
        agency_id=actor.agency, audience=[principal.clerks(actor.agency)], file=files.store(actor, stream, name), at=clock.now(), by_id=actor.post,
    )  # fmt: skip
    record(actor, "incoming.keep_pending", aggregate("pending", kept.id), sha256=kept.file.sha256, name=kept.file.name)
    return kept


@transaction.atomic
def drop_pending(actor: Actor, pending: UUID) -> None:
    """Put it away: its file goes with it. Raises NotAllowed, Refusal 404."""
    RECEIVE.require(actor)
    kept = load_pending(actor, pending)
    file, ident = kept.file, kept.id
    kept.delete()
    record(actor, "incoming.drop_pending", aggregate("pending", ident), sha256=file.sha256, name=file.name)
    files.destroy(actor, [file.id])


@transaction.atomic
def take_pending(actor: Actor, pending: UUID, document_id: UUID, *, not_secret: bool = False) -> Incoming:
    """Make it the scan of a document that is being registered. Raises as `attach_scan`, Refusal 404."""
    RECEIVE.require(actor)
    kept = load_pending(actor, pending)
    file, ident = kept.file, kept.id
    kept.delete()
    document = keep_scan(actor, document_id, file, annex=False, not_secret=not_secret)
    record(actor, "incoming.take_pending", aggregate("pending", ident), document=str(document.id))
    return document


def load_pending(actor: Actor, pending: UUID) -> Pending:
    """Locked: two clerks at the same scan meet here. Raises Refusal 404 where it is taken or put away."""
    kept = Pending.objects.visible_to(actor).select_related("file").select_for_update(of=("self",)).filter(pk=pending).first()
    if kept is None:
        raise Refusal(
            "incoming.pending_gone",
            vi="Tệp này đã được vào sổ hoặc đã bỏ. Mở lại danh sách tệp chờ.",
            en="This file was registered or put away. Open the list of waiting files again.",
            status=404,
        )
    return kept
