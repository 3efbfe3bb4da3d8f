"""One unit over time: as it was on a day, everything that befell it, and the acts that change it from a day on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.organisations import public as organisations
from tinhso.core.organisations.models import Channel, Succession
from tinhso.core.organisations.public import MANAGE, Directory, Turn, UnitView, directory, history, reaches
from tinhso.core.people.public import roster
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.attempts import press
from tinhso.ui.forms import DateField, LineField, Select
from tinhso.ui.rows import Action, Chip, Crumb, Detail, Tag, TimelineEntry
from tinhso.web.administration.common import for_right
from tinhso.web.administration.person import refuse

LABELS = {
    "name": gettext_lazy("Tên"), "short_name": gettext_lazy("Tên ngắn"), "abbreviation": gettext_lazy("Viết tắt"),
    "superior_line": gettext_lazy("Tên cơ quan cấp trên in trên văn bản"), "parent": gettext_lazy("Trực thuộc"), "place": gettext_lazy("Địa danh"),
    "collective": gettext_lazy("Làm việc tập thể"), "collective_name": gettext_lazy("Tên tập thể"),
    "head_title": gettext_lazy("Chức danh người đứng đầu"), "level": gettext_lazy("Cấp"), "level_label": gettext_lazy("Tên cấp"),
    "contact": gettext_lazy("Liên hệ"), "fields": gettext_lazy("Lĩnh vực"),
}  # fmt: skip


class DayForm(forms.Form):
    on = DateField(label=gettext_lazy("Theo ngày"), required=False)


class FromForm(forms.Form):
    """What every dialog here asks: from which day."""

    on = DateField(label=gettext_lazy("Từ ngày"), required=False, help_text=gettext_lazy("Để trống: hôm nay."))


class CodeForm(FromForm):
    code = LineField(
        label=gettext_lazy("Mã định danh"), max_length=40, help_text=gettext_lazy("Theo QĐ 20/2020/QĐ-TTg (H99.01) hoặc QCVN 102:2016.")
    )
    field_order = ("code", "on")


class ChannelForm(FromForm):
    way = forms.ChoiceField(widget=Select, label=gettext_lazy("Kênh"), choices=Channel.Way.choices)
    address = LineField(
        label=gettext_lazy("Địa chỉ"), required=False, max_length=200,
        help_text=gettext_lazy("Hộp thư hoặc nơi nhận; kênh trong hệ thống này không cần."),
    )  # fmt: skip
    field_order = ("way", "address", "on")


@require_GET
@for_right(MANAGE)
def show(request: HttpRequest, actor: Actor, unit: int) -> HttpResponse:
    form = DayForm(request.GET)
    day = (form.cleaned_data.get("on") if form.is_valid() else None) or clock.today()
    then, now, mine = directory(day), directory(), reaches(directory(), actor.agency, found(unit).id)
    view, today = then.get(unit), now.get(unit)
    people = len(roster().people_of(unit))
    address = reverse("unit", args=[unit])
    context = {
        "unit": view, "facts": _facts(then, view), "form": form, "day": fmt.date(day), "clear": address, "alive": view.alive,
        "chips": [Chip(_("Theo ngày %(day)s") % {"day": fmt.date(day)}, address)] if day != clock.today() else [],
        "heirs": [{"name": u.name, "url": reverse("unit", args=[u.id])} for u in now.successors(unit) if u.id != unit],
        "timeline": [_entry(now, turn) for turn in history(unit)], "actions": _actions(today) if mine else [], "mine": mine,
        "codes": today.codes if mine else (), "channels": _channels(now, unit) if mine else [], "people": people,
        "close_form": FromForm(prefix="close"), "code_form": CodeForm(prefix="code"), "channel_form": ChannelForm(prefix="channel"),
        "crumbs": [Crumb(_("Cơ quan, đơn vị"), f"{reverse('units')}?agency={view.agency}")],
    }  # fmt: skip
    return render(request, "web/administration/unit.html", context)


def found(unit: int) -> UnitView:
    now = directory()
    if unit not in now:
        raise Http404
    return now.get(unit)


def _facts(then: Directory, view: UnitView) -> list[Detail]:
    ways = dict(Channel.Way.choices)
    above = Detail(_("Trực thuộc"), then.get(view.parent).name, reverse("unit", args=[view.parent])) if view.parent else None
    return [
        Detail(_("Tình trạng"), Tag(_("Đang hoạt động"), "ok") if view.alive else Tag(_("Không hoạt động"), "plain", "void")),
        Detail(_("Tên ngắn"), view.short_name or _("Không có")), Detail(_("Viết tắt"), view.abbreviation or _("Không có")),
        above or Detail(_("Trực thuộc"), _("Không")), Detail(_("Địa danh"), view.place or _("Không nêu")),
        Detail(_("Chức danh người đứng đầu"), view.head_title or _("Theo người giữ chức vụ")),
        Detail(_("Mã định danh"), ", ".join(view.codes) or _("Chưa có")),
        Detail(_("Kênh nhận văn bản"), ", ".join(f"{ways[c.way]} {c.address}".strip() for c in then.channels(view.id)) or _("Theo cơ quan")),
        Detail(_("Như vậy từ ngày"), fmt.date(view.valid_from)), Detail(_("Đến trước ngày"), fmt.date(view.valid_to) or _("Chưa định")),
    ]  # fmt: skip


def _channels(now: Directory, unit: int) -> list[dict[str, str]]:
    ways = dict(Channel.Way.choices)
    return [{"way": c.way, "label": str(ways[c.way]), "address": c.address} for c in now.channels(unit)]


def _actions(view: UnitView) -> list[Action]:
    if not view.alive:
        return []
    acts = [
        Action(_("Sửa từ một ngày"), reverse("unit_edit", args=[view.id]), "primary", "pen"),
        Action(_("Sáp nhập"), reverse("unit_succeed", args=[view.id, "sap-nhap"]), icon="reply"),
        Action(_("Chia, tách"), reverse("unit_succeed", args=[view.id, "chia-tach"]), icon="split"),
        Action(_("Thêm mã định danh"), dialog="code", icon="plus"),
        Action(_("Đặt kênh"), dialog="channel", icon="send"),
    ]
    label = _("Đóng cơ quan") if view.is_agency else _("Đóng đơn vị")
    return [*acts, Action(label, dialog="close", kind="danger", icon="cross", push=True)]


def _entry(now: Directory, turn: Turn) -> TimelineEntry:
    other = now.get(turn.other) if turn.other else None
    what, tone = _words(turn, other)
    ahead = turn.day > clock.today()
    return TimelineEntry(
        what=_("Sẽ có hiệu lực: %(what)s") % {"what": what} if ahead else what, when=fmt.date(turn.day), iso=turn.day.isoformat(),
        who=_("Căn cứ: %(basis)s") % {"basis": turn.basis} if turn.basis else "", opinion=_changed(now, turn),
        tone="accent" if ahead else tone, link=reverse("unit", args=[other.id]) if other else "", link_text=other.name if other else "",
    )  # fmt: skip


def _words(turn: Turn, other: UnitView | None) -> tuple[str, Any]:
    way = str(dict(Channel.Way.choices).get(turn.way, ""))
    text = f"{way} {turn.text}".strip() if turn.way else turn.text
    if turn.kind == "changed":
        return (_("Đổi tên") if "name" in turn.changes else _("Thay đổi")), "plain"
    if turn.kind == "took_over":
        return (_("Tiếp nhận từ đơn vị tách ra") if turn.how == Succession.How.SPLIT else _("Nhận sáp nhập")), "ok"
    if turn.kind == "went_into":
        return {
            Succession.How.SPLIT: _("Tách thành"), Succession.How.MERGED: _("Sáp nhập vào"), Succession.How.MOVED: _("Chuyển thành"),
        }.get(Succession.How(turn.how), _("Kế tục bởi")), "warn"  # fmt: skip
    said = {
        "founded": (_("Bắt đầu hoạt động: %(text)s"), "ok"), "closed": (_("Ngừng hoạt động"), "bad"),
        "code_given": (_("Được cấp mã định danh %(text)s"), "plain"), "code_ended": (_("Hết dùng mã định danh %(text)s"), "plain"),
        "channel_set": (_("Nhận văn bản qua: %(text)s"), "plain"), "channel_ended": (_("Thôi nhận văn bản qua: %(text)s"), "plain"),
    }[turn.kind]  # fmt: skip
    return said[0] % {"text": text}, said[1]


def _changed(now: Directory, turn: Turn) -> str:
    def shown(name: str, value: Any) -> str:
        if name == "parent":
            return now.get(value).name if value else _("Không")
        if isinstance(value, bool):
            return _("Có") if value else _("Không")
        if isinstance(value, dict):
            return ", ".join(map(str, value.values())) or _("Không có")
        return ", ".join(value) if isinstance(value, list) else str(value or _("Không có"))

    return "; ".join(f"{LABELS[n]}: {shown(n, before)} → {shown(n, after)}" for n, (before, after) in turn.changes.items())


@require_POST
@for_right(MANAGE)
def do(request: HttpRequest, actor: Actor, unit: int, verb: str) -> HttpResponse:
    """Close the unit, give or end an identifier, set or end a channel; then back to it."""
    found(unit)
    sent = request.POST
    verbs = {
        "dong": (lambda: organisations.close(actor, unit, **_sent(FromForm(sent, prefix="close"))), _("Đã ghi nhận ngừng hoạt động.")),
        "ma": (lambda: organisations.add_code(actor, unit, **_sent(CodeForm(sent, prefix="code"))), _("Đã thêm mã định danh.")),
        "thoi-ma": (lambda: organisations.end_code(actor, unit, sent.get("code", "")), _("Mã định danh thôi dùng từ hôm nay.")),
        "kenh": (lambda: organisations.set_channel(actor, unit, **_sent(ChannelForm(sent, prefix="channel"))), _("Đã đặt kênh.")),
        "thoi-kenh": (lambda: organisations.end_channel(actor, unit, sent.get("way", "")), _("Kênh thôi dùng từ hôm nay.")),
    }
    if verb not in verbs:
        raise Http404
    act, said = verbs[verb]
    return press(request, act, said, reverse("unit", args=[unit]))


def _sent(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        refuse(form)
    return dict(form.cleaned_data)
