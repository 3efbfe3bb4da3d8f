"""Đôn đốc: ticked in a list and told at once; and what is late by unit, on paper for Monday's meeting (ND30 Điều 24.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.public import Actor, aggregate, seen
from tinhso.core.access.web import for_actor
from tinhso.core.organisations.public import directory
from tinhso.documents.incoming import access, queries
from tinhso.documents.incoming.actions.chase import chase_all
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.pages.common import attempt, crumbs
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.forms import TextField
from tinhso.ui.rows import Crumb, Tab
from tinhso.ui.ticked import ticked

HERE, BY_UNIT = f"{ROOT}don-doc/", f"{ROOT}qua-han/"
USUAL = "Đề nghị khẩn trương giải quyết và báo cáo kết quả."


class ChaseForm(forms.Form):
    """What is asked for; the documents are ticked in the list."""

    text = TextField(label=gettext_lazy("Nội dung đôn đốc"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), initial=USUAL)
    again = forms.BooleanField(label=gettext_lazy("Cả những văn bản đã đôn đốc hôm nay"), required=False)


@require_http_methods(["GET", "POST"])
@for_actor
def chasing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Late and soon due (`?muc=`), paged by keyset; POST chases the ticked ones."""
    access.CHASE.require(actor)
    code = request.GET.get("muc", "")
    if code and code not in queries.CHASE_TERMS:
        raise Http404
    form = ChaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _chased(request, actor, form.cleaned_data)):
        return redirect(f"{HERE}?muc={code}" if code else HERE)
    found = queries.to_chase(actor, code, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    tabs = [
        Tab(str(label), f"{HERE}?muc={term}", term == found.code, str(found.counts[term] or ""))
        for term, label in queries.CHASE_TERMS.items()
    ]
    context = {"tabs": tabs, "page": found.page, "any": any(found.counts.values()), "form": form, "crumbs": crumbs(), "by_unit": BY_UNIT}
    return render(request, "incoming/chasing.html", context, status=422 if form.errors else 200)


def _chased(request: HttpRequest, actor: Actor, typed: dict[str, Any]) -> None:
    chased = chase_all(actor, ticked(request), typed["text"], again=typed["again"])
    if chased.done:
        messages.success(request, _("Đã đôn đốc %(n)s văn bản.") % {"n": chased.done})
    if chased.today:
        words = _(
            "%(n)s văn bản đã được đôn đốc hôm nay nên không nhắc lại. Muốn nhắc nữa, đánh dấu “Cả những văn bản đã đôn đốc hôm nay”."
        )
        messages.warning(request, words % {"n": chased.today})


@require_GET
@for_actor
def by_unit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything late, a table for each unit; `?in=1` as it is printed, which is noted as a print."""
    printing = "in" in request.GET
    if printing:
        seen(actor, aggregate("register", f"late-{actor.agency}-{clock.today():%Y%m%d}"), "print", "qua-han")
    monday = clock.today() - timedelta(days=clock.today().weekday())
    organ, sections = directory().get(actor.agency), queries.late_by_unit(actor)
    context = {
        "sections": sections, "columns": queries.LATE_COLUMNS, "printing": printing, "organ": organ.name, "superior": organ.superior_line,
        "week": _("Tuần từ %(first)s đến %(last)s") % {"first": fmt.date(monday), "last": fmt.date(monday + timedelta(days=6))},
        "as_of": _("tính đến %(when)s") % {"when": fmt.moment(clock.now())}, "total": fmt.number(sum(len(s.lines) for s in sections)),
        "print_url": f"{BY_UNIT}?in=1", "back": BY_UNIT, "crumbs": [*crumbs(), Crumb(_("Trễ hạn"), f"{ROOT}tre-han/")],
    }  # fmt: skip
    return render(request, "incoming/by_unit.html", context)
