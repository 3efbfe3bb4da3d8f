"""Several signed documents numbered, sealed and issued together: chosen in the list, confirmed with the password, told one by one."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing import access, lots
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.actions.lot import Chosen, number_lot
from tinhso.documents.outgoing.numbers import the_law
from tinhso.kit.typed import uuid, whole
from tinhso.signing.custody import public as custody
from tinhso.ui import format as fmt
from tinhso.ui.rows import Count, Crumb
from tinhso.ui.ticked import ticked

QUEUE = f"{ROOT}to_number/"
LOOKS = 60
"""How often the result reloads, every 2 seconds: fifty documents are sealed in less."""
SHA256 = re.compile(r"[0-9a-f]{64}")


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Văn bản đi"), ROOT), Crumb(_("Chờ cấp số"), QUEUE)]


@reauthentication_required(allow_get=False)  # type: ignore[untyped-decorator]  # allauth is untyped
@for_actor
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """GET `?chon=` tells what each would get, in the order of the queue; POST has them numbered in the order it showed."""
    access.NUMBER.require(actor)
    if request.method == "POST":
        lot = number_lot(actor, posted(request))
        return redirect(f"{ROOT}dot-cap-so/{lot}/?cho={LOOKS}")
    wanted = ticked(request)
    if not wanted:
        messages.info(request, _("Chọn ít nhất một văn bản để cấp số."))
        return redirect(QUEUE)
    refusal = custody.seal_refusal(actor)
    context = {
        "lot": lots.chosen(actor, wanted), "columns": lots.COLUMNS, "crumbs": _crumbs(), "law": the_law(), "back": QUEUE,
        "why_not": refusal.message(get_language() or "vi") if refusal else "",
    }  # fmt: skip
    return render(request, "outgoing/lot.html", context)


@require_GET
@for_actor
def result(request: HttpRequest, actor: Actor, lot: UUID) -> HttpResponse:
    """What became of each; the page follows the jobs until they are done."""
    found = lots.result(actor, lot)
    if found is None:
        raise Http404
    context = {
        "title": _("Kết quả cấp số"), "lot": found, "columns": lots.COLUMNS, "crumbs": _crumbs(), "back": QUEUE,
        "back_label": _("Về danh sách chờ cấp số"),
    }  # fmt: skip
    ended = [(found.issued, _("Đã phát hành")), (found.pending, _("Đang làm")), (found.refused, _("Không cấp số"))]
    return result_page(request, "outgoing/lot_result.html", context, ended, found.pending)


def result_page(request: HttpRequest, template: str, context: dict[str, Any], ended: list[tuple[int, str]], pending: int) -> HttpResponse:
    """How many `ended` how, then each; loaded again while something is under way, LOOKS times at most."""
    response = render(request, template, {**context, "counts": [Count(fmt.number(n), label) for n, label in ended]})
    left = whole(request.GET.get("cho"))
    if left and 0 < left <= LOOKS and pending:
        response["Refresh"] = f"2; url=?cho={left - 1}"
    return response


def posted(request: HttpRequest) -> list[Chosen]:
    """`document:revision`, `document:revision:sha256` of each, in order; what is neither was typed and is left out."""
    made: dict[UUID, Chosen] = {}
    for text in request.POST.getlist("chon"):
        first, second, third = (*text.split(":", 2), "", "")[:3]
        ident, revision = uuid(first), whole(second)
        if ident is not None and revision is not None:
            made.setdefault(ident, Chosen(ident, revision, third if SHA256.fullmatch(third) else ""))
    return list(made.values())
