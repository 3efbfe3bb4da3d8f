"""Bàn làm việc: what waits for me, what is late, what is new."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.actor import LEADERS
from tinhso.core.access.public import Actor, Role
from tinhso.core.access.web import for_actor
from tinhso.core.notifications import public as notifications
from tinhso.core.work import public as work
from tinhso.documents.incoming.access import PASS_ON
from tinhso.ui import format as fmt
from tinhso.ui.rows import Count
from tinhso.web import notices
from tinhso.web.desk import AHEAD, GIVEN, KINDS, address, desk, rows
from tinhso.web.pages.stand_in import on_desk

SHOWN = 12
FIRST = {
    "incoming.direct": gettext_lazy("Không có văn bản nào chờ bạn cho ý kiến."),
    "outgoing.sign": gettext_lazy("Không có văn bản nào chờ bạn ký."),
}
"""What a leader comes for: a large number each, on top, and what it says when there is nothing."""


@require_GET
@for_actor
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Asked again every minute by the page itself, which then takes only the part that changes."""
    template = "web/home_live.html" if "HX-Request" in request.headers else "web/home.html"
    return render(request, template, {**_desk(request, actor), "only_administrator": actor.roles == {Role.ADMINISTRATOR}})


def _desk(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    now = desk(request, actor)
    waiting = work.inbox(actor, work.Box.WAITING, limit=SHOWN)
    return {
        "first": _first(request, actor), "counts": _counts(request, actor), "waiting": rows(actor, waiting.rows), "more": now.waiting - len(waiting.rows),
        "told": [notices.shown(row) for row in notifications.unread(actor, limit=6)], "standing_in": on_desk(actor),
    }  # fmt: skip


def _first(request: HttpRequest, actor: Actor) -> list[Count]:
    """The two numbers of a leader; nobody else has them."""
    if not actor.roles & LEADERS:
        return []
    now = desk(request, actor)
    made = []
    for kind, nothing in FIRST.items():
        count, late = now.kinds.get(kind, 0), now.late_kinds.get(kind, 0)
        note = _("%(n)s quá hạn") % {"n": fmt.number(late)} if late else "" if count else str(nothing)
        made.append(Count(fmt.number(count), str(KINDS[kind][0]), address(kind), "bad" if late else "warn" if count else "ok", note))
    return made


def _given(actor: Actor) -> list[Count]:
    """What he gave to others and is not done yet; a leader is told of none too."""
    count, late = work.given(actor, GIVEN)
    if not count and not actor.roles & LEADERS:
        return []
    note = _("%(n)s quá hạn") % {"n": fmt.number(late)} if late else ""
    return [Count(fmt.number(count), _("Tôi đã giao"), reverse("work_box", args=[work.Box.GIVEN]), "bad" if late else "", note)]


def _counts(request: HttpRequest, actor: Actor) -> list[Count]:
    now = desk(request, actor)
    box = reverse("work")
    first = [
        Count(fmt.number(now.waiting), _("Chờ tôi"), box),
        Count(fmt.number(now.late), _("Trễ hạn"), f"{box}late/", "bad" if now.late else ""),
        Count(fmt.number(now.new), _("Mới"), f"{box}new/", "accent" if now.new else ""),
    ]
    if PASS_ON.held_by(actor):
        first += _given(actor)
    above = FIRST if actor.roles & LEADERS else ()
    kinds = sorted(now.kinds.keys() - above, key=lambda k: (k not in AHEAD, list(KINDS).index(k) if k in KINDS else len(KINDS)))
    return first + [Count(fmt.number(now.kinds[k]), str(KINDS[k][0]), address(k)) for k in kinds if k in KINDS]
