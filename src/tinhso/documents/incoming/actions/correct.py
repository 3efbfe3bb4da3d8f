"""Correct a registration: with a reason, both values kept as evidence; the arrival number never changes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.documents.incoming.access import REGISTER
from tinhso.documents.incoming.actions.common import confine, finish, load, need, release, say
from tinhso.documents.incoming.actions.fill import fill
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.states import UNDIRECTED, State, allows
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.incoming.values import RegisterValues
from tinhso.documents.types import PETITION
from tinhso.kit.errors import Refusal


def _seen_by_type(document: Incoming, was: str) -> None:
    """A letter is for the clerks and whom it was presented to; what was taken for one is not. Persons named at registering stay so."""
    to = [document.presented_to_id] if document.presented_to_id else []
    if document.type_code == PETITION.code and not document.named_only:
        confine(document, to)
    elif was == PETITION.code and {post for p in document.audience if (post := principal.post_of(p))} <= set(to):
        release(document)


@transaction.atomic
def correct(actor: Actor, document_id: UUID, values: RegisterValues, reason: str) -> Incoming:
    """Change the given fields of a registered document. Raises NotAllowed, Refusal (see `fill`), `incoming.not_registered`."""
    REGISTER.require(actor)
    reason = need(reason)
    document = load(actor, document_id)
    if document.arrival_number is None or not allows(State(document.state), "correct"):
        raise Refusal(
            "incoming.not_registered",
            vi="Chỉ đính chính văn bản đã vào sổ và còn giữ.",
            en="Only a registered document still held is corrected.",
            status=409,
        )
    was = document.type_code
    changed = fill(document, values)
    if document.type_code != was and document.state in UNDIRECTED:
        _seen_by_type(document, was)
    say(actor, document, NoteKind.CORRECT, f"{reason} ({'; '.join(f'{k}: “{a}” → “{b}”' for k, (a, b) in changed.items())})")
    finish(actor, document, "correct", reason=reason, changed={k: list(v) for k, v in changed.items()})
    return document
