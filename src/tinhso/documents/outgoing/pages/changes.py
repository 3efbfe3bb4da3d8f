"""What changed between two versions: a page of its own, and a part of the card."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, seen
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing.actions.common import ROOT, subject_of, url_of
from tinhso.documents.outgoing.changes import changes, numbers
from tinhso.documents.outgoing.pages.common import found
from tinhso.kit.typed import whole
from tinhso.ui.rows import Crumb


@require_GET
@for_actor
def compare(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """`?tu=1&den=3` are the versions compared, by default the last and the one before; asked by htmx, the part that the card shows."""
    there = found(actor, document)
    if there.secrecy:
        raise Http404
    part = "HX-Request" in request.headers
    told = changes(there, whole(request.GET.get("tu")), whole(request.GET.get("den")))
    if told and not part:  # the card has noted its own look
        seen(actor, subject_of(there), "view", f"version {told.older.number}-{told.newer.number}")
    context = {
        "document": there, "told": told, "numbers": numbers(there), "at": url_of(there), "part": part,
        "crumbs": [Crumb(_("Văn bản đi"), ROOT), Crumb(there.subject, url_of(there))],
    }  # fmt: skip
    return render(request, "outgoing/changes_part.html" if part else "outgoing/changes.html", context)
