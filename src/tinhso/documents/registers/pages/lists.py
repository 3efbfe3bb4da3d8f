"""The old registers read: which were imported, a year's lines, one line, and the lines as a workbook."""

from __future__ import annotations

import tempfile
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, aggregate, seen
from tinhso.core.access.web import for_actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.layout.public import Book, register_xlsx
from tinhso.documents.marks import Secrecy
from tinhso.documents.paged import walked
from tinhso.documents.registers import queries
from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.formats.xlsx import HEADINGS
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.rules import EARLIEST, FIELDS, Kind
from tinhso.documents.registers.shown import ROOT, SLUG_OF, SLUGS, columns, label, subject_of, values, worded
from tinhso.documents.shown import sent
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import XLSX
from tinhso.kit.typed import whole
from tinhso.ui import format as fmt
from tinhso.ui.filters import chips
from tinhso.ui.forms import LineField
from tinhso.ui.rows import Action, Crumb, Detail, Tab, Tag
from tinhso.ui.words import said

HOME = {
    Kind.OUTGOING: ("/van-ban-di/so/", gettext_lazy("Sổ văn bản đi")),
    Kind.INCOMING: ("/van-ban-den/so/", gettext_lazy("Sổ đăng ký văn bản đến")),
}


class FilterForm(forms.Form):
    q = LineField(label=gettext_lazy("Số, trích yếu, cơ quan, người"), required=False, max_length=200)
    nam = forms.CharField(widget=forms.HiddenInput, required=False)


@require_GET
@for_actor
def imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was imported, by whom and when, and what was withdrawn."""
    page = queries.imports(actor, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    new = [Action(_("Nhập sổ cũ"), f"{ROOT}nhap/", "primary", "upload")] if IMPORT.held_by(actor) else []
    return render(request, "registers/imports.html", {"page": page, "columns": queries.columns(), "actions": new})


@require_GET
@for_actor
def register(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """`?nam=2018`, the last year that has one otherwise; `&q=` narrows. The last number first."""
    kind = SLUGS[slug]
    years = queries.years(actor, kind)
    year = _year(request, years[0] if years else clock.today().year - 1)
    form = FilterForm(request.GET or None, initial={"nam": year})
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = queries.page(actor, kind, year, words, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    url, name = HOME[kind]
    context = {
        "page": page, "columns": columns(kind), "year": year, "title": said(kind), "key": f"old-{kind}", "form": form,
        "years": [Tab(str(y), f"?nam={y}", y == year) for y in years], "chips": [c for c in chips(form, request.GET) if not c.label.startswith(f"{form['nam'].label}:")],
        "clear": f"?nam={year}", "crumbs": [Crumb(str(name), f"{url}?nam={year}" if year >= 2000 else url)],
        "actions": [Action(_("Xuất bảng tính"), f"{ROOT}{slug}.xlsx?nam={year}", icon="download"), Action(_("Các lần nhập"), ROOT, icon="archive")],
    }  # fmt: skip
    return render(request, "registers/register.html", context)


@require_GET
@for_actor
def line(request: HttpRequest, actor: Actor, ident: UUID) -> HttpResponse:
    """One line: the register's ten columns, and from which import it comes."""
    there = queries.line(actor, ident)
    if there is None:
        raise Http404
    kind = Kind(there.kind)
    seen(actor, subject_of(ident), "view", there.notation or str(there.number))
    url, back = f"{ROOT}{SLUG_OF[kind]}/?nam={there.year}", f"{said(kind)} {there.year}"
    context = {
        "line": there, "details": _details(kind, there), "crumbs": [Crumb(back, url)], "mark": Tag(said(Secrecy(there.secrecy)), "bad") if there.secrecy else None,
        "title": there.notation if kind is Kind.OUTGOING else _("Số đến %(n)s") % {"n": there.number}, "kept": _kept(there),
    }  # fmt: skip
    return render(request, "registers/line.html", context)


def _details(kind: Kind, line: OldLine) -> list[Detail]:
    return [Detail(label(kind, field), worded(getattr(line, field)) or "–") for field in FIELDS[kind]]


def _kept(line: OldLine) -> list[Detail]:
    of = line.register
    named = [Detail(_("Tên sổ"), of.series)] if of.series else []
    return [
        *named, Detail(_("Tệp đã nhập"), of.name), Detail("SHA-256", of.sha256), Detail(_("Người nhập"), roster().post(of.by_id).name),
        Detail(_("Lúc nhập"), fmt.moment(of.at)),
    ]  # fmt: skip


@require_GET
@for_actor
def workbook(request: HttpRequest, actor: Actor, slug: str) -> HttpResponseBase:
    """The year's old lines in the same columns; noted as a download."""
    kind = SLUGS[slug]
    year = _year(request, clock.today().year - 1)
    name = f"so-cu-{slug}-{year}.xlsx"
    seen(actor, aggregate("register", f"old-{slug}-{actor.agency}-{year}"), "download", name)
    out = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the response)
    rows = (cells for some in walked(queries.lines(actor, kind, year), queries.KEYS) for cells in values(kind, some))
    organ = directory().get(actor.agency)
    with translation.override("vi"):  # as a register is, whoever asks
        book = Book(f"{kind.vi} (sổ cũ đã nhập)", organ.name, f"Năm: {year}", f"{actor.name}, {actor.title}", superior=organ.superior_line)
        register_xlsx(HEADINGS[kind], rows, book, out)
    out.seek(0)
    response = FileResponse(out, content_type=XLSX, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@for_actor
def file(request: HttpRequest, actor: Actor, ident: int) -> HttpResponseBase:
    """The file that was imported, for who sees its lines."""
    there = OldRegister.objects.visible_to(actor).select_related("file").filter(pk=ident).first()
    if there is None or there.file is None:
        raise Http404
    return sent(actor, aggregate("old_register", there.pk), there.file, download=True)


def _year(request: HttpRequest, default: int) -> int:
    year: Any = whole(request.GET.get("nam")) or default
    if not EARLIEST <= year <= 2100:
        raise Refusal(
            "registers.asked_year", vi=f"Năm phải từ {EARLIEST} đến 2100.", en=f"The year is between {EARLIEST} and 2100.", status=400
        )
    return int(year)
