"""Nhập sổ cũ: uploaded, shown with every fault before anything is written, then written whole; withdrawn as a whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.files import public as files
from tinhso.core.files.models import StoredFile
from tinhso.documents.registers import importing, queries
from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.actions.import_register import import_register
from tinhso.documents.registers.actions.withdraw import withdraw as withdraw_import
from tinhso.documents.registers.formats.xlsx import template as empty_workbook
from tinhso.documents.registers.importing import Preview
from tinhso.documents.registers.rules import EARLIEST, Asked, Fault, Kind
from tinhso.documents.registers.shown import ROOT, SLUG_OF, SLUGS, label
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import XLSX
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import FilesField, LineField, Select
from tinhso.ui.rows import Action, Column, Count, Crumb, Line
from tinhso.ui.words import said

KEY = "tinhso_old_register"
LIMIT = 20 * 1024 * 1024
SHOWN = 200
MARKED = "mat"


class UploadForm(forms.Form):
    """Which register of which year, and its file."""

    kind = forms.ChoiceField(
        widget=Select, label=gettext_lazy("Sổ"),
        choices=[
            ("outgoing", gettext_lazy("Sổ đăng ký văn bản đi")), (MARKED, gettext_lazy("Sổ đăng ký văn bản mật đi")),
            ("incoming", gettext_lazy("Sổ đăng ký văn bản đến")),
        ],
    )  # fmt: skip
    year = forms.IntegerField(label=gettext_lazy("Năm của sổ"), min_value=EARLIEST, max_value=2100)
    series = LineField(
        label=gettext_lazy("Tên sổ"), required=False, max_length=100,
        help_text=gettext_lazy("Chỉ khi năm ấy cơ quan có nhiều sổ cùng loại, số đếm riêng; ví dụ: Sổ đơn thư."),
    )  # fmt: skip
    book = FilesField(label=gettext_lazy("Tệp Excel"), max_bytes=LIMIT, suffixes=(".xlsx",), multiple=False)

    def asked(self) -> dict[str, Any]:
        c = self.cleaned_data
        secret = c["kind"] == MARKED
        return {"kind": "outgoing" if secret else c["kind"], "year": c["year"], "series": c["series"], "secret": secret}


@require_http_methods(["GET", "POST"])
@for_actor
def upload(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The workbook is kept as a file of the agency, so that what is written is what was previewed."""
    IMPORT.require(actor)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"year": clock.today().year - 1})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["book"][0]
        kept: list[StoredFile] = []

        def keep() -> None:
            kept.append(files.store(actor, sent, sent.name, LIMIT))
            importing.sheet_of(actor, kept[0], _asked(form.asked()))

        if attempt(form, keep, beyond=()):
            request.session[KEY] = {"file": str(kept[0].pk), **form.asked()}
            return redirect("old_import_preview")
    templates = [Action(said(kind), f"{ROOT}nhap/mau-{SLUG_OF[kind]}.xlsx", icon="download") for kind in Kind]
    context = {"form": form, "templates": templates, "crumbs": _crumbs()}
    return render(request, "registers/import.html", context, status=422 if form.errors else 200)


@require_GET
@for_actor
def template(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    IMPORT.require(actor)
    response = HttpResponse(empty_workbook(SLUGS[slug]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="mau-so-{slug}.xlsx"'
    return response


@require_GET
@for_actor
def preview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the file would bring, and every fault with its place."""
    IMPORT.require(actor)
    kept = _kept(request, actor)
    if kept is None:
        return redirect("old_import")
    file, asked = kept
    try:
        found = importing.preview(actor, file, asked)
    except Refusal as refusal:
        messages.error(request, refusal.message(get_language() or "vi"))
        return redirect("old_import")
    return render(request, "registers/preview.html", {"name": file.name, "crumbs": _crumbs(), **_shown(found)})


@require_POST
@for_actor
def apply(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write it, all or nothing. A refusal (another import came between) changes nothing."""
    IMPORT.require(actor)
    kept = _kept(request, actor)
    if kept is None:
        return redirect("old_import")
    try:
        with transaction.atomic():
            made = import_register(actor, *kept)
    except Refusal as refusal:  # the preview shows what is wrong now
        messages.error(request, refusal.message(get_language() or "vi"))
        return redirect("old_import_preview")
    del request.session[KEY]
    words = {"n": fmt.number(made.lines), "year": made.year, "register": said(Kind(made.kind))}
    messages.success(request, _("Đã nhập %(n)s dòng vào %(register)s %(year)s.") % words)
    return redirect("old_registers")


@require_http_methods(["GET", "POST"])
@for_actor
def withdraw(request: HttpRequest, actor: Actor, ident: int) -> HttpResponse:
    """Its lines go from register and search; that it was imported and withdrawn stays."""
    IMPORT.require(actor)
    there = queries.register(actor, ident)
    if there is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: withdraw_import(actor, ident, form.cleaned_data["reason"]), beyond=())
    ):
        messages.success(request, _("Đã rút lần nhập, %(n)s dòng không còn trong sổ.") % {"n": fmt.number(there.lines)})
        return redirect("old_registers")
    context = {
        "form": form,
        "register": there,
        "title": f"{said(Kind(there.kind))} {there.year}",
        "lines": fmt.number(there.lines),
        "crumbs": _crumbs(),
    }
    return render(request, "registers/withdraw.html", context, status=422 if form.errors else 200)


class WithdrawForm(forms.Form):
    reason = LineField(label=gettext_lazy("Lý do rút"), max_length=500)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Sổ cũ (nhập)"), ROOT)]


def _asked(kept: dict[str, Any]) -> Asked:
    return Asked(Kind(kept["kind"]), kept["year"], kept["series"], kept["secret"])


def _kept(request: HttpRequest, actor: Actor) -> tuple[StoredFile, Asked] | None:
    kept: dict[str, Any] = request.session.get(KEY) or {}
    file = StoredFile.objects.within(actor).filter(pk=kept["file"], agency_id=actor.agency).first() if kept else None
    return (file, _asked(kept)) if file else None


def _shown(found: Preview) -> dict[str, Any]:
    asked, judged = found.asked, found.judged
    counts = [
        Count(fmt.number(len(judged.entries)), _("Dòng đọc được")), Count(fmt.number(len(judged.faults)), _("Lỗi"), tone="bad" if judged.faults else "ok"),
        Count(fmt.number(len(judged.warnings)), _("Cần xem lại"), tone="warn" if judged.warnings else "ok"),
    ]  # fmt: skip
    new = [] if judged.faults else judged.entries[:SHOWN]
    title = f"{said(asked.kind)} {asked.year}" + (f" – {asked.series}" if asked.series else "")
    return {
        "counts": counts, "title": title, "columns": _columns(), "faults": _lines(asked, judged.faults), "total": len(judged.faults), "may": not judged.faults,
        "warnings": _lines(asked, judged.warnings), "warned": len(judged.warnings), "examples": found.examples,
        "new_columns": [Column("number", _("Số"), heading=True), Column("day", _("Ngày")), Column("subject", _("Tên loại và trích yếu nội dung"), width=420)],
        "new": [Line(e.row, [e.words["notation"] if asked.kind is Kind.OUTGOING else str(e.number), fmt.date(e.day), e.words["subject"]]) for e in new],
        "new_total": len(judged.entries), "again": f"{ROOT}nhap/",
    }  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("row", _("Dòng"), align="right"), Column("column", _("Cột")), Column("value", _("Đang ghi"), width=200),
        Column("what", _("Sai gì, sửa thế nào"), heading=True, width=420),
    ]  # fmt: skip


def _lines(asked: Asked, faults: list[Fault]) -> list[Line]:
    return [
        Line(i, [str(f.row), label(asked.kind, f.column) if f.column else _("Cả dòng"), f.value, said(f)])
        for i, f in enumerate(faults[:SHOWN])
    ]
