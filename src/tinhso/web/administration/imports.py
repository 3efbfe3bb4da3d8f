"""Nhập từ Excel: every fault is shown before anything is written; all or nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.files import public as files
from tinhso.core.files.models import StoredFile
from tinhso.core.people import public as people
from tinhso.core.people.access import MANAGE
from tinhso.core.people.public import Preview
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import XLSX
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import FilesField
from tinhso.ui.rows import Column, Count, Line
from tinhso.web.administration.common import for_right, words

KEY = "tinhso_import"
LIMIT = 20 * 1024 * 1024
SHOWN = 200


class UploadForm(forms.Form):
    book = FilesField(label=gettext_lazy("Tệp Excel"), max_bytes=LIMIT, suffixes=(".xlsx",), multiple=False)


@require_http_methods(["GET", "POST"])
@for_right(MANAGE)
def upload(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The workbook is kept as a file of the agency, so that what is applied is what was previewed."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    kept: list[StoredFile] = []
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["book"][0]
        if attempt(form, lambda: kept.append(files.store(actor, sent, sent.name, LIMIT))):
            request.session[KEY] = str(kept[0].pk)
            return redirect("import_preview")
    return render(request, "web/administration/import.html", {"form": form})


@require_GET
@for_right(MANAGE)
def template(request: HttpRequest, actor: Actor) -> HttpResponse:
    response = HttpResponse(people.empty_workbook(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-nhap.xlsx"'
    return response


@require_GET
@for_right(MANAGE)
def preview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the workbook would do, and every fault with its place."""
    kept = _kept(request, actor)
    if kept is None:
        return redirect("import")
    try:
        found = people.import_workbook(actor, BytesIO(files.bytes_of(kept)))
    except Refusal as refusal:
        messages.error(request, words(refusal))
        return redirect("import")
    return render(request, "web/administration/import_preview.html", {"name": kept.name, **_shown(found)})


@require_POST
@for_right(MANAGE)
def apply(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write it, in one transaction. A refusal (somebody changed the tree meanwhile) changes nothing."""
    kept = _kept(request, actor)
    if kept is None:
        return redirect("import")
    try:
        with transaction.atomic():
            found = people.import_workbook(actor, BytesIO(files.bytes_of(kept)), write=True)
    except Refusal as refusal:  # the preview shows what is wrong now
        messages.error(request, words(refusal))
        return redirect("import_preview")
    del request.session[KEY]
    messages.success(request, _("Đã nhập %(rows)s dòng. Tài khoản mới chưa có mật khẩu; đặt ở trang từng người.") % {"rows": found.rows})
    return redirect("people")


def _kept(request: HttpRequest, actor: Actor) -> StoredFile | None:
    ident = request.session.get(KEY)
    return StoredFile.objects.within(actor).filter(pk=ident, agency_id=actor.agency).first() if ident else None


def _shown(found: Preview) -> dict[str, Any]:
    faults = [
        Line(i, [f.sheet, str(f.row) if f.row else _("Cả trang"), f.column, f.value, words(f)]) for i, f in enumerate(found.errors[:SHOWN])
    ]
    columns = [
        Column("sheet", _("Trang")), Column("row", _("Dòng"), align="right"), Column("column", _("Cột")), Column("value", _("Đang ghi")),
        Column("what", _("Sai gì, sửa thế nào"), heading=True, width=420),
    ]  # fmt: skip
    counts = [
        Count(str(len(found.units)), _("Cơ quan, đơn vị")), Count(str(len(found.recipients)), _("Nơi nhận")), Count(str(len(found.people)), pgettext("số đếm", "Người")),
        Count(str(len(found.posts)), _("Chức vụ")), Count(str(len(found.errors)), _("Lỗi"), tone="bad" if found.errors else "ok"),
    ]  # fmt: skip
    rows = [
        *(Line(f"u{u.number}", [_("Đơn vị"), str(u.described.get("name", "")), u.parent]) for u in found.units),
        *(Line(f"r{r.number}", [_("Nơi nhận"), r.name, ", ".join(r.codes)]) for r in found.recipients),
        *(Line(f"p{p.number}", [_("Người"), p.name, p.login]) for p in found.people),
        *(Line(f"o{o.number}", [_("Chức vụ"), o.title, o.unit]) for o in found.posts),
    ]
    new = [Column("kind", _("Loại")), Column("name", _("Tên"), heading=True, width=320), Column("more", _("Thuộc, mã hoặc tên đăng nhập"))]
    return {
        "counts": counts, "columns": columns, "faults": faults, "total": len(found.errors), "may": not found.errors, "new_columns": new,
        "new": [] if found.errors else rows[:SHOWN], "new_total": 0 if found.errors else len(rows), "again": reverse("import"),
    }  # fmt: skip
