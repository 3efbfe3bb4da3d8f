"""What the draft's form asks the server while somebody types; each answer is a small JSON value the form shows beside itself."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing import access
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.actions.draft import keep as keep_draft
from tinhso.documents.outgoing.forms import DraftForm, initial_of
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.pages.common import packed
from tinhso.documents.outgoing.pasting import as_typed
from tinhso.documents.outgoing.trial import trial, turn
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.ui import format as fmt


@require_POST
@for_actor
def keep(request: HttpRequest, actor: Actor, document: UUID) -> JsonResponse:
    """Save the draft of this id (the form's own key, before its first saving) as it is typed now.

    `state` is `saved` (with `revision`, `at`, `url` of the form), `lacking` (`missing`: fields without which there is no draft yet),
    `changed` (saved elsewhere since) or `refused`, these two with a `sentence`.
    """
    access.DRAFT.require(actor)
    there = Outgoing.objects.visible_to(actor).filter(pk=document).first()
    form = DraftForm(actor, request.POST, initial=initial_of(there) if there else {})
    if not form.is_valid():
        return JsonResponse({"state": "lacking", "missing": [str(form[name].label) for name in form.errors if name in form.fields]})
    try:
        kept = keep_draft(actor, document, form.values(), form.cleaned_data["revision"])
    except Refusal as refusal:
        state = "changed" if refusal.code == "outgoing.changed" else "refused"
        return JsonResponse({"state": state, "sentence": refusal.message(get_language() or "vi")})
    at = fmt.time(clock.now())
    return JsonResponse({"state": "saved", "revision": kept.revision, "at": at, "url": f"{ROOT}{kept.id}/sua/"})


@require_POST
@for_actor
def sheet(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The pages of the draft as it is typed now; nothing is saved. `have`: digests of pages the browser still has, sent without their words.

    `state` is `pages` (`pages`: [digest, SVG or null], `total`), `lacking` (`missing`), `wrong`, or `busy`: another one of this login is
    being laid out, ask again. `problems`: [field, sentence].
    """
    access.DRAFT.require(actor)
    there = Outgoing.objects.visible_to(actor).filter(pk=document).first()
    if not turn(actor):
        return JsonResponse({"state": "busy"})
    made = trial(actor, DraftForm(actor, request.POST, initial=initial_of(there) if there else {}), there)
    have = set(request.POST.get("have", "").split(","))
    state = "pages" if made.pages else "lacking" if made.missing else "wrong"
    pages = [(digest, None if digest in have else page) for digest, page in made.pages]
    response = JsonResponse({"state": state, "pages": pages, "total": made.total, "missing": made.missing, "problems": made.problems})
    return packed(request, response)


@require_POST
@for_actor
def paste(request: HttpRequest, actor: Actor) -> JsonResponse:
    """The clipboard's `html` as the lines that the body knows: `text`, "" where it holds none."""
    access.DRAFT.require(actor)
    return JsonResponse({"text": as_typed(request.POST.get("html", ""))})
