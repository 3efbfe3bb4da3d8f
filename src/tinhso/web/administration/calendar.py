"""Lịch làm việc: days off and make-up days the agency lays down, each with the document it rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.access import ALL_DAYS, OWN_DAYS
from tinhso.core.calendar.public import DayRule
from tinhso.kit import clock
from tinhso.kit.typed import whole
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt, press
from tinhso.ui.forms import DateField, LineField, parse_date
from tinhso.ui.rows import Tab, Tag
from tinhso.web.administration.common import for_right


class DayForm(forms.Form):
    day = DateField(label=gettext_lazy("Ngày"), earliest=calendar.FIRST, latest=calendar.LAST)
    working = forms.ChoiceField(
        label=gettext_lazy("Ngày ấy"), choices=[("", gettext_lazy("Nghỉ")), ("1", gettext_lazy("Làm việc (làm bù)"))], required=False
    )
    basis = LineField(
        label=gettext_lazy("Căn cứ"), help_text=gettext_lazy("Số, ngày văn bản cho nghỉ hoặc hoán đổi, làm bù."), max_length=300
    )
    for_all = forms.BooleanField(label=gettext_lazy("Cho mọi cơ quan trên hệ thống"), required=False)

    def __init__(self, actor: Actor, changed: DayRule | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changed is not None:  # the day stays the one chosen, for those it was set for
            self.initial = {"day": changed.day, "working": "1" if changed.working else "", "basis": changed.basis}
            self.fields["day"].disabled = True
            self.fields["working"].widget.attrs["autofocus"] = True
        if changed is not None or not ALL_DAYS.held_by(actor):
            del self.fields["for_all"]


@require_http_methods(["GET", "POST"])
@for_right(OWN_DAYS)
def days(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The special days of a year and where each comes from; beside them a new one, or (`sua`) one of them to be changed."""
    year = min(max(whole(request.GET.get("year")) or clock.today().year, calendar.FIRST.year), calendar.LAST.year)
    own = {rule.day: rule for rule in calendar.own_days(actor, year)}
    shared = {rule.day: rule for rule in calendar.shared_days(year) if rule.day not in own} if ALL_DAYS.held_by(actor) else {}
    changed = next((rule for day, rule in {**own, **shared}.items() if day.isoformat() == request.GET.get("sua")), None)
    form = DayForm(actor, changed, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _set(request, actor, form, changed is not None and changed.day in shared))
    ):
        return redirect(f"{reverse('calendar')}?year={form.cleaned_data['day'].year}")
    special = calendar.of(actor.agency).special_days(date(year, 1, 1), date(year, 12, 31))
    rows = [
        {
            "day": fmt.date(rule.day), "iso": rule.day.isoformat(), "basis": rule.basis, "own": rule.day in own, "shared": rule.day in shared,
            "tag": _is(rule),
        }
        for rule in special
    ]  # fmt: skip
    tabs = [Tab(str(y), f"?year={y}", y == year) for y in range(year - 1, year + 2) if calendar.FIRST.year <= y <= calendar.LAST.year]
    context = {"rows": rows, "form": form, "tabs": tabs, "year": year, "changed": changed and fmt.date(changed.day)}
    return render(request, "web/administration/calendar.html", context)


def _set(request: HttpRequest, actor: Actor, form: DayForm, shared: bool) -> None:
    c = form.cleaned_data
    before = calendar.set_day(actor, c["day"], working=bool(c["working"]), basis=c["basis"], for_all=c.get("for_all", shared))
    said = {"day": fmt.date(c["day"]), "was": _is(before).text if before else "", "basis": before.basis if before else ""}
    messages.success(
        request,
        _("Đã sửa ngày %(day)s. Trước đó: %(was)s, theo %(basis)s.") % said if before else _("Đã đặt ngày %(day)s.") % said,
    )


def _is(rule: DayRule) -> Tag:
    return Tag(_("Làm bù"), "accent") if rule.working else Tag(_("Nghỉ"), "plain")


@require_POST
@for_right(OWN_DAYS)
def clear(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take back a day one has laid down."""
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        raise Http404 from None
    return press(
        request,
        lambda: calendar.clear_day(actor, day, for_all="for_all" in request.POST),
        _("Đã bỏ ngày đã đặt."),
        f"{reverse('calendar')}?year={day.year}",
    )
