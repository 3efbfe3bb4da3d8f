"""Registers as files: the form that asks for series, period and kind, and the answers, each noted in the access log."""

from __future__ import annotations

import tempfile
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, aggregate, seen
from tinhso.core.access.web import for_actor
from tinhso.documents.layout.public import Paper
from tinhso.documents.outgoing import books
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.books import Source, Span
from tinhso.documents.outgoing.pages.common import pdf_response
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import XLSX
from tinhso.kit.typed import whole
from tinhso.ui.forms import DateField, Select
from tinhso.ui.rows import Crumb, Tab


class BookForm(forms.Form):
    """Which register, from which day to which, as which file."""

    book = forms.ChoiceField(widget=Select, label=gettext_lazy("Sổ"))
    first = DateField(label=gettext_lazy("Từ ngày"))
    last = DateField(label=gettext_lazy("Đến ngày"))
    kind = forms.ChoiceField(
        widget=Select, label=gettext_lazy("Tệp"),
        choices=[("pdf", gettext_lazy("Bản in đóng quyển (PDF/A)")), ("xlsx", gettext_lazy("Bảng tính (XLSX)"))],
    )  # fmt: skip
    paper = forms.ChoiceField(
        widget=Select, label=gettext_lazy("Khổ giấy"), choices=[("a4", gettext_lazy("A4 nằm ngang")), ("a3", gettext_lazy("A3 nằm ngang"))]
    )

    def __init__(self, books: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["book"])
        field.choices, field.required = books, "" not in dict(books)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last:
            if last < first:
                self.add_error("last", _("Ngày cuối phải không trước ngày đầu."))
            elif first.year != last.year:
                self.add_error("last", _("Sổ mở theo năm, số bắt đầu lại từ 01: chọn hai ngày trong cùng một năm."))
        return found

    def span(self, of_series: bool) -> Span:
        c = self.cleaned_data
        return Span(c["first"], c["last"], c["book"] if of_series else "", c["paper"])


def opened(request: HttpRequest, books: list[tuple[str, str]], book: str) -> BookForm:
    """The form as it is first shown: this year so far, or the year of `?nam=`."""
    year = whole(request.GET.get("nam")) or clock.today().year
    year = year if 2000 <= year <= 2100 else clock.today().year
    initial = {"book": book, "first": date(year, 1, 1), "last": date(year, 12, 31), "kind": "pdf", "paper": "a4"}
    return BookForm(books, request.POST or None, initial=initial)


def asked(request: HttpRequest) -> Span:
    """The span in a file's address: `?nam=2020` a whole year, or `?tu=2020-03-01&den=2020-03-31`; `&so=` series, `&kho=a3`."""
    year = whole(request.GET.get("nam")) or clock.today().year
    try:
        first = date.fromisoformat(request.GET.get("tu") or f"{year}-01-01")
        last = date.fromisoformat(request.GET.get("den") or f"{year}-12-31")
    except ValueError:
        first, last = date.max, date.min
    if not (2000 <= first.year == last.year <= 2100 and first <= last):
        raise Refusal(
            "register.period", vi="Kỳ của sổ phải nằm trong một năm từ 2000 đến 2100.", en="A register's period lies in one year from 2000 to 2100.", status=400
        )  # fmt: skip
    paper: Paper = "a3" if request.GET.get("kho") == "a3" else "a4"
    return Span(first, last, request.GET.get("so", ""), paper)


def address(file: str, span: Span, kind: str) -> str:
    asked = {"tu": f"{span.first}", "den": f"{span.last}", "so": span.series, "kho": "" if span.paper == "a4" else span.paper}
    return f"{file}.{kind}?{urlencode({k: v for k, v in asked.items() if v})}"


def answer(request: HttpRequest, actor: Actor, source: Source, span: Span, kind: str, name: str) -> HttpResponseBase:
    """The file, noted: a workbook is a download, a bound book a print. `name`: `so-van-ban-di`, `?quyen=2` its second volume."""
    which = f"{name}-{span.first:%Y%m%d}-{span.last:%Y%m%d}" + (f"-{span.series}" if span.series else "")
    subject = aggregate("register", f"{name}-{actor.agency}-{span.first.year}")
    if kind == "xlsx":
        seen(actor, subject, "download", f"{which}.xlsx")
        # Made before the answer begins, so that a fault is a page of an error and not half a file; on disk, whatever its size.
        out = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the response)
        books.workbook(actor, source, span, out)
        out.seek(0)
        response = FileResponse(out, content_type=XLSX, as_attachment=True, filename=f"{which}.xlsx")
        response["Cache-Control"] = "private, no-store"
        return response
    volume = whole(request.GET.get("quyen")) or 1
    seen(actor, subject, "print", f"{which}.pdf, {volume}")
    return pdf_response(books.bound(actor, source, span, volume), f"{which}-{volume:02d}.pdf")


def chosen(
    request: HttpRequest, form: BookForm, source: Source | None, span: Span | None, file: str, crumbs: list[Crumb], back: str
) -> HttpResponse:
    """The form; sent rightly, the file's address, or where a book is bound in several volumes the addresses of all."""
    volumes: list[Tab] = []
    if source is not None and span is not None:
        kind = form.cleaned_data["kind"]
        url = address(file, span, kind)
        count = source.volumes() if kind == "pdf" else 1
        if count == 1:
            return redirect(url)
        volumes = [Tab(_("Quyển %(n)s") % {"n": f"{n:02d}"}, f"{url}&quyen={n}") for n in range(1, count + 1)]
    context = {"form": form, "volumes": volumes, "crumbs": crumbs, "back": back}
    return render(request, "outgoing/book.html", context, status=422 if form.errors else 200)


@for_actor
def ask(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sổ văn bản đi as a file: which series, which period."""
    form = opened(request, books.choices(actor), request.GET.get("so", ""))
    span = form.span(True) if request.method == "POST" and form.is_valid() else None
    source = books.source(actor, span) if span else None
    crumbs = [Crumb(_("Văn bản đi"), ROOT), Crumb(_("Sổ văn bản đi"), f"{ROOT}so/")]
    return chosen(request, form, source, span, f"{ROOT}so", crumbs, f"{ROOT}so/")


@require_GET
@for_actor
def file(request: HttpRequest, actor: Actor, kind: str) -> HttpResponseBase:
    """The register as PDF/A or workbook."""
    span = asked(request)
    return answer(request, actor, books.source(actor, span), span, kind, "so-van-ban-di")
