"""Quy trình trình ký: the steps a draft takes in this agency, as the data says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.documents.outgoing.access import ROUTES
from tinhso.documents.outgoing.models import Route
from tinhso.documents.outgoing.rules.route import DEFAULT, StepKind
from tinhso.documents.types import BY_CODE
from tinhso.web.administration.common import english, for_right


@require_GET
@for_right(ROUTES)
def routes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agency's routes by type, then the one every other type takes."""
    declared = Route.objects.within(actor).filter(agency_id=actor.agency).order_by("type_code")
    shown = [
        {"name": _(BY_CODE[r.type_code].vi) if r.type_code else _("Mọi loại khác"), "steps": [_step(StepKind(s["kind"])) for s in r.steps]}
        for r in declared
    ]
    if not any(not r.type_code for r in declared):
        shown.append({"name": _("Mọi loại khác (mặc định)"), "steps": [_step(kind) for kind in DEFAULT]})
    return render(request, "web/administration/routes.html", {"routes": shown})


def _step(kind: StepKind) -> str:
    return kind.en if english() else kind.vi
