"""Chờ ký: what waits for the signature, several signed with one password, told one by one."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing import access, signing_desk
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.actions.lot import sign_lot
from tinhso.documents.outgoing.pages.lots import LOOKS, posted, result_page
from tinhso.documents.phrases.public import Purpose, phrases
from tinhso.ui.rows import Crumb
from tinhso.ui.ticked import ticked

DESK = f"{ROOT}cho-ky/"


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Văn bản đi"), ROOT), *more]


@require_GET
@for_actor
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The tasks to sign of the actor's desk, paged by keyset; what he signs himself can be chosen."""
    found = signing_desk.waiting(actor, request.GET.get("newer") or request.GET.get("older"))
    return render(request, "outgoing/to_sign.html", {"page": found, "crumbs": _crumbs()})


@reauthentication_required(allow_get=False)  # type: ignore[untyped-decorator]  # allauth is untyped
@for_actor
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """GET `?chon=` shows each with what changed since he last looked; POST has those still ticked signed as they were shown."""
    access.SIGN.require(actor)
    if request.method == "POST":
        lot = sign_lot(actor, posted(request))
        return redirect(f"{ROOT}dot-ky/{lot}/?cho={LOOKS}")
    wanted = ticked(request)
    if not wanted:
        messages.info(request, _("Chọn ít nhất một văn bản để ký."))
        return redirect(DESK)
    items = signing_desk.chosen(actor, wanted)
    context = {"items": items, "ready": sum(bool(i.value) for i in items), "crumbs": _crumbs(Crumb(_("Chờ ký"), DESK)), "back": DESK}
    context["phrases"] = phrases(actor, Purpose.RETURN)
    return render(request, "outgoing/sign_lot.html", context)


@require_GET
@for_actor
def result(request: HttpRequest, actor: Actor, lot: UUID) -> HttpResponse:
    """What became of each; the page follows the job until it is done."""
    found = signing_desk.result(actor, lot)
    if found is None:
        raise Http404
    context = {
        "title": _("Kết quả ký"), "lot": found, "crumbs": _crumbs(Crumb(_("Chờ ký"), DESK)), "back": DESK,
        "back_label": _("Về danh sách chờ ký"),
    }  # fmt: skip
    ended = [(found.signed, _("Đã ký")), (found.pending, _("Đang làm")), (found.refused, _("Không ký"))]
    return result_page(request, "outgoing/sign_result.html", context, ended, found.pending)
