"""Lists of outgoing documents."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.calendar import public as calendar
from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing import access, queries, waiting
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.rules.states import UNSENT
from tinhso.documents.types import ADMINISTRATIVE, LEGAL
from tinhso.ui.filters import chips
from tinhso.ui.forms import DateField, LineField, Select
from tinhso.ui.rows import Action, Crumb, Tab
from tinhso.ui.words import said


class FilterForm(forms.Form):
    """The list's filters; they live in the address."""

    q = LineField(label=gettext_lazy("Số, trích yếu"), required=False, max_length=200)
    type_code = forms.ChoiceField(widget=Select, label=gettext_lazy("Loại"), required=False)
    unit = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Đơn vị"), required=False, coerce=int, empty_value=None)
    since = DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = DateField(label=gettext_lazy("Đến ngày"), required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        legal = [(t.code, f"{said(t)} (QPPL)") for t in LEGAL]
        types = [*((t.code, said(t)) for t in ADMINISTRATIVE), *legal]
        units = [(str(u.id), u.shown) for u in directory().units_of(actor.agency)]
        cast(forms.ChoiceField, self.fields["type_code"]).choices = [("", _("Mọi loại")), *types]
        cast(forms.ChoiceField, self.fields["unit"]).choices = [("", _("Mọi đơn vị")), *units]

    def filters(self) -> queries.Filters:
        c = self.cleaned_data if self.is_valid() else {}
        return queries.Filters(c.get("type_code") or "", c.get("unit"), c.get("q") or "", c.get("since"), c.get("until"))


@require_GET
@for_actor
def listing(request: HttpRequest, actor: Actor, box: str = "under_way") -> HttpResponse:
    """One box, its filters in the address, paged by keyset."""
    if box not in {b.code for b in queries.BOXES}:
        raise Http404
    form = FilterForm(actor, request.GET)
    filters = form.filters()
    older, newer = request.GET.get("older", ""), request.GET.get("newer", "")
    if box in UNSENT:
        page = waiting.queue(actor, calendar.of(actor.agency), box, filters, older=older, newer=newer)
    else:
        page = queries.listed(actor, box, filters, older=older, newer=newer)
    counted = queries.counts(actor)
    tabs = [Tab(str(b.label), f"{ROOT}{b.code}/", b.code == box, str(counted.get(b.code) or "")) for b in queries.BOXES]
    book = Action(_("Sổ văn bản đi"), f"{ROOT}so/", icon="book")
    new = Action(_("Soạn văn bản"), f"{ROOT}soan/", kind="primary", icon="plus")
    groups = Action(_("Nhóm nơi nhận"), f"{ROOT}nhom/", icon="users")
    context = {
        "tabs": tabs, "page": page, "form": form, "chips": chips(form, request.GET), "clear": f"{ROOT}{box}/",
        "actions": [new, book, groups] if access.DRAFT.held_by(actor) else [book], "box": box, "queued": box in UNSENT,
        "select": "chon" if box == "to_number" and page.rows and access.NUMBER.held_by(actor) else "",
    }  # fmt: skip
    return render(request, "outgoing/list.html", context)


@require_GET
@for_actor
def unacknowledged(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was issued and some receiver has not told to have received (Điều 21.2.c), the longest waiting first."""
    days = calendar.of(actor.agency)
    page = waiting.pending(actor, days, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    return render(request, "outgoing/unacknowledged.html", {"page": page, "crumbs": [Crumb(_("Văn bản đi"), ROOT)]})
