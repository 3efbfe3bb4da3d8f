"""Quy tắc thông báo: the agency's own row for each kind, over the room's default."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.core.notifications.access import SETTINGS
from tinhso.core.notifications.models import Rule
from tinhso.core.notifications.public import When
from tinhso.web.administration.common import for_right, words


@require_http_methods(["GET", "POST"])
@for_right(SETTINGS)
def rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """When mail goes for each kind, and whether the clerks' desk is told besides. Only changed rows are written."""
    own = {rule.kind: rule for rule in Rule.objects.within(actor).filter(agency_id=actor.agency)}
    desk = principal.clerks(actor.agency)
    if request.method == "POST":
        for kind in notifications.kinds():
            mail, also = request.POST.get(f"mail:{kind.code}", ""), desk in request.POST.getlist(f"also:{kind.code}")
            known = own.get(kind.code)
            before = (known.mail, desk in known.also) if known else (kind.mail.value, False)
            if mail in set(When) and (mail, also) != before and not kind.urgent:
                others = [p for p in (known.also if known else []) if p != desk]
                notifications.set_rule(actor, kind.code, mail=mail, also=[*others, *([desk] if also else [])])
        messages.success(request, _("Đã lưu."))
        return redirect("notice_rules")
    whens = {When.NOW: _("Ngay"), When.MORNING: _("Trong thư buổi sáng"), When.NEVER: _("Không gửi")}
    lines = []
    for kind in notifications.kinds():
        told = words((kind.to_vi, kind.to_en))
        known = own.get(kind.code)
        mail = known.mail if known else kind.mail.value
        options = [(w.value, label, w.value == mail) for w, label in whens.items()]
        also = known is not None and desk in known.also
        lines.append({"code": kind.code, "label": words(kind), "told": told, "urgent": kind.urgent, "options": options, "also": also})
    return render(request, "web/administration/notice_rules.html", {"lines": lines, "desk": desk})
