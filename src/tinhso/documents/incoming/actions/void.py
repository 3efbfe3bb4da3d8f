"""Void an arrival number: its line stays in the register with the reason, the number is never given again (ND30 Điều 22)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import VOID
from tinhso.documents.incoming.actions.common import dropped, finish, load, move, need, say, url_of
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.numbering import public as numbering


@transaction.atomic
def void(actor: Actor, document_id: UUID, reason: str) -> Incoming:
    """Registered by mistake, or twice; only while nothing has been directed. Whom it was presented to is told.

    The sender is told nothing: the document did arrive. Raises NotAllowed, Refusal `incoming.reason`, Conflict.
    """
    VOID.require(actor)
    reason = need(reason)
    document = load(actor, document_id)
    move(actor, document, "void")
    numbering.void(actor, kind="incoming", document=document.id, reason=reason)
    document.result = reason
    say(actor, document, NoteKind.VOID, reason)
    dropped(actor, document)
    if document.presented_to_id:
        told = [principal.post(document.presented_to_id)]
        notifications.notify(actor, notices.VOIDED.code, told, title=document.subject, url=url_of(document))
    finish(actor, document, "void", number=document.arrival_number, reason=reason)
    return document
