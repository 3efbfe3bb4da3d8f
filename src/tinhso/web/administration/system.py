"""Hệ thống: how this instance is set, without its secrets, and a test mail."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import django
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django.models import ProcrastinateWorker

from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.engines import nights
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.rows import Detail, Tag
from tinhso.ui.words import english
from tinhso.web.access import OPERATE
from tinhso.web.administration.common import for_right

ALIVE = 60
"""Seconds within which a worker gives its sign of life."""


class TestMail(forms.Form):
    to = forms.EmailField(label=gettext_lazy("Gửi thư thử đến"))


@require_http_methods(["GET", "POST"])
@for_right(OPERATE)
def system(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = TestMail(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: notifications.send_test_mail(actor, form.cleaned_data["to"])):
        messages.success(request, _("Máy chủ thư đã nhận thư thử gửi %(to)s.") % {"to": form.cleaned_data["to"]})
        return redirect("system")
    return render(request, "web/administration/system.html", {"form": form, "facts": _facts()})


def _night() -> Tag:
    night = nights.last(Path(settings.TINHSO_DATA))
    if night is None:
        return Tag(_("Chưa có; tự chạy lúc 02:30, hoặc: tinhso nightly"), "warn")
    if not night.well:
        return Tag(_("Không đạt lúc %(when)s: %(why)s") % {"when": fmt.moment(night.at), "why": night.en if english() else night.vi}, "bad")
    words = {"when": fmt.moment(night.at), "size": filesizeformat(night.size), "tried": fmt.moment(night.restored or night.at)}
    stale = clock.real() - night.at > nights.STALE
    return Tag(_("%(when)s, %(size)s; thử khôi phục đạt lúc %(tried)s") % words, "bad" if stale else "ok")


def _demanded() -> str:
    said = {"optional": _("Không bắt buộc"), "administrators": _("Bắt buộc với quản trị"), "all": _("Bắt buộc với mọi người")}
    return said[settings.TINHSO_SECOND_FACTOR]


def _facts() -> list[Detail]:
    beats = [w.last_heartbeat for w in ProcrastinateWorker.objects.order_by("-last_heartbeat")[:1]]
    fresh = bool(beats) and (clock.real() - beats[0]).total_seconds() < ALIVE
    mail = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if settings.EMAIL_HOST else ""
    return [
        Detail(_("Phiên bản"), version("tinhso")), Detail("Python", platform.python_version()), Detail("Django", django.__version__),
        Detail("PostgreSQL", str(connection.pg_version // 10_000)),  # type: ignore[attr-defined]  # of the PostgreSQL backend
        Detail(_("Tiến trình nền"), Tag(_("Đang chạy, nhịp %(when)s") % {"when": fmt.ago(beats[0])}, "ok") if fresh else Tag(_("Không thấy nhịp"), "bad")),
        Detail(_("Địa chỉ công khai"), ", ".join(settings.CSRF_TRUSTED_ORIGINS) or _("Chỉ trên máy này")),
        Detail(_("Máy chủ thư"), mail or _("Chưa khai báo: đặt TINHSO_SMTP_URL")), Detail(_("Người gửi thư"), settings.DEFAULT_FROM_EMAIL),
        Detail(_("Bước thứ hai khi đăng nhập"), _demanded()),
        Detail(_("Sao lưu đêm"), _night()),
        Detail(_("Bản dùng thử"), _("Có") if settings.TINHSO_DEMO else _("Không")),
        Detail(_("Giờ hệ thống"), fmt.moment(clock.now(), seconds=True)),
    ]  # fmt: skip
