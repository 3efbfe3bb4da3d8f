"""The register of outgoing documents: a true column table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing import register
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.registers.public import Kind, old_action, old_years, with_old
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.typed import whole
from tinhso.ui.rows import Action, Crumb, Tab


def _year(request: HttpRequest) -> int:
    year = whole(request.GET.get("nam")) or clock.today().year
    if not 2000 <= year <= 2100:
        raise Refusal("register.year", vi="Năm phải từ 2000 đến 2100.", en="The year is between 2000 and 2100.", status=400)
    return year


def _secret(request: HttpRequest) -> bool:
    return request.GET.get("so") == "mat"


@require_GET
@for_actor
def table(request: HttpRequest, actor: Actor) -> HttpResponse:
    """`?nam=2020`; newest number first. `&so=mat`: that of secret documents."""
    year, secret = _year(request), _secret(request)
    page = register.page(actor, year, secret=secret, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    which = "&so=mat" if secret else ""
    old = old_years(actor, Kind.OUTGOING)
    beside = old_action(Kind.OUTGOING, year, old)
    years = [Tab(str(y), f"?nam={y}{which}", y == year) for y in with_old(clock.today().year, 5, old)]
    other = (
        Action(_("Sổ văn bản đi"), f"?nam={year}", icon="book")
        if secret
        else Action(_("Sổ văn bản mật"), f"?nam={year}&so=mat", icon="book")
    )
    context = {
        "page": page, "columns": register.COLUMNS, "years": years, "year": year, "secret": secret, "crumbs": [Crumb(_("Văn bản đi"), ROOT)],
        "old": beside, "actions": [other, *beside, Action(_("Xuất sổ"), f"{ROOT}so/xuat/?nam={year}{which}", icon="print")],
    }  # fmt: skip
    return render(request, "outgoing/register.html", context)
