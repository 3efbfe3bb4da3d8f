"""Sáp nhập, chia tách: units end on a day, others carry on; those that are new are made in the same act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tinhso.core.access.public import Actor
from tinhso.core.organisations import public as organisations
from tinhso.core.organisations.public import MANAGE, UnitView, directory, require_reach
from tinhso.core.people.public import roster
from tinhso.kit.text import squeeze
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import DateField, LineField, Select, TextField
from tinhso.ui.rows import Crumb
from tinhso.web.administration.common import agencies, for_right
from tinhso.web.administration.unit import found


@dataclass(frozen=True, slots=True)
class Manner:
    title: Any
    lead: Any
    submit: Any


MANNERS = {
    "sap-nhap": Manner(
        gettext_lazy("Sáp nhập"), gettext_lazy("Các đơn vị dưới đây thôi hoạt động từ ngày ấy; một đơn vị tiếp nhận nhiệm vụ của tất cả."),
        gettext_lazy("Ghi nhận sáp nhập"),
    ),
    "chia-tach": Manner(
        gettext_lazy("Chia, tách"), gettext_lazy("Đơn vị thôi hoạt động từ ngày ấy; các đơn vị kế tục chia nhau nhiệm vụ."),
        gettext_lazy("Ghi nhận chia, tách"),
    ),
}  # fmt: skip


class SuccessionForm(forms.Form):
    on = DateField(label=gettext_lazy("Từ ngày"), required=False, help_text=gettext_lazy("Để trống: hôm nay."))
    basis = LineField(label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Số, ngày của quyết định tổ chức lại."))


class MergeForm(SuccessionForm):
    others = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cùng sáp nhập"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Các đơn vị khác cũng thôi hoạt động trong lần này."),
    )  # fmt: skip
    into = forms.TypedChoiceField(label=gettext_lazy("Vào đơn vị đang có"), widget=Select, required=False, coerce=int, empty_value=None)
    named = LineField(label=gettext_lazy("Hoặc thành đơn vị mới tên là"), required=False, max_length=300)
    field_order = ("others", "into", "named", "on", "basis")

    def __init__(self, unit: UnitView, others: list[UnitView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(u.id), u.name) for u in others]
        self.fields["others"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["into"].choices = [("", _("Chọn đơn vị")), *choices]  # type: ignore[attr-defined]
        if unit.is_agency:
            del self.fields["named"]

    def clean(self) -> dict[str, Any]:
        c: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(c.get("into")) == bool(c.get("named")) and "into" not in self.errors:
            self.add_error("into", _("Chọn một đơn vị đang có, hoặc nhập tên đơn vị mới."))
        if c.get("into") in (c.get("others") or ()):
            self.add_error("into", _("Đơn vị tiếp nhận không thể cùng thôi hoạt động."))
        return c


class SplitForm(SuccessionForm):
    into = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Đơn vị đang có tiếp nhận một phần"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    named = TextField(
        label=gettext_lazy("Đơn vị mới"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một tên."),
    )
    field_order = ("named", "into", "on", "basis")

    def __init__(self, unit: UnitView, others: list[UnitView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [(str(u.id), u.name) for u in others]  # type: ignore[attr-defined]  # a ChoiceField
        if unit.is_agency:
            del self.fields["named"]

    def names(self) -> list[str]:
        return [n for n in map(squeeze, self.cleaned_data.get("named", "").splitlines()) if n]

    def clean(self) -> dict[str, Any]:
        c: dict[str, Any] = super().clean() or self.cleaned_data
        if len(c.get("into") or ()) + len(self.names()) < 2:
            self.add_error("named" if "named" in self.fields else "into", _("Chia, tách cần ít nhất hai đơn vị kế tục."))
        return c


@require_http_methods(["GET", "POST"])
@for_right(MANAGE)
def succeed(request: HttpRequest, actor: Actor, unit: int, how: str) -> HttpResponse:
    if how not in MANNERS:
        raise Http404
    view, manner = found(unit), MANNERS[how]
    require_reach(actor, unit, MANAGE.code)
    shape = MergeForm if how == "sap-nhap" else SplitForm
    form = shape(view, beside(actor, view), request.POST or None)
    act = (lambda: merge(actor, view, form)) if isinstance(form, MergeForm) else (lambda: split(actor, view, form))
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("Đã ghi nhận; hồ sơ, văn bản cũ vẫn mang tên cũ."))
        return redirect("unit", unit)
    here = roster().people_of(unit)
    context = {
        "form": form, "manner": manner, "unit": view, "people": len(here), "children": len(directory().children(unit)),
        "crumbs": [Crumb(_("Cơ quan, đơn vị"), f"{reverse('units')}?agency={view.agency}"), Crumb(view.name, reverse("unit", args=[unit]))],
    }  # fmt: skip
    return render(request, "web/administration/succession.html", context, status=422 if form.errors else 200)


def beside(actor: Actor, view: UnitView) -> list[UnitView]:
    """Units of the same agency; for an agency those the actor administers."""
    now = directory()
    found = [now.get(i) for i, _name in agencies(actor)] if view.is_agency else now.units_of(view.agency)
    return [u for u in found if u.id != view.id and u.alive]


def merge(actor: Actor, view: UnitView, form: MergeForm) -> None:
    c = form.cleaned_data
    into = c["into"] or _new(actor, view, c["named"], c["on"])
    organisations.merge(actor, [view.id, *c["others"]], into, on=c["on"], basis=c["basis"])


def split(actor: Actor, view: UnitView, form: SplitForm) -> None:
    c = form.cleaned_data
    made = [_new(actor, view, name, c["on"]) for name in form.names()]
    organisations.split(actor, view.id, [*made, *c["into"]], on=c["on"], basis=c["basis"])


def _new(actor: Actor, view: UnitView, name: str, on: Any) -> int:
    """A unit where the ending one stood."""
    return organisations.create_unit(actor, agency=view.agency, name=name, parent=view.parent or view.agency, on=on, place=view.place)
