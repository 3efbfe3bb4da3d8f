"""Quy trình trình ký: the steps a draft takes in this agency, as the data says, set type by type."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tinhso.core.access.public import Actor
from tinhso.documents.outgoing.access import ROUTES
from tinhso.documents.outgoing.actions.routes import set_route
from tinhso.documents.outgoing.models import Route
from tinhso.documents.outgoing.rules.route import DEFAULT, StepKind
from tinhso.documents.types import ADMINISTRATIVE, BY_CODE, LEGAL
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import Select
from tinhso.ui.words import english, said
from tinhso.web.administration.common import for_right

CHOSEN = (StepKind.UNIT_HEAD, StepKind.CONSULT, StepKind.LEADER)
"""Steps an agency may leave out; the form check and the signature it may not (Điều 12, 13)."""


class RouteForm(forms.Form):
    type_code = forms.ChoiceField(widget=Select, label=gettext_lazy("Loại văn bản"), required=False)
    steps = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Các bước trước khi ký"), required=False,
        help_text=gettext_lazy("Kiểm tra thể thức và ký ban hành luôn có (Điều 12, 13 Nghị định 30/2020)."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = [(t.code, said(t)) for t in (*ADMINISTRATIVE, *LEGAL)]
        cast(forms.ChoiceField, self.fields["type_code"]).choices = [("", _("Mọi loại khác")), *types]
        cast(forms.ChoiceField, self.fields["steps"]).choices = [(k.value, _step(k)) for k in CHOSEN]

    def kinds(self) -> list[StepKind]:
        chosen = set(self.cleaned_data["steps"])
        return [kind for kind in DEFAULT if kind not in CHOSEN or kind.value in chosen]


@require_http_methods(["GET", "POST"])
@for_right(ROUTES)
def routes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agency's routes by type, then the one every other type takes; a form that sets one."""
    form = RouteForm(request.POST or None, initial={"steps": [k.value for k in CHOSEN]})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: set_route(actor, form.cleaned_data["type_code"], form.kinds()))
    ):
        return redirect(request.path)
    declared = list(Route.objects.within(actor).filter(agency_id=actor.agency).order_by("type_code"))
    shown = [
        {"name": said(BY_CODE[r.type_code]) if r.type_code else _("Mọi loại khác"), "steps": [_step(StepKind(s["kind"])) for s in r.steps]}
        for r in declared
    ]
    if not any(not r.type_code for r in declared):
        shown.append({"name": _("Mọi loại khác (mặc định)"), "steps": [_step(kind) for kind in DEFAULT]})
    return render(request, "web/administration/routes.html", {"routes": shown, "form": form}, status=422 if form.errors else 200)


def _step(kind: StepKind) -> str:
    return kind.en if english() else kind.vi
