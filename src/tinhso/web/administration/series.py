"""Sổ số: which sequences of numbers the agency keeps, and where each goes on from (Điều 15)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.access import CONFIGURE
from tinhso.documents.numbering.public import DRAWN, Series, SeriesYear, declare, start_after
from tinhso.documents.types import ADMINISTRATIVE, BY_CODE, LEGAL
from tinhso.documents.writing import number_text
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import DateField, LineField
from tinhso.ui.rows import Action, Cell, Column, Crumb, Line, Tag
from tinhso.ui.words import said
from tinhso.web.administration.common import for_right

KINDS = {
    Series.Kind.ADMINISTRATIVE: gettext_lazy("Văn bản hành chính"),
    Series.Kind.NORMATIVE: gettext_lazy("Văn bản quy phạm pháp luật"),
    Series.Kind.SECRET: gettext_lazy("Văn bản mật"),
    Series.Kind.COPY: gettext_lazy("Bản sao"),
    Series.Kind.COUNCIL: gettext_lazy("Tổ chức tư vấn"),
    Series.Kind.ARRIVAL: gettext_lazy("Văn bản đến"),
}


class SeriesForm(forms.Form):
    name = LineField(label=gettext_lazy("Tên sổ"), max_length=200)
    code = forms.RegexField(
        r"^[a-z0-9-]+$", label=gettext_lazy("Mã sổ"), help_text=gettext_lazy("Chữ thường không dấu, ví dụ qd."), max_length=30,
        error_messages={"invalid": gettext_lazy("Chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ qd.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Dùng cho"))
    types = forms.MultipleChoiceField(
        label=gettext_lazy("Loại văn bản"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn loại nào: sổ chung, nhận mọi loại không có sổ riêng (Điều 15.1)."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, str(label)) for kind, label in KINDS.items() if kind in DRAWN]  # type: ignore[attr-defined]
        self.fields["types"].choices = [(t.code, said(t)) for t in (*ADMINISTRATIVE, *LEGAL)]  # type: ignore[attr-defined]


class StartForm(forms.Form):
    """Going on in mid-year after numbers given on paper or in another system."""

    next_number = forms.IntegerField(label=gettext_lazy("Số tiếp theo"), min_value=1, max_value=1_000_000)
    last_date = DateField(label=gettext_lazy("Ngày của số cuối cùng đã cấp"))


@require_GET
@for_right(CONFIGURE)
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every series with the number it gives next. Two queries."""
    year = clock.today().year
    years = {row.series_id: row for row in SeriesYear.objects.within(actor).filter(agency_id=actor.agency, year=year)}
    lines = [_line(s, years.get(s.id)) for s in Series.objects.within(actor).filter(agency_id=actor.agency).order_by("kind", "name")]
    columns = [
        Column("name", _("Sổ"), heading=True, width=240), Column("kind", _("Dùng cho"), width=200), Column("types", _("Loại văn bản"), width=240),
        Column("next", _("Số tiếp theo"), align="right"), Column("last", _("Ngày số cuối")), Column("state", _("Tình trạng")),
    ]  # fmt: skip
    context = {
        "columns": columns,
        "lines": lines,
        "year": year,
        "actions": [Action(_("Khai báo sổ"), reverse("series_add"), "primary", "plus")],
    }
    return render(request, "web/administration/series.html", context)


def _line(series: Series, year: SeriesYear | None) -> Line:
    types = ", ".join(said(BY_CODE[t]) for t in series.types) or _("Mọi loại không có sổ riêng")
    last, day = (year.last_number, year.last_date) if year else (0, None)
    used = Tag(_("Đang dùng"), "ok") if series.kind in DRAWN else Tag(_("Chưa dùng đến"), "plain")
    state = used if series.active else Tag(_("Đã ngừng"), "plain")
    name = Cell(series.name, reverse("series_start", args=[series.id]))
    return Line(
        series.id,
        [name, str(KINDS[Series.Kind(series.kind)]), types, number_text(last + 1), fmt.date(day) or _("Chưa cấp số"), Cell(tag=state)],
    )


@require_http_methods(["GET", "POST"])
@for_right(CONFIGURE)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = SeriesForm(request.POST or None)

    def act() -> None:
        c = form.cleaned_data
        declare(actor, code=c["code"], name=c["name"], kind=c["kind"], types=tuple(c["types"]))

    if request.method == "POST" and form.is_valid():
        if Series.objects.within(actor).filter(agency_id=actor.agency, code=form.cleaned_data["code"]).exists():
            form.add_error("code", _("Mã sổ này đã dùng. Chọn mã khác."))
        elif attempt(form, act):
            return redirect("series")
    context = {"form": form, "title": _("Khai báo sổ số"), "submit": _("Khai báo"), "crumbs": [Crumb(_("Sổ số"), reverse("series"))]}
    return render(request, "web/administration/form.html", context)


@require_http_methods(["GET", "POST"])
@for_right(CONFIGURE)
def start(request: HttpRequest, actor: Actor, series: int) -> HttpResponse:
    """Only before the series' first number here this year."""
    found = Series.objects.within(actor).filter(agency_id=actor.agency, pk=series).first()
    if found is None:
        raise Http404
    form = StartForm(request.POST or None)

    def act() -> None:
        c = form.cleaned_data
        start_after(actor, found, last_number=c["next_number"] - 1, last_date=c["last_date"])

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        number, name = number_text(form.cleaned_data["next_number"]), found.name
        messages.success(request, _("Sổ “%(name)s” tiếp tục từ số %(number)s.") % {"name": name, "number": number})
        return redirect("series")
    context = {
        "form": form, "title": _("Bắt đầu giữa năm: %(name)s") % {"name": found.name}, "submit": _("Lưu"), "crumbs": [Crumb(_("Sổ số"), reverse("series"))],
        "lead": _("Dùng khi các số trước đã cấp trên giấy hoặc ở hệ thống khác. Chỉ đặt được trước khi sổ cấp số đầu tiên ở đây trong năm."),
    }  # fmt: skip
    return render(request, "web/administration/form.html", context)
