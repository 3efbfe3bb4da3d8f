"""The card of one document and the verbs on it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.actor import LEADERS
from tinhso.core.access.public import Actor, looks
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.actions.close import close_when_answered
from tinhso.documents.incoming.actions.common import ROOT, subject_of
from tinhso.documents.incoming.actions.handle import look
from tinhso.documents.incoming.card import buttons, extension_asked, signatures
from tinhso.documents.incoming.dialogs import BY_SLUG, Sheet, Verb
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.pages.common import attempt, crumbs, found, pages_of
from tinhso.documents.incoming.pages.stamping import may_stamp
from tinhso.ui import format as fmt


@require_GET
@for_actor
def show(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The card. Opening it is noted, and a handler who leads in person has thereby begun."""
    found(actor, document)
    look(actor, document)
    card = queries.card(actor, document)
    if card is None:
        raise Http404
    asked = extension_asked(actor, card.document)
    actions, dialogs = buttons(actor, card, asked)
    annexes = card.files[1:] if card.document.file_id else card.files
    context = {
        "card": card, "warnings": list(dict.fromkeys(card.warnings)), "warning_tone": "bad" if card.document.verdict == "FAILED" else "warn",
        "document": card.document, "stampable": may_stamp(card.document), "actions": actions, "dialogs": dialogs, "asked": asked,
        "signatures": signatures(card.document), "looks": looks(actor, subject_of(card.document)), "pages": pages_of(card.document),
        "annexes": [{"id": f.id, "name": f.name, "size": fmt.file_size(f.size)} for f in annexes],
        "reads_first": bool(actor.roles & LEADERS), "others": _others(card), "timeline": card.timeline[::-1], "electronic": card.document.channel == "electronic", "crumbs": crumbs(),
    }  # fmt: skip
    return render(request, "incoming/card.html", context)


def _others(card: queries.Card) -> list[str]:
    """What else the page says on top, in words."""
    d = card.document
    said = []
    if d.named_only:
        said.append(_("Chỉ những người được nêu tên được xem văn bản này."))
    if d.close_when_answered and d.state in ("assigned", "in_progress"):
        said.append(_("Văn bản sẽ tự kết thúc khi văn bản trả lời được phát hành."))
    return said


@for_actor
def do(request: HttpRequest, actor: Actor, document: UUID, verb: str) -> HttpResponse:
    """One verb, then back to the card. GET shows its form as a page of its own; so do mistakes in it."""
    there = found(actor, document)
    if verb == "tu-ket-thuc":
        return _when_answered(request, actor, document)
    chosen: Verb | None = BY_SLUG.get(verb)
    if chosen is None:
        raise Http404
    form = chosen.sheet(actor, there, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form is None:
            chosen.run(actor, document, {})
        elif not (form.is_valid() and attempt(form, lambda: chosen.run(actor, document, form.cleaned_data))):
            return _sheet(request, chosen, form, there)
        messages.success(request, str(chosen.done))
    elif form is not None:
        return _sheet(request, chosen, form, there)
    return redirect(f"{ROOT}{document}/")


def _sheet(request: HttpRequest, verb: Verb, form: Sheet, there: Incoming) -> HttpResponse:
    context = {"verb": verb, "form": form, "subject": there.subject, "crumbs": crumbs(there)}
    return render(request, "incoming/sheet.html", context, status=422 if form.errors else 200)


def _when_answered(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    if request.method == "POST":
        close_when_answered(actor, document, request.POST.get("wanted") == "1")
    return redirect(f"{ROOT}{document}/")
