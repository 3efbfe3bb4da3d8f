"""Nhóm nơi nhận: the agency's list, and the clerk's form of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing import access
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.actions.groups import drop_group, save_group
from tinhso.documents.outgoing.groups import groups_of, members_today
from tinhso.documents.outgoing.models import RecipientGroup
from tinhso.documents.outgoing.recipients import recognised
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import LineField, TextField
from tinhso.ui.rows import Action, Cell, Column, Crumb, Line

LIST = f"{ROOT}nhom/"
SHOWN = 6


class GroupForm(forms.Form):
    name = LineField(label=gettext_lazy("Tên nhóm"), max_length=200)
    members = TextField(
        label=gettext_lazy("Nơi nhận"), widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Mỗi dòng một nơi: tên, tên tắt hoặc mã định danh. Tên không có trong hệ thống sẽ gửi bản giấy."),
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_members(self) -> list[tuple[str, int | None]]:
        return recognised(self.cleaned_data["members"], self.actor.agency, self.initial.get("kept", ()))


@require_GET
@for_actor
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    access.DRAFT.require(actor)
    edits = access.GROUPS.held_by(actor)
    columns = [
        Column("name", _("Tên nhóm"), heading=True, width=240), Column("count", _("Số nơi nhận"), align="right", width=110),
        Column("members", _("Nơi nhận")), Column("changed", _("Sửa lần cuối"), width=170, nowrap=True),
    ]  # fmt: skip
    context = {
        "columns": columns, "lines": [_line(group, edits) for group in groups_of(actor)], "crumbs": [Crumb(_("Văn bản đi"), ROOT)],
        "edits": edits, "actions": [Action(_("Lập nhóm"), f"{LIST}them/", "primary", "plus")] if edits else [],
    }  # fmt: skip
    return render(request, "outgoing/groups.html", context)


def _line(group: RecipientGroup, edits: bool) -> Line:
    members = [name for name, _unit in members_today(group.members)]
    more = len(members) - SHOWN
    shown = "; ".join(members[:SHOWN]) + (_(" và %(n)s nơi khác") % {"n": fmt.number(more)} if more > 0 else "")
    name = Cell(group.name, f"{LIST}{group.id}/") if edits else group.name
    return Line(group.id, [name, fmt.number(len(members)), shown, fmt.moment(group.changed_at)])


@require_http_methods(["GET", "POST"])
@for_actor
def edit(request: HttpRequest, actor: Actor, group: int | None = None) -> HttpResponse:
    """A new group, or one of the agency's own."""
    access.GROUPS.require(actor)
    there = None if group is None else RecipientGroup.objects.within(actor).filter(agency_id=actor.agency, pk=group).first()
    if group is not None and there is None:
        raise Http404
    form = GroupForm(actor, request.POST or None, initial=_initial(there))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: save_group(actor, **form.cleaned_data, group=group)):
        messages.success(request, _("Đã lưu nhóm nơi nhận."))
        return redirect(LIST)
    members = members_today(there.members) if there else []
    context = {
        "form": form, "group": there, "title": there.name if there else _("Lập nhóm nơi nhận"),
        "outside": [name for name, unit in members if unit is None],
        "actions": [Action(_("Bỏ nhóm"), dialog="drop", kind="danger", icon="trash")] if there else [],
        "crumbs": [Crumb(_("Văn bản đi"), ROOT), Crumb(_("Nhóm nơi nhận"), LIST)],
    }  # fmt: skip
    return render(request, "outgoing/group.html", context, status=422 if form.errors else 200)


def _initial(group: RecipientGroup | None) -> dict[str, Any]:
    if group is None:
        return {}
    members = members_today(group.members)
    return {"name": group.name, "members": "\n".join(name for name, _unit in members), "kept": [unit for _name, unit in members if unit]}


@require_POST
@for_actor
def drop(request: HttpRequest, actor: Actor, group: int) -> HttpResponse:
    drop_group(actor, group)
    messages.success(request, _("Đã bỏ nhóm nơi nhận."))
    return redirect(LIST)
