"""Việc: one inbox over all rooms."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.people.public import roster
from tinhso.core.work import public as work
from tinhso.core.work.public import Box
from tinhso.ui import format as fmt
from tinhso.ui.rows import Crumb, Tab
from tinhso.web.desk import GIVEN, KINDS, desk, rows

EMPTY = {
    "given": (
        gettext_lazy("Không còn việc nào bạn giao đang chờ"),
        gettext_lazy("Việc bạn bút phê, phân công cho người khác hiện ở đây đến khi xong, việc trễ hạn đứng đầu."),
    ),
    "lent": (
        gettext_lazy("Chưa ai làm gì thay bạn"),
        gettext_lazy("Khi bạn nhờ người xử lý thay, việc người ấy làm trên bàn của bạn hiện ở đây, mới nhất trước."),
    ),
}
"""What boxes say when they are empty, where it is not what all say: title, text."""


@require_GET
@for_actor
def box(request: HttpRequest, actor: Actor, code: str = "waiting") -> HttpResponse:
    """One box, paged by keyset, the soonest due first."""
    if code not in set(Box):
        raise Http404
    page = work.inbox(actor, code, _cursor(request), kinds=GIVEN if code == Box.GIVEN else ())
    context = {
        "tabs": _tabs(request, actor, Box(code)),
        "rows": rows(actor, page.rows, holders=code in (Box.UNIT, Box.GIVEN), doers=code == Box.LENT),
        "page": page,
        "box": code,
        "empty": EMPTY.get(code),
    }
    return render(request, "web/work.html", context)


@require_GET
@for_actor
def kind(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Open tasks of one kind, paged by keyset: behind the numbers of the home page."""
    if code not in KINDS:
        raise Http404
    page = work.inbox(actor, Box.WAITING, _cursor(request), kinds=[code])
    crumbs = [Crumb(_("Việc của tôi"), reverse("work"))]
    context = {"rows": rows(actor, page.rows), "page": page, "kind": KINDS[code][0], "crumbs": crumbs}
    return render(request, "web/work.html", context)


def _cursor(request: HttpRequest) -> str | None:
    return request.GET.get("newer") or request.GET.get("older")


def _tabs(request: HttpRequest, actor: Actor, current: Box) -> list[Tab]:
    now = desk(request, actor)
    lent = current is Box.LENT or roster().lent(actor.post or 0)
    heads = bool(work.headed(actor))
    boxes = [
        (Box.WAITING, _("Chờ tôi"), now.waiting), (Box.LATE, _("Trễ hạn"), now.late), (Box.NEW, _("Mới"), now.new),
        *([(Box.UNIT, _("Cả đơn vị"), 0)] if heads else []), (Box.GIVEN, _("Tôi đã giao"), 0), (Box.DONE, _("Đã xong"), 0),
        *([(Box.LENT, _("Đã làm thay tôi"), 0)] if lent else []),
    ]  # fmt: skip
    root = reverse("work")
    shown = [Tab(label, root if b is Box.WAITING else f"{root}{b}/", b is current, fmt.number(n) if n else "") for b, label, n in boxes]
    return [*shown, Tab(_("Khối lượng việc"), reverse("load"))] if heads else shown
