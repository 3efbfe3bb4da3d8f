"""Sự kiện: what happened in the agency and who has not yet been told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.events.models import Delivery, Happening
from tinhso.core.events.public import handlers_of
from tinhso.kit.paging import Page, decode, encode
from tinhso.kit.typed import whole
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Tag
from tinhso.web.access import OPERATE
from tinhso.web.administration import wording
from tinhso.web.administration.common import for_right

LIMIT = 50


@require_GET
@for_right(OPERATE)
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Kinds and ids only, the newest first; two queries. A handler without its mark is still to be told."""
    rows = Happening.objects.filter(agency_id=actor.agency)
    if older := request.GET.get("older"):
        last = whole(str(decode(older, 1)[0]))
        rows = rows.filter(id__lt=last) if last is not None else rows.none()
    found = list(rows.order_by("-id")[: LIMIT + 1])
    page = Page(found[:LIMIT], None, encode([found[LIMIT - 1].id]) if len(found) > LIMIT else None)
    told: dict[int, set[str]] = {}
    for happening, handler in Delivery.objects.filter(happening_id__in=[h.id for h in page.rows]).values_list("happening_id", "handler"):
        told.setdefault(happening, set()).add(handler)
    lines = [_line(h, told.get(h.id, set())) for h in page.rows]
    columns = [
        Column("at", _("Lúc"), nowrap=True, width=170), Column("kind", _("Sự kiện"), heading=True, width=220), Column("what", _("Về"), width=320),
        Column("told", _("Chuyển tiếp"), width=220),
    ]  # fmt: skip
    return render(request, "web/administration/happenings.html", {"columns": columns, "lines": lines, "page": page})


def _line(row: Happening, told: set[str]) -> Line:
    names = {handler.name for handler in handlers_of(row.kind)}
    left = len(names - told)
    if not names:
        tag = Tag(_("Không ai cần biết"), "plain")
    elif left:
        tag = Tag(_("Còn %(n)s nơi chưa nhận") % {"n": left}, "warn")
    else:
        tag = Tag(_("Đã chuyển"), "ok")
    what, code = wording.known(*row.aggregate.split(":", 1))
    return Line(row.id, [fmt.moment(row.at, seconds=True), wording.event(row.kind), Cell(what, small=code), Cell(tag=tag)])
