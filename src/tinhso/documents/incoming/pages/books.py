"""The registers of arrivals as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import books
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.pages.common import crumbs
from tinhso.documents.outgoing.pages.books import answer, asked, chosen, opened
from tinhso.ui.rows import Crumb

NAMES = {books.REGISTER: "so-van-ban-den", books.FOLLOWING: "so-theo-doi-van-ban-den"}


@for_actor
def ask(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Which of the two, which period."""
    form = opened(request, books.choices(), request.GET.get("so", books.REGISTER))
    span = form.span(False) if request.method == "POST" and form.is_valid() else None
    book = form.cleaned_data["book"] if span else books.REGISTER
    source = books.source(actor, book, span) if span else None
    trail = [*crumbs(), Crumb(_("Sổ đăng ký văn bản đến"), f"{ROOT}so/")]
    return chosen(request, form, source, span, f"{ROOT}{book}", trail, f"{ROOT}so/")


@require_GET
@for_actor
def file(request: HttpRequest, actor: Actor, book: str, kind: str) -> HttpResponseBase:
    """The register or the tracking book, as PDF/A or workbook."""
    span = asked(request)
    return answer(request, actor, books.source(actor, book, span), span, kind, NAMES[book])
