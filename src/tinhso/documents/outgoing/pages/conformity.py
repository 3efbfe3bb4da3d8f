"""Kiểm tra thể thức: the form of a document's file against Phụ lục I, each finding with its place on the page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, seen
from tinhso.core.access.web import for_actor
from tinhso.core.files import public as files
from tinhso.documents.layout.public import picture
from tinhso.documents.outgoing.actions.common import ROOT, subject_of, url_of
from tinhso.documents.outgoing.actions.submit import prepare
from tinhso.documents.outgoing.conformity import Judged, file_of, judged, of_file
from tinhso.documents.outgoing.findings import shown
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.pages.common import found
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import DOCX
from tinhso.ui.rows import Crumb, PageImage


@require_GET
@for_actor
def check(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The verdict on the file as it was submitted; of a draft on its PDF, or on the layout as it would be now."""
    there = _judgeable(actor, document)
    seen(actor, subject_of(there), "view")
    file = file_of(there)
    try:
        form = of_file(there, file) if file else judged(prepare(there).pdf)
    except Refusal as refusal:  # what keeps it from being laid out is told here as on the card
        form = Judged(None, (refusal.vi, refusal.en))
    what = _("Bản đã trình") if there.version and file != there.uploaded else _("Tệp PDF tải lên")
    return _page(request, there, form, what if file else _("Bản xem trước, dàn trang lúc này"))


@require_GET
@for_actor
def check_annex(request: HttpRequest, actor: Actor, document: UUID, annex_id: UUID) -> HttpResponse:
    """Page set-up and styles of an annex made in Word."""
    there = _judgeable(actor, document)
    kept = there.annexes.select_related("file").filter(pk=annex_id, file__media_type=DOCX).first()
    if kept is None:
        raise Http404
    seen(actor, subject_of(there), "view", kept.file.name)
    return _page(request, there, of_file(there, kept.file), kept.file.name, pages=False)


@require_GET
@for_actor
def picture_of(request: HttpRequest, actor: Actor, document: UUID, index: int) -> HttpResponse:
    """One page of what was judged, the findings framed and numbered as in the list."""
    there = _judgeable(actor, document)
    file = file_of(there)
    try:
        pdf = files.bytes_of(file) if file else prepare(there).pdf
        form = of_file(there, file) if file else judged(pdf)
        drawn = picture(pdf, form.report.findings if form.report else (), index)
    except Refusal as refusal:
        raise Http404 from refusal
    # The draft behind this address changes: nothing is kept, so that no earlier page is shown with other findings.
    return HttpResponse(
        drawn, content_type="image/png", headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    )


def _judgeable(actor: Actor, document: UUID) -> Outgoing:
    """Never a secret: it has no file here."""
    there = found(actor, document)
    if there.secrecy:
        raise Http404
    return there


def _page(request: HttpRequest, there: Outgoing, form: Judged, what: str, *, pages: bool = True) -> HttpResponse:
    told = shown(form, pages=pages)
    at = url_of(there)
    context = {
        "document": there,
        "told": told,
        "what": what,
        "pages": [PageImage(f"{at}the-thuc/{i}.png", i + 1) for i in told.pages],
        "crumbs": [Crumb(_("Văn bản đi"), ROOT), Crumb(there.subject, at)],
    }
    return render(request, "outgoing/conformity.html", context)
