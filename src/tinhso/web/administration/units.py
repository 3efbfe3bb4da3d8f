"""Cơ quan, đơn vị: the tree of any day, and the changes an administrator enters from a day on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.public import Actor
from tinhso.core.organisations import public as organisations
from tinhso.core.organisations.public import MANAGE, Directory, UnitView, directory, require_reach
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import DateField, LineField
from tinhso.ui.rows import Action, Crumb
from tinhso.web.administration.common import agencies, chosen_agency, for_right
from tinhso.web.administration.unit import found

MOST = 600
CHANGING = ("name", "short_name", "abbreviation", "superior_line", "place", "head_title")


class Filter(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("Cơ quan"), required=False)
    on = DateField(label=gettext_lazy("Theo ngày"), required=False, help_text=gettext_lazy("Cây tổ chức của ngày ấy."))


class UnitForm(forms.Form):
    """What a unit is called from a day on."""

    name = LineField(label=gettext_lazy("Tên đầy đủ"), max_length=300)
    short_name = LineField(label=gettext_lazy("Tên ngắn"), required=False, max_length=100)
    abbreviation = LineField(label=gettext_lazy("Viết tắt trong ký hiệu văn bản"), required=False, max_length=30)
    superior_line = LineField(label=gettext_lazy("Tên cơ quan cấp trên in trên văn bản"), required=False, max_length=300)
    place = LineField(label=gettext_lazy("Địa danh"), required=False, max_length=100)
    head_title = LineField(label=gettext_lazy("Chức danh người đứng đầu"), required=False, max_length=100)
    on = DateField(label=gettext_lazy("Từ ngày"), required=False, help_text=gettext_lazy("Để trống: hôm nay."))


class NewUnit(UnitForm):
    parent = forms.TypedChoiceField(label=gettext_lazy("Trực thuộc"), coerce=int)

    def __init__(self, agency: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = directory()
        self.fields["parent"].choices = [(str(u.id), u.shown) for u in (tree.get(agency), *tree.units_of(agency))]  # type: ignore[attr-defined]
        self.order_fields(["parent", *UnitForm.base_fields])


class MovedUnit(UnitForm):
    """A unit of an agency may also move below another one of it."""

    parent = forms.TypedChoiceField(label=gettext_lazy("Trực thuộc"), coerce=int)

    def __init__(self, view: UnitView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = directory()
        below = {u.id for u in tree.subtree(view.id)}
        choices = [(str(u.id), u.shown) for u in (tree.get(view.agency), *tree.units_of(view.agency)) if u.id not in below]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.order_fields(["name", "short_name", "abbreviation", "parent"])
        if view.is_agency:
            del self.fields["parent"]


@require_GET
@for_right(MANAGE)
def tree(request: HttpRequest, actor: Actor) -> HttpResponse:
    """An agency and everything below it on a day; nothing here asks the database per unit."""
    agency = chosen_agency(request, actor)
    form = Filter(request.GET)
    form.fields["agency"].choices = [(str(i), name) for i, name in agencies(actor)]  # type: ignore[attr-defined]  # a ChoiceField
    day = form.cleaned_data.get("on") if form.is_valid() else None
    then = directory(day)
    lines, cut = _lines(then, agency)
    actions = [
        Action(_("Thêm đơn vị"), f"{reverse('unit_add')}?agency={agency}", "primary", "plus"),
        Action(_("Nhập từ Excel"), reverse("import"), icon="upload"),
    ]
    context = {
        "form": form,
        "lines": lines,
        "cut": cut,
        "day": fmt.date(day or clock.today()),
        "clear": reverse("units"),
        "actions": actions,
    }
    return render(request, "web/administration/units.html", context)


def _lines(then: Directory, root: int) -> tuple[list[dict[str, Any]], bool]:
    found: list[dict[str, Any]] = []

    def walk(unit: UnitView, depth: int) -> None:
        if len(found) > MOST:
            return
        url = reverse("unit", args=[unit.id])
        found.append(
            {
                "name": unit.name,
                "short": unit.abbreviation,
                "codes": ", ".join(unit.codes),
                "depth": depth,
                "url": url,
                "agency": unit.is_agency,
            }
        )
        for child in then.children(unit.id):
            walk(child, min(depth + 1, 5))

    if root in then and then.get(root).alive:
        walk(then.get(root), 0)
    return found[:MOST], len(found) > MOST


@require_http_methods(["GET", "POST"])
@for_right(MANAGE)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    agency = chosen_agency(request, actor)
    form = NewUnit(agency, request.POST or None)
    made: list[int] = []

    def act() -> None:
        c = dict(form.cleaned_data)
        made.append(
            organisations.create_unit(actor, agency=agency, name=c["name"], on=c["on"], parent=c["parent"], **_described(c, "name"))
        )

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return redirect("unit", made[0])
    context = {"form": form, "title": _("Thêm đơn vị"), "submit": _("Thêm"), "crumbs": [Crumb(_("Cơ quan, đơn vị"), reverse("units"))]}
    return render(request, "web/administration/form.html", context)


@require_http_methods(["GET", "POST"])
@for_right(MANAGE)
def edit(request: HttpRequest, actor: Actor, unit: int) -> HttpResponse:
    view = found(unit)
    require_reach(actor, unit, MANAGE.code)
    form = MovedUnit(view, request.POST or None, initial={**{name: getattr(view, name) for name in CHANGING}, "parent": view.parent})

    def act() -> None:
        c = dict(form.cleaned_data)
        moved = {"parent": c["parent"]} if "parent" in form.fields and c["parent"] != view.parent else {}
        organisations.amend(actor, unit, on=c["on"], name=c["name"], **moved, **_described(c, "name"))

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return redirect("unit", unit)
    crumbs = [Crumb(_("Cơ quan, đơn vị"), reverse("units")), Crumb(view.name, reverse("unit", args=[unit]))]
    return render(
        request, "web/administration/form.html", {"form": form, "title": _("Sửa từ một ngày"), "submit": _("Lưu"), "crumbs": crumbs}
    )


def _described(values: dict[str, Any], *without: str) -> Any:
    return {name: values[name] for name in CHANGING if name not in without}
