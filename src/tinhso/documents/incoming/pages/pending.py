"""Several scans dropped in at once: the clerk's working list, gone through one by one."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import access, queries
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.actions.pending import drop_pending, keep_pending
from tinhso.documents.incoming.forms import SCAN_BYTES, SCAN_SUFFIXES
from tinhso.documents.incoming.models import Pending
from tinhso.documents.incoming.pages import proposing
from tinhso.documents.incoming.pages.common import attempt, crumbs
from tinhso.documents.shown import page_of
from tinhso.kit.typed import uuid
from tinhso.ui.forms import FilesField
from tinhso.ui.images import page_response

WAITING = f"{ROOT}nhieu-tep/"


class ManyForm(forms.Form):
    scan = FilesField(label=gettext_lazy("Các bản quét, mỗi văn bản một tệp"), max_bytes=SCAN_BYTES, suffixes=SCAN_SUFFIXES)


@for_actor
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The scans that wait, oldest first, and where more are dropped. One whose content cannot be kept is said; the others are kept."""
    access.RECEIVE.require(actor)
    form = ManyForm(request.POST or None, request.FILES or None) if request.method == "POST" else ManyForm()
    if request.method == "POST" and form.is_valid():
        kept = [f for f in form.cleaned_data["scan"] if attempt(form, lambda f=f: keep_pending(actor, f, f.name), {})]  # type: ignore[misc]
        if kept:
            messages.success(request, _("Đã nhận %(n)s tệp.") % {"n": len(kept)})
        if not form.errors:
            return redirect(WAITING)
    rows, count = queries.pending(actor)
    context = {"form": form, "rows": rows, "count": count, "first": rows[0].id if rows else None, "crumbs": crumbs()}
    return render(request, "incoming/pending.html", context, status=422 if form.errors else 200)


@require_GET
@for_actor
def line(request: HttpRequest, actor: Actor, pending: UUID) -> HttpResponse:
    """What one file proposes, read when the list is first shown."""
    reading = proposing.of_file(found(actor, pending).file)
    said = {p.field: p for p in reading.shown}
    shown = [said[name] for name in ("notation", "document_date", "issuer", "subject") if name in said]
    return render(request, "incoming/pending_line.html", {"shown": shown, "said": "" if shown else reading.said})


@require_GET
@for_actor
def page(request: HttpRequest, actor: Actor, pending: UUID, index: int) -> HttpResponse:
    file = found(actor, pending).file
    return page_response(request, file.sha256, lambda: page_of(file, index))


@require_POST
@for_actor
def drop(request: HttpRequest, actor: Actor, pending: UUID) -> HttpResponse:
    drop_pending(actor, pending)
    messages.success(request, _("Đã bỏ tệp."))
    return redirect(WAITING)


def found(actor: Actor, pending: UUID) -> Pending:
    """The waiting scan, or 404: for whoever is no clerk of the agency it is none."""
    there = Pending.objects.visible_to(actor).select_related("file").filter(pk=pending).first() if access.RECEIVE.held_by(actor) else None
    if there is None:
        raise Http404
    return there


def asked(request: HttpRequest, actor: Actor) -> Pending | None:
    """The waiting scan that the paper form was opened with (`?tep=`). Raises 404 for one that is no more."""
    wanted = request.GET.get("tep", "")
    if not wanted:
        return None
    ident = uuid(wanted)
    if ident is None:
        raise Http404
    return found(actor, ident)


def after(actor: Actor, done: Pending) -> str:
    """Where the clerk goes on: the next scan that waits, else the list."""
    row = queries.next_pending(actor, done.at, done.id)
    return f"{ROOT}giay/?tep={row}" if row else WAITING
