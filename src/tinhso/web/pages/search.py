"""Tìm: one box over all rooms; what narrows it and how it is shown live in the address, so a search can be kept, sent and exported."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor, aggregate, seen
from tinhso.core.access.web import for_actor
from tinhso.core.search import public as engine
from tinhso.core.search.public import Hit, Within
from tinhso.documents.public import Found, found_workbook, shown_found
from tinhso.documents.types import ADMINISTRATIVE, LEGAL, RECEIVED_ONLY
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import XLSX
from tinhso.ui import format as fmt
from tinhso.ui.filters import chips
from tinhso.ui.forms import DateField, LineField, Select
from tinhso.ui.rows import Action, Cell, Column, Line, Tab
from tinhso.ui.words import said
from tinhso.web.administration.common import words

KINDS = ("incoming", "outgoing", "old_line")
TABLE = "bang"


class SearchForm(forms.Form):
    """What is asked; every field an address parameter."""

    q = LineField(label=gettext_lazy("Từ ngữ, số, ký hiệu"), required=False, max_length=300)
    type = forms.ChoiceField(widget=Select, label=gettext_lazy("Loại"), required=False)
    since = DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = DateField(label=gettext_lazy("Đến ngày"), required=False)
    order = forms.ChoiceField(
        widget=Select, label=gettext_lazy("Thứ tự"), required=False,
        choices=[("", gettext_lazy("Khớp nhất trước")), ("newest", gettext_lazy("Mới nhất trước"))],
    )  # fmt: skip
    kind = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=[(k, k) for k in ("", *KINDS)])
    view = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=[("", ""), (TABLE, TABLE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = dict.fromkeys((t.code, said(t)) for t in (*ADMINISTRATIVE, *LEGAL, *RECEIVED_ONLY))
        cast(forms.ChoiceField, self.fields["type"]).choices = [("", _("Mọi loại")), *types]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", _("Ngày cuối phải không trước ngày đầu."))
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address says it."""

    words: str
    within: Within
    address: str

    @classmethod
    def of(cls, form: SearchForm) -> Asked:
        c = form.cleaned_data
        within = Within((c["kind"],) if c["kind"] else (), c["type"], c["since"], c["until"], c["order"] == "newest")
        kept = {name: form.data.get(name, "") for name in form.fields}
        return cls(c["q"], within, urlencode({name: value for name, value in kept.items() if value}))


@require_GET
@for_actor
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Only what the actor may see is found; words match without accents, quoted ones as a phrase. `&view=bang`: as a table."""
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "saved": engine.saved(actor), "query": request.GET.get("q", "").strip()[:300]}
    context["search_query"] = context["query"]
    if not form.is_valid():
        return render(request, "web/search.html", context | {"tabs": _tabs(request, ""), "actions": []}, status=422)
    asked = Asked.of(form)
    page = engine.find(actor, asked.words, asked.within, request.GET.get("older"))
    documents = shown_found(actor, page.rows)
    table = form.cleaned_data["view"] == TABLE
    context |= {
        "page": page, "asked": asked.address, "tabs": _tabs(request, form.cleaned_data["kind"]), "actions": _actions(request, asked, table) if asked.words else [],
        "columns": _columns(), "table": table, "lines": [_line(h, d) for h, d in zip(page.rows, documents, strict=True)] if table else [],
        "hits": [] if table else [{"hit": h, "found": d, "date": fmt.date(h.date)} for h, d in zip(page.rows, documents, strict=True)],
        "chips": [c for c in chips(form, request.GET) if not c.label.startswith((f"{form['q'].label}:", f"{form['kind'].label}:", f"{form['view'].label}:"))],
        "clear": f"?{urlencode({'q': asked.words})}",
    }  # fmt: skip
    return render(request, "web/search.html", context)


@require_GET
@for_actor
def export(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """What the same address shows, as a workbook; noted as a download."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        raise Refusal("search.asked", vi="Điều kiện tìm chưa đúng. Mở lại trang tìm và sửa.", en="The search is not right. Open the page again and mend it.", status=400)  # fmt: skip
    asked = Asked.of(form)
    if not asked.words:
        raise Http404
    seen(actor, aggregate("search", actor.agency), "download", "ket-qua-tim.xlsx")
    out = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the response)
    found_workbook(actor, engine.walk(actor, asked.words, asked.within), f"Kết quả tìm “{asked.words}”", out)
    out.seek(0)
    response = FileResponse(out, content_type=XLSX, as_attachment=True, filename=f"ket-qua-tim-{clock.today():%Y%m%d}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@for_actor
def save(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the search of the address `asked` under a name."""
    form = SearchForm(_parameters(request.POST.get("asked", "")))
    if not form.is_valid():
        raise Http404
    address = Asked.of(form).address
    try:
        kept = engine.save(actor, request.POST.get("name", ""), address)
        messages.success(request, _("Đã lưu tìm kiếm “%(name)s”.") % {"name": kept.name})
    except Refusal as refusal:
        messages.error(request, words(refusal))
    return redirect(f"/tim/?{address}")


@require_POST
@for_actor
def forget(request: HttpRequest, actor: Actor, ident: int) -> HttpResponse:
    """Drop one of one's own."""
    if not engine.forget(actor, ident):
        raise Http404
    messages.success(request, _("Đã bỏ tìm kiếm đã lưu."))
    return redirect("search")


def _parameters(address: str) -> QueryDict:
    return QueryDict(address[:2000])


def _columns() -> list[Column]:
    return [
        Column("number", _("Số, ký hiệu"), width=140, nowrap=True), Column("arrival", _("Số đến"), align="right", width=70, hidden=True),
        Column("date", _("Ngày văn bản"), width=110), Column("type", _("Tên loại"), width=120),
        Column("subject", _("Trích yếu"), heading=True, width=360), Column("issuer", _("Cơ quan, đơn vị"), width=200),
        Column("signer", _("Người ký"), width=140, hidden=True), Column("to", _("Nơi nhận"), width=220, hidden=True),
        Column("state", _("Trạng thái"), width=150),
    ]  # fmt: skip


def _line(hit: Hit, document: Found | None) -> Line:
    if document is None:
        return Line(hit.aggregate, ["", "", fmt.date(hit.date), "", Cell("".join(s.text for s in hit.title), hit.url), "", "", "", ""])
    d = document
    day = fmt.date(d.date) if d.date else ""
    cells: list[str | Cell] = [d.number, d.arrival, day, d.type, Cell(d.subject, d.url), d.issuer, d.signer, d.recipients, Cell(tag=d.tag)]
    return Line(hit.aggregate, cells)


def _tabs(request: HttpRequest, current: str) -> list[Tab]:
    address = request.GET.copy()
    address.pop("older", None)

    def tab(code: str, label: str) -> Tab:
        address["kind"] = code
        return Tab(label, f"?{address.urlencode()}", code == current)

    return [tab("", _("Tất cả")), tab("incoming", _("Văn bản đến")), tab("outgoing", _("Văn bản đi")), tab("old_line", _("Sổ cũ"))]


def _actions(request: HttpRequest, asked: Asked, table: bool) -> list[Action]:
    other = request.GET.copy()
    other.pop("older", None)
    other["view"] = "" if table else TABLE
    return [
        Action(_("Xem dạng danh sách") if table else _("Xem dạng bảng"), f"?{other.urlencode()}", icon="menu" if table else "columns"),
        Action(_("Xuất bảng tính"), f"/tim/xuat.xlsx?{asked.address}", icon="download"),
        Action(_("Lưu tìm kiếm"), icon="flag", dialog="save"),
    ]  # fmt: skip
