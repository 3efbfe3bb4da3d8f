"""Lịch công tác tuần của lãnh đạo: the week as everybody reads it, and how its keeper draws it up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.calendar import public as calendar
from tinhso.core.organisations.public import directory
from tinhso.documents.agenda import public as agenda
from tinhso.documents.agenda.public import KEEP, READ, Meeting, MeetingValues, WeekView, monday_of
from tinhso.documents.incoming.public import Incoming
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.typed import uuid, whole
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import DateField, LineField, Select, TextField, TimeField
from tinhso.ui.rows import Action, Crumb, Tab, Tag

WEEKDAYS = (
    gettext_lazy("Thứ Hai"), gettext_lazy("Thứ Ba"), gettext_lazy("Thứ Tư"), gettext_lazy("Thứ Năm"), gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"), gettext_lazy("Chủ nhật"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting as shown; `url`: of its form, for who keeps the week; `document`: of the invitation, for who may see it."""

    ident: str
    when: str
    what: str
    where: str
    leaders: str
    more: str
    tags: list[Tag]
    cancelled: str = ""
    url: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    day: str
    today: bool
    note: str
    lines: list[Line]


@require_GET
@for_actor
def week(request: HttpRequest, actor: Actor) -> HttpResponse:
    """`?tuan=` any day of the week, `?lanh-dao=` a post."""
    READ.require(actor)
    day = _day(request.GET.get("tuan", ""))
    leaders = agenda.leaders(actor)
    who = next((x.post for x in leaders if x.post == whole(request.GET.get("lanh-dao", ""))), None)
    view = agenda.week(actor, day, who)
    keeps = KEEP.held_by(actor)
    back, on = view.monday - timedelta(days=7), view.monday + timedelta(days=7)
    tabs = [Tab(_("Tất cả"), _at(view.monday), who is None)]
    tabs += [Tab(x.name, _at(view.monday, x.post), x.post == who) for x in leaders]
    context = {
        "view": view, "days": list(_days(actor, view)), "tabs": tabs, "span": f"{fmt.short(view.monday)} - {fmt.date(on - timedelta(days=1))}",
        "weeks": [Action(_("Tuần trước"), _at(back, who), "quiet", "left"), Action(_("Tuần này"), _at(clock.today(), who), "quiet"),
                  Action(_("Tuần sau"), _at(on, who), "quiet", "right")],
        "add": f"{reverse('agenda_new')}?ngay={max(view.monday, clock.today()).isoformat()}" if keeps and on > clock.today() else "",
        "publish": keeps and view.published_at is None and bool(view.meetings) and on > clock.today(),
        "published": fmt.moment(view.published_at) if view.published_at else "",
    }  # fmt: skip
    return render(request, "web/agenda.html", context)


def _day(text: str) -> date:
    """What is no day, or far off, is today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return clock.today()
    week = timedelta(days=7)
    return day if calendar.FIRST + week <= day <= calendar.LAST - week else clock.today()


def _at(day: date, leader: int | None = None) -> str:
    return f"{reverse('agenda')}?tuan={day.isoformat()}" + (f"&lanh-dao={leader}" if leader else "")


def _days(actor: Actor, view: WeekView) -> Iterator[Day]:
    """Every working day, and a day off on which something is."""
    names, days = agenda.named(view.meetings), calendar.of(actor.agency)
    wanted = [m.document for m in view.meetings if m.document]
    seen = set(Incoming.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    for n in range(7):
        day = view.monday + timedelta(days=n)
        lines = [_line(actor, m, view, names, seen) for m in view.meetings if m.day == day]
        if lines or days.is_working(day):
            yield Day(str(WEEKDAYS[n]), fmt.date(day), day == clock.today(), days.reason(day) or "", lines)


def _line(actor: Actor, meeting: Meeting, view: WeekView, names: dict[int, str], seen: set[UUID]) -> Line:
    tags = []
    if meeting.cancelled_at:
        tags.append(Tag(_("Đã hủy"), "bad"))
    elif meeting.changed_at:
        tags.append(Tag(_("Điều chỉnh"), "warn"))
    if (twice := view.twice.get(meeting.pk)) and KEEP.held_by(actor):
        tags.append(Tag(_("Trùng giờ: %(who)s") % {"who": ", ".join(names.get(x, "") for x in sorted(twice))}, "warn"))
    unit = directory().get(meeting.prepared_by_id).shown if meeting.prepared_by_id else ""
    prepared = _("Chuẩn bị: %(unit)s") % {"unit": unit} if unit else ""
    return Line(
        str(meeting.pk), " - ".join(fmt.time(t) for t in (meeting.starts, meeting.ends) if t), meeting.what, meeting.place,
        ", ".join(names.get(x, "") for x in meeting.leaders), " · ".join(x for x in (meeting.attending, prepared) if x), tags,
        meeting.cancel_reason, reverse("agenda_edit", args=[meeting.pk]) if KEEP.held_by(actor) else "",
        reverse("incoming_card", args=[meeting.document]) if meeting.document in seen else "",
    )  # fmt: skip


class MeetingForm(forms.Form):
    """One line of the week."""

    day = DateField(label=gettext_lazy("Ngày"), latest=calendar.LAST - timedelta(days=14))
    starts = TimeField(label=gettext_lazy("Từ giờ"))
    ends = TimeField(label=gettext_lazy("Đến giờ"), required=False)
    what = TextField(label=gettext_lazy("Nội dung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"}))
    leaders = forms.TypedMultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Lãnh đạo chủ trì, dự"), coerce=int,
        error_messages={"required": gettext_lazy("Chọn ít nhất một lãnh đạo.")},
    )  # fmt: skip
    place = LineField(label=gettext_lazy("Địa điểm"), required=False, max_length=200)
    attending = LineField(label=gettext_lazy("Thành phần"), required=False, max_length=500)
    prepared_by = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Đơn vị chuẩn bị"), required=False, coerce=int, empty_value=None)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaders"].choices = [(x.post, f"{x.name} ({x.title})") for x in agenda.leaders(actor)]  # type: ignore[attr-defined]
        units = [("", _("Không ghi")), *((str(u.id), u.shown) for u in directory().units_of(actor.agency))]
        self.fields["prepared_by"].choices = units  # type: ignore[attr-defined]

    def values(self) -> MeetingValues:
        c = self.cleaned_data
        return MeetingValues(**{**c, "leaders": tuple(c["leaders"])})


class CancelForm(forms.Form):
    reason = LineField(label=gettext_lazy("Lý do hủy"), max_length=300)


@require_http_methods(["GET", "POST"])
@for_actor
def edit(request: HttpRequest, actor: Actor, meeting: UUID | None = None) -> HttpResponse:
    """A new line (`?ngay=`, or `?tu=` an invitation), or one that is there: changed, cancelled, restored."""
    KEEP.require(actor)
    there = agenda.meeting(actor, meeting) if meeting else None
    if meeting and there is None:
        raise Http404
    invitation = None if there else _invitation(actor, request.GET.get("tu", ""))
    form = MeetingForm(actor, request.POST or None, initial=_initial(there, invitation, request.GET.get("ngay", "")))
    made: list[Meeting] = []

    def enter() -> None:
        made.append(agenda.enter(actor, form.values(), meeting=meeting, document=invitation.pk if invitation else None))

    if request.method == "POST" and form.is_valid() and attempt(form, enter):
        messages.success(request, _("Đã lưu vào lịch tuần."))
        return redirect(_at(made[0].day))
    return _page(request, form, CancelForm(), there, invitation)


def _page(
    request: HttpRequest, form: MeetingForm, reason: CancelForm, there: Meeting | None, invitation: Incoming | None = None
) -> HttpResponse:  # fmt: skip
    back = _at(there.day) if there else reverse("agenda")
    context = {
        "form": form, "reason": reason, "there": there, "title": _("Sửa lịch") if there else _("Thêm vào lịch tuần"),
        "invitation": invitation, "crumbs": [Crumb(_("Lịch tuần"), back)], "back": back,
    }  # fmt: skip
    return render(request, "web/agenda_meeting.html", context, status=422 if form.errors or reason.errors else 200)


def _invitation(actor: Actor, text: str) -> Incoming | None:
    """The incoming document asked for; 404 for who may not see it. Raises Refusal where not everybody of the agency may know of it."""
    if not text:
        return None
    ident = uuid(text)
    there = Incoming.objects.visible_to(actor).filter(pk=ident).first() if ident else None
    if there is None:
        raise Http404
    if there.named_only or there.secrecy:
        raise Refusal(
            "agenda.confined",
            vi="Văn bản chỉ dành cho người được nêu tên hoặc là văn bản mật; lịch tuần thì cả cơ quan đọc. Không đưa vào lịch được.",
            en="The document is for named persons, or secret, and the whole agency reads the week. It cannot go there.",
        )
    return there


def _initial(there: Meeting | None, invitation: Incoming | None, day: str) -> dict[str, Any]:
    if there is not None:
        names = ("day", "starts", "ends", "what", "leaders", "place", "attending")
        return {**{name: getattr(there, name) for name in names}, "prepared_by": there.prepared_by_id}
    if invitation is not None:
        return {"what": invitation.subject, "attending": _("theo giấy mời của %(issuer)s") % {"issuer": invitation.issuer}}
    return {"day": _day(day)} if day else {}


@require_POST
@for_actor
def cancel(request: HttpRequest, actor: Actor, meeting: UUID) -> HttpResponse:
    """With a reason."""
    KEEP.require(actor)
    there = agenda.meeting(actor, meeting)
    if there is None:
        raise Http404
    form = CancelForm(request.POST)
    if form.is_valid() and attempt(form, lambda: agenda.cancel(actor, meeting, form.cleaned_data["reason"])):
        messages.success(request, _("Đã hủy cuộc họp; lịch vẫn ghi, có gạch ngang và lý do."))
        return redirect(_at(there.day))
    return _page(request, MeetingForm(actor, initial=_initial(there, None, "")), form, there)


@require_POST
@for_actor
def restore(request: HttpRequest, actor: Actor, meeting: UUID) -> HttpResponse:
    """What was cancelled takes place after all."""
    row = agenda.restore(actor, meeting)
    messages.success(request, _("Đã khôi phục cuộc họp."))
    return redirect(_at(row.day))


@require_POST
@for_actor
def publish(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The week of `monday`."""
    monday = monday_of(_day(request.POST.get("monday", "")))
    agenda.publish(actor, monday)
    messages.success(request, _("Đã ban hành lịch tuần; lãnh đạo và đơn vị chuẩn bị đã được báo."))
    return redirect(_at(monday))
