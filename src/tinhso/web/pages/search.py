"""Tìm: one box over all rooms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.search import public as engine
from tinhso.ui import format as fmt
from tinhso.ui.rows import Tab

KINDS = ("outgoing", "incoming")


@require_GET
@for_actor
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Only what the actor may see is found; words match without accents, quoted ones as a phrase."""
    query = request.GET.get("q", "").strip()[:300]
    kind = request.GET.get("kind", "")
    kinds = [kind] if kind in KINDS else None
    found = engine.find(actor, query, kinds, request.GET.get("older"))
    hits = [{"hit": hit, "date": fmt.date(hit.date), "kind": labels().get(hit.kind, "")} for hit in found.rows]
    address = request.GET.copy()
    address.pop("older", None)

    def tab(code: str, label: str) -> Tab:
        address["kind"] = code
        return Tab(label, f"?{address.urlencode()}", code == (kind if kinds else ""))

    tabs = [tab("", _("Tất cả")), *(tab(code, label) for code, label in labels().items())]
    context = {"query": query, "search_query": query, "hits": hits, "page": found, "tabs": tabs}
    return render(request, "web/search.html", context)


def labels() -> dict[str, str]:
    return {"incoming": _("Văn bản đến"), "outgoing": _("Văn bản đi")}
