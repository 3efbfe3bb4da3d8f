"""Thông báo: read, acknowledge, and one's own switches."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.notifications import public as notifications
from tinhso.core.notifications.public import Channel
from tinhso.kit.typed import uuid
from tinhso.web.notices import shown, words
from tinhso.web.switches import off


@require_GET
@for_actor
def notices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All of them, the newest first, paged by keyset."""
    page = notifications.history(actor, request.GET.get("older"))
    return render(request, "web/notices.html", {"rows": [shown(row) for row in page.rows], "page": page})


@require_POST
@for_actor
def read(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every notice, or the one named, is read."""
    named = "batch" in request.POST
    batch = uuid(request.POST.get("batch"))
    if named and batch is None:
        raise Http404
    notifications.mark_read(actor, [batch] if batch else None)
    return redirect("notices")


@require_POST
@for_actor
def acknowledge(request: HttpRequest, actor: Actor, batch: UUID) -> HttpResponse:
    notifications.acknowledge(actor, batch)
    messages.success(request, _("Đã xác nhận nhận thông báo."))
    return redirect("notices")


@require_http_methods(["GET", "POST"])
@for_actor
def switches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One's own switches: what is told on the screen and by mail. Urgent notices are told whatever they say."""
    now = off(actor)
    urgent = {k.code for k in notifications.kinds() if k.urgent}
    if request.method == "POST":
        for code in words().keys() - urgent:
            for channel in Channel:
                wanted = f"{code}:{channel}" in request.POST.getlist("on")
                if wanted == ((code, channel.value) in now):
                    notifications.switch(actor, code, channel, wanted)
        messages.success(request, _("Đã lưu."))
        return redirect("notice_switches")
    lines = [
        {"code": code, "label": label, "urgent": code in urgent, "app": (code, "app") not in now, "mail": (code, "mail") not in now}
        for code, label in sorted(words().items(), key=lambda kind: kind[1])
    ]
    return render(request, "web/switches.html", {"lines": lines})
