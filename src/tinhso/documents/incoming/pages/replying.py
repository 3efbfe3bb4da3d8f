"""Soạn trả lời: a new draft that already says what it answers, to whom, and by when."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.organisations.public import directory
from tinhso.documents.incoming.actions.common import held
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.pages.common import crumbs, found
from tinhso.documents.incoming.queries.shown import state_tag
from tinhso.documents.incoming.rules.reply import Answered, opening, subject
from tinhso.documents.outgoing.pages.drafting import begin
from tinhso.documents.types import BY_CODE, PETITION

MOST = 50
"""Answers shown: a circular may get one from every commune, its card is no register."""


@for_actor
def reply(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The drafter's form; saved, the draft and this document know each other."""
    there = found(actor, document)
    return begin(request, actor, _given(actor, there), crumbs(there))


@require_GET
@for_actor
def answers(request: HttpRequest, actor: Actor, outgoing: UUID) -> HttpResponse:
    """What answers our document, as far as the actor may see it; a part of that document's card, nothing where nothing came."""
    rows = Incoming.objects.visible_to(actor).filter(reply_to=outgoing, arrival_number__isnull=False).order_by("arrived_at")[:MOST]
    return render(request, "incoming/answers.html", {"rows": [(row, state_tag(row.state)) for row in rows]})


def _given(actor: Actor, document: Incoming) -> dict[str, Any]:
    """The form's first values. A sender of the directory is told by his id, so that a name that two places bear is still his.

    A state secret's subject is cited nowhere; what only named persons see is answered so that only named persons see it.
    """
    tree = directory()
    sender = tree.get(document.sender_id) if document.sender_id and document.sender_id in tree else None
    answered = Answered(
        kind="đơn" if document.type_code == PETITION.code else BY_CODE[document.type_code].vi if document.type_code else "",
        notation=document.notation, on=document.document_date, issuer=document.issuer,
        subject="" if document.secrecy else document.subject,
    )  # fmt: skip
    return {
        "reply_to": str(document.id), "subject": subject(answered), "body": opening(answered, tree.get(actor.agency).name),
        "addressed": sender.name if sender else document.issuer, "kept": [sender.id] if sender else [], "due": _due(actor, document),
        "named_only": document.persons_only,
    }  # fmt: skip


def _due(actor: Actor, document: Incoming) -> date | None:
    """The handler's own deadline, else the directive's, else the one its author asked for."""
    mine = [a.due for a in held(actor, document, "lead", "co") if a.due]
    return min(mine) if mine else document.due or document.answer_by
