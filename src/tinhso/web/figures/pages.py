"""Pages of figures: all of them, one with its months, units and agencies, and the records behind a number."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.indicators import public as indicators
from tinhso.core.indicators.public import READ, READ_BELOW, Indicator, Measure, Records, roll_up
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.forms import Select
from tinhso.ui.rows import Action, Crumb, Tab
from tinhso.ui.words import said
from tinhso.web.figures import shown
from tinhso.web.figures.asked import Asked, asked, choices, no_unit

KINDS = (("month", gettext_lazy("Theo tháng")), ("quarter", gettext_lazy("Theo quý")), ("year", gettext_lazy("Theo năm")))
BACK = {"month": 36, "quarter": 16, "year": 8}


class FilterForm(forms.Form):
    """The period and the place; they live in the address."""

    ky = forms.ChoiceField(widget=Select, label=gettext_lazy("Kỳ"), required=False)
    don_vi = forms.ChoiceField(widget=Select, label=gettext_lazy("Đơn vị"), required=False)

    def __init__(self, actor: Actor, ask: Asked) -> None:
        super().__init__(initial={"ky": ask.span.code, "don_vi": "" if ask.unit is None else str(ask.unit)})
        newest = ask.span.at(ask.span.kind)
        while newest.moved(1).allowed:
            newest = newest.moved(1)
        spans = [s for n in range(BACK[ask.span.kind]) if (s := newest.moved(-n)).allowed]
        if ask.span not in spans:
            spans.append(ask.span)
        places = [(str(u.id), u.shown) for u in choices(actor)]
        if READ.held_by(actor):
            places = [("", _("Cả cơ quan")), *places, (str(indicators.NO_UNIT), no_unit())]
        if ask.unit is not None and str(ask.unit) not in {value for value, _shown in places}:  # a unit closed since
            places.append((str(ask.unit), ask.place(actor)))
        cast(forms.ChoiceField, self.fields["ky"]).choices = [(s.code, s.shown) for s in spans]
        cast(forms.ChoiceField, self.fields["don_vi"]).choices = places


@require_GET
@for_actor
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """`?ky=2020-03` (2020-q1, 2020), `&don_vi=`; one query for each table that is counted, besides the calendars."""
    ask = asked(actor, request.GET.dict())
    found = [i for i in indicators.all_indicators() if issubclass(i.source, Records)]
    months = indicators.monthly(actor, [i.code for i in found], ask.span.period.year_to_its_end(), ask.units(actor))
    groups: dict[str, list[shown.Figure]] = {}
    for i in found:
        groups.setdefault(said(i.group), []).append(shown.figure(i, months[i.code], ask))
    return render(request, "web/figures/list.html", {"groups": list(groups.items()), **_frame(actor, ask, reverse("indicators"))})


@require_GET
@for_actor
def one(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One figure: its definition, twelve months, the units, and for those above other agencies theirs added to it."""
    ask, i = asked(actor, request.GET.dict()), _found(code)
    period = ask.span.period
    months = indicators.monthly(actor, [code], period.year_to_its_end(), ask.units(actor))[code]
    units = indicators.by_unit(actor, [code], period)[code]
    context = {
        "figure": shown.figure(i, months, ask), "month_columns": shown.columns(i, _("Tháng")), "month_lines": shown.month_lines(i, months, ask),
        "unit_columns": shown.columns(i, _("Đơn vị")), "unit_lines": shown.unit_lines(actor, i, units, ask), "crumbs": _crumbs(ask),
        **_frame(actor, ask, reverse("indicator", args=[code])),
    }  # fmt: skip
    if ask.unit is None and READ_BELOW.held_by(actor) and indicators.agencies_below(actor):
        own = roll_up(i.measure, (months[m] for m in period.months()))
        below = indicators.by_agency(actor, [code], period)[code]
        context["agency_columns"] = shown.columns(i, _("Cơ quan"))
        context["agency_lines"] = shown.agency_lines(actor, i, own, below, ask)
    return render(request, "web/figures/one.html", context)


@require_GET
@for_actor
def records(request: HttpRequest, actor: Actor, code: str, slug: str) -> HttpResponse:
    """The very records a number counts, the last first, paged by keyset: as many as the number says."""
    ask, i, part = asked(actor, request.GET.dict()), _found(code), shown.PARTS.get(slug)
    if part is None or (part == "denominator" and i.measure is Measure.COUNT):
        raise Http404
    units, period = ask.units(actor), ask.span.period
    reading = indicators.read(actor, code, period, units)
    older, newer = request.GET.get("older", ""), request.GET.get("newer", "")
    page = indicators.listed(actor, code, period, units, part, older=older, newer=newer)
    crumbs = [*_crumbs(ask), Crumb(said(i), reverse("indicator", args=[code]) + ask.query())]
    parts = [("numerator", _("Tử số"), reading.numerator)]
    if reading.denominator is not None:
        parts.append(("denominator", _("Mẫu số"), reading.denominator))
    tabs = [Tab(label, shown.records_url(code, p, ask.query()), p == part, fmt.number(n)) for p, label, n in parts]
    context = {
        "page": page, "name": said(i), "code": code, "tabs": tabs if len(tabs) > 1 else [], "count": getattr(reading, part) or 0,
        "formula": said(i.formula), "period": ask.span.shown, "place": ask.place(actor), "crumbs": crumbs,
    }  # fmt: skip
    return render(request, "web/figures/records.html", context)


def _found(code: str) -> Indicator:
    try:
        found = indicators.by_code(code)
    except KeyError:
        raise Http404 from None
    if not issubclass(found.source, Records):
        raise Http404
    return found


def _crumbs(ask: Asked) -> list[Crumb]:
    return [Crumb(_("Chỉ số"), reverse("indicators") + ask.query())]


def _frame(actor: Actor, ask: Asked, root: str) -> dict[str, Any]:
    """What both pages have around their figures."""
    span = ask.span
    tabs = [Tab(str(label), root + ask.query(ky=span.at(kind).code), kind == span.kind) for kind, label in KINDS]
    before, after = span.moved(-1), span.moved(1)
    actions = [Action(s.shown, root + ask.query(ky=s.code), icon=icon) for s, icon in ((before, "left"), (after, "right")) if s.allowed]
    return {
        "form": FilterForm(actor, ask), "tabs": tabs, "actions": actions, "period": span.shown, "place": ask.place(actor),
        "whole": READ.held_by(actor), "until": fmt.date(min(span.period.last, clock.today())), "since": fmt.date(span.period.first),
    }  # fmt: skip
