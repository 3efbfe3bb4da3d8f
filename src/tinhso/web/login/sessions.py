"""Where one is logged in: every session listed, one ended by its button, or all others at once."""

from __future__ import annotations

import re
from typing import Any

from allauth.usersessions.forms import ManageUserSessionsForm
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tinhso.kit.typed import whole
from tinhso.ui.rows import Tag

# In this order: every browser also calls itself by older names.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """ "Chrome, Windows" of what a browser says of itself; its first word where it is none of those known."""
    named = [next((name for mark, name in known if mark in agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, named)) or (re.split(r"[/ ]", agent)[0][:40] if agent else "")


class Sessions(ListUserSessionsView):  # type: ignore[misc]  # allauth is untyped
    template_name = "web/account/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["sessions"] = [
            {"id": s.pk, "began": s.created_at, "seen": s.last_seen_at, "ip": s.ip, "browser": browser_name(s.user_agent), "current": s.is_current(),
             "tag": Tag(_("Phiên này"), "ok") if s.is_current() else None}
            for s in sorted(context["sessions"], key=lambda s: (not s.is_current(), -s.last_seen_at.timestamp()))
        ]  # fmt: skip
        return context

    def form_valid(self, form: ManageUserSessionsForm) -> HttpResponse:
        if "session" not in self.request.POST:
            answer: HttpResponse = super().form_valid(form)
            return answer
        mine = UserSession.objects.filter(user=self.request.user, pk=whole(self.request.POST["session"]) or 0).first()
        if mine is not None and not mine.is_current():
            mine.end()
            messages.success(self.request, _("Đã đăng xuất phiên ấy."))
        return redirect("usersessions_list")
