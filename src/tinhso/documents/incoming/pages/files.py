"""Files of incoming documents: the original, its pages as images, what came along, scans; a look at a scan before it is kept."""

from __future__ import annotations

import base64
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import access
from tinhso.documents.incoming.actions.common import ROOT, subject_of
from tinhso.documents.incoming.actions.paper import attach_scan, secret_no_file, wants_scan
from tinhso.documents.incoming.forms import PaperForm, ScanForm
from tinhso.documents.incoming.pages import proposing
from tinhso.documents.incoming.pages.common import attempt, crumbs, found
from tinhso.documents.layout.public import drawn_page, drawn_sizes, intake
from tinhso.documents.shown import page_of, sent
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import PDF, PICTURES, PNG
from tinhso.signing.fields import MM
from tinhso.ui.images import page_response
from tinhso.ui.rows import PageImage
from tinhso.ui.words import said

PEEKED = 2
"""Pages shown of a scan that is not kept yet."""


@require_GET
@for_actor
def original(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponseBase:
    """The file as it came; `?tai=1` downloads it."""
    there = found(actor, document)
    if there.file is None:
        raise Http404
    return sent(actor, subject_of(there), there.file, download="tai" in request.GET)


@require_GET
@for_actor
def annex(request: HttpRequest, actor: Actor, document: UUID, annex_id: UUID) -> HttpResponseBase:
    """What came along, unaltered; always a download."""
    there = found(actor, document)
    kept = there.annexes.select_related("file").filter(file_id=annex_id).first()
    if kept is None:
        raise Http404
    return sent(actor, subject_of(there), kept.file, download=True)


@require_GET
@for_actor
def page(request: HttpRequest, actor: Actor, document: UUID, index: int) -> HttpResponse:
    there = found(actor, document)
    kept = there.file
    if kept is None:
        raise Http404
    return page_response(request, kept.sha256, lambda: page_of(kept, index))


@for_actor
def attach(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """Add the scan of a paper document; where it has one, what came along."""
    there = found(actor, document)
    access.RECEIVE.require(actor)
    if there.secrecy:
        raise secret_no_file()
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        def keep() -> None:
            has_file = not wants_scan(there)
            for file in form.cleaned_data["scan"]:
                attach_scan(actor, document, file, file.name, annex=has_file, not_secret=form.cleaned_data["not_secret"])
                has_file = True

        if attempt(form, keep, {"incoming.secret_mark": "not_secret"}):
            messages.success(request, _("Đã gắn tệp vào văn bản."))
            return redirect(f"{ROOT}{document}/")
    context = {
        "form": form,
        "document": there,
        "scan": wants_scan(there),
        "crumbs": crumbs(there),
        "marked": form.has_error("not_secret") or "not_secret" in form.data,
    }
    return render(request, "incoming/attach.html", context, status=422 if form.errors else 200)


@require_POST
@for_actor
def peek(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The first pages of a chosen scan beside the form, and what speaks against keeping it; nothing is stored."""
    access.RECEIVE.require(actor)
    language = get_language() or "vi"
    file = request.FILES.get("scan")
    warnings: list[str] = []
    shown: list[PageImage] = []
    reading = None
    if file is not None:
        try:
            PaperForm.base_fields["scan"].clean([file])
            data = file.read()
            judged = intake.annex(data, file.name or "")
            warnings = [said(c) for c in judged.cautions]
            shown = _shown(data, judged.media_type)
            reading = proposing.of_bytes(data, judged.media_type)
        except ValidationError as wrong:
            warnings = list(wrong.messages)
        except Refusal as refusal:
            warnings = [_no_scan() if refusal.code == "intake.annex_type" else refusal.message(language)]
    context = {"pages": shown, "warnings": warnings, "name": file.name if file else "", "reading": reading}
    return render(request, "incoming/peek.html", context)


def _no_scan() -> str:
    return _("Nội dung của tệp không phải PDF hay ảnh, dù tên tệp ghi như vậy. Hãy quét lại hoặc chọn tệp khác.")


def _shown(data: bytes, media_type: str) -> list[PageImage]:
    if media_type in PICTURES:
        return [PageImage(_inline(data, media_type), 1)]
    images = []
    for i, (width, height) in enumerate(drawn_sizes(data)[:PEEKED] if media_type == PDF else []):
        if (drawn := drawn_page(data, i)) is not None:
            images.append(PageImage(_inline(drawn, PNG), i + 1, width / MM, height / MM))
    return images


def _inline(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
