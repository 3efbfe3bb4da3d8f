"""Files of outgoing documents: the binding PDF, each version, annexes; uploads and the places dragged on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.files import public as files
from tinhso.core.people.public import post as post_of
from tinhso.documents.layout.public import find, slots_from_mm
from tinhso.documents.outgoing.actions.attach import annex, drop_annex, place, upload
from tinhso.documents.outgoing.actions.common import ROOT, subject_of
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.pages.common import found
from tinhso.documents.outgoing.places import of_json
from tinhso.documents.shown import page_of, pages_of, sent, sizes_of
from tinhso.kit.errors import Refusal
from tinhso.kit.typed import whole
from tinhso.signing.fields import MM, Box
from tinhso.ui.forms import FilesField
from tinhso.ui.images import page_response
from tinhso.ui.rows import Crumb, Place

PLACES = {
    "number": gettext_lazy("Số"), "day": gettext_lazy("Ngày"), "month": gettext_lazy("Tháng"),
    "person": gettext_lazy("Chữ ký"), "agency": gettext_lazy("Dấu cơ quan"),
}  # fmt: skip
DEFAULTS = {
    "number": (45, 40, 14, 6),
    "day": (135, 40, 8, 6),
    "month": (155, 40, 8, 6),
    "person": (120, 220, 50, 25),
    "agency": (100, 215, 36, 36),
}


class UploadForm(forms.Form):
    """One PDF made elsewhere, or annexes."""

    upload = FilesField(label=gettext_lazy("Tệp"))
    not_secret = forms.BooleanField(label=gettext_lazy("Tôi đã kiểm tra: đây không phải văn bản mật"), required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


@require_GET
@for_actor
def binding(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponseBase:
    """The binding file as it is now; `?tai=1` downloads it."""
    there = found(actor, document)
    if there.file is None:
        raise Http404
    return sent(actor, subject_of(there), there.file, download="tai" in request.GET)


@require_GET
@for_actor
def version(request: HttpRequest, actor: Actor, document: UUID, number: int) -> HttpResponseBase:
    """A version as it was submitted."""
    there = found(actor, document)
    kept = there.versions.select_related("file").filter(number=number).first()
    if kept is None:
        raise Http404
    return sent(actor, subject_of(there), kept.file, download="tai" in request.GET, what=f"version {number}")


@require_GET
@for_actor
def annex_file(request: HttpRequest, actor: Actor, document: UUID, annex_id: UUID) -> HttpResponseBase:
    """An annex, sealed where it was sealed; always a download."""
    there = found(actor, document)
    kept = there.annexes.select_related("file", "sealed").filter(pk=annex_id).first()
    if kept is None:
        raise Http404
    return sent(actor, subject_of(there), kept.sealed or kept.file, download=True, what=kept.file.name)


@for_actor
def attach(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """Take a PDF made in Word as the binding file, or annexes (`?phu-luc=1`)."""
    there = found(actor, document)
    annexes = "phu-luc" in request.GET
    form = UploadForm(request.POST or None, request.FILES or None, initial={"revision": there.revision})
    if request.method == "POST" and form.is_valid():
        not_secret = form.cleaned_data["not_secret"]
        try:
            if annexes:
                with transaction.atomic():  # all or none: who sends the lot again doubles nothing
                    for file in form.cleaned_data["upload"]:
                        annex(actor, document, file, file.name, not_secret=not_secret)
                return redirect(f"{ROOT}{document}/")
            file = form.cleaned_data["upload"][0]
            upload(actor, document, file, file.name, None, form.cleaned_data["revision"], not_secret=not_secret)
            return redirect(f"{ROOT}{document}/vi-tri/")
        except Refusal as refusal:
            if refusal.status in (403, 409):
                raise
            place = "not_secret" if refusal.code == "outgoing.secret_mark" else "upload"
            form.add_error(place, refusal.message(get_language() or "vi"))
    crumbs = [Crumb(_("Văn bản đi"), ROOT), Crumb(there.subject, f"{ROOT}{document}/")]
    marked = form.has_error("not_secret") or "not_secret" in form.data
    context = {"form": form, "document": there, "annexes": annexes, "crumbs": crumbs, "marked": marked}
    return render(request, "outgoing/attach.html", context, status=422 if form.errors else 200)


@require_POST
@for_actor
def remove_annex(request: HttpRequest, actor: Actor, document: UUID, annex_id: UUID) -> HttpResponse:
    drop_annex(actor, document, annex_id)
    return redirect(f"{ROOT}{document}/")


@for_actor
def places(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """Number, day, month and both signatures on an uploaded PDF: found by anchors, put right by hand."""
    there = found(actor, document)
    if there.source != Outgoing.Source.UPLOADED or there.uploaded is None:
        raise Http404
    pdf = files.bytes_of(there.uploaded)
    sizes = sizes_of(there.uploaded)
    problems: list[str] = []
    refused: list[dict[str, str]] = []
    language = get_language() or "vi"
    if request.method == "POST":
        try:
            place(actor, document, slots_from_mm(_posted(request), sizes), whole(request.POST.get("revision")))
            messages.success(request, _("Đã đặt vị trí. Có thể trình văn bản."))
            return redirect(f"{ROOT}{document}/")
        except Refusal as refusal:
            if refusal.status in (403, 409):
                raise
            refused.append({"text": refusal.message(language)})
    boxes: dict[str, Box | None] = {}
    if there.places:
        slots = of_json(there.places)
        boxes = {name: getattr(slots, name) for name in PLACES}
    elif there.signer_id:
        signer = post_of(there.signer_id)
        guess = find(pdf, signer.title, signer.name)
        boxes = {name: getattr(guess, name) for name in PLACES}
        problems += [p.message(language) for p in guess.problems if not refused]
    shown = [_posted_place(request, name) or _place(name, boxes.get(name), sizes) for name in PLACES]
    crumbs = [Crumb(_("Văn bản đi"), ROOT), Crumb(there.subject, f"{ROOT}{document}/")]
    context: dict[str, Any] = {
        "document": there,
        "pages": pages_of(there.uploaded, f"{ROOT}{document}/", most=None),  # both signatures stand on the last page, however far
        "places": shown,
        "problems": problems,
        "refused": refused,
        "crumbs": crumbs,
    }
    return render(request, "outgoing/places.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@for_actor
def page(request: HttpRequest, actor: Actor, document: UUID, index: int) -> HttpResponse:
    """One page of the binding file as an image: phones show no PDF inside a page."""
    there = found(actor, document)
    kept = there.file
    if kept is None:
        raise Http404
    return page_response(request, kept.sha256, lambda: page_of(kept, index))


def _place(name: str, box: Box | None, sizes: list[tuple[float, float]]) -> Place:
    label = str(PLACES[name])
    if box is None:
        x, y, width, height = DEFAULTS[name]
        return Place(name, label, 1, x, y, width, height)
    tall = sizes[box.page][1]
    return Place(name, label, box.page + 1, box.x0 / MM, (tall - box.y1) / MM, box.width / MM, box.height / MM)


def _posted_place(request: HttpRequest, name: str) -> Place | None:
    try:
        return Place.parse(name, request.POST.get(f"place_{name}", ""), str(PLACES[name]))
    except ValueError:
        return None


def _posted(request: HttpRequest) -> dict[str, tuple[int, float, float, float, float]]:
    found_places = {name: _posted_place(request, name) for name in PLACES}
    return {n: (p.page - 1, p.x, p.y, p.width, p.height) for n, p in found_places.items() if p is not None}
