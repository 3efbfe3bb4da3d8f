"""Envelopes addressed to a named person: handed over unopened (ND30 Điều 21.1.b)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import access, queries
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.actions.paper import log_envelope, take_envelope
from tinhso.documents.incoming.forms import EnvelopeForm
from tinhso.documents.incoming.pages.common import attempt, crumbs
from tinhso.ui.rows import Crumb, Detail


@for_actor
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The clerk's list with its form; anybody else sees what came for him."""
    may_log = access.RECEIVE.held_by(actor)
    if request.method == "POST":
        access.RECEIVE.require(actor)
    form = EnvelopeForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: log_envelope(actor, **form.cleaned_data)):
        messages.success(request, _("Đã ghi; người nhận được báo."))
        return redirect(f"{ROOT}bi-thu/")
    context = {"rows": queries.envelopes(actor), "form": form if may_log else None, "crumbs": crumbs()}
    return render(request, "incoming/envelopes.html", context, status=422 if form.errors else 200)


@for_actor
def show(request: HttpRequest, actor: Actor, envelope: UUID) -> HttpResponse:
    """One envelope; its addressee, or the clerk for him, says that it was handed over."""
    row = next((e for e in queries.envelopes(actor, limit=1000) if e.id == envelope), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        take_envelope(actor, envelope)
        messages.success(request, _("Đã ghi nhận việc giao bì."))
        return redirect(f"{ROOT}bi-thu/")
    details = [Detail(_("Nơi gửi"), row.sender), Detail(_("Người nhận"), row.addressee), Detail(_("Lúc đến"), row.at)]
    if row.note:
        details.append(Detail(_("Ghi chú"), row.note))
    context = {"details": details, "crumbs": [*crumbs(), Crumb(_("Bì thư đích danh"), f"{ROOT}bi-thu/")]}
    return render(request, "incoming/envelope.html", context)
