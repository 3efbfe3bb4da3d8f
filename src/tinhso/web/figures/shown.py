"""Figures ready to show: values in words, every number with the address of its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.indicators.public import NO_UNIT, Indicator, Measure, Reading, roll_up
from tinhso.core.organisations.public import UnitView, directory
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line
from tinhso.ui.words import said
from tinhso.web.figures.asked import Asked, Span, choices, no_unit
from tinhso.web.figures.chart import bars, value_text

PARTS = {"tu-so": "numerator", "mau-so": "denominator"}
SLUGS = {part: slug for slug, part in PARTS.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of a page; `below` is "" for a count."""

    code: str
    name: str
    url: str
    value: str
    value_url: str
    none: bool
    above: str
    above_url: str
    below: str
    below_url: str
    unit: str
    formula: str
    left_out: str
    law: str
    chart: SafeString


def figure(i: Indicator, months: Mapping[date, Reading], ask: Asked) -> Figure:
    """`months` are the twelve up to the period's end; the period's figure is its own months added."""
    now = ask.span.period.months()
    reading = roll_up(i.measure, (months[m] for m in now))
    page = reverse("indicator", args=[i.code]) + ask.query()
    above = records_url(i.code, "numerator", ask.query())
    counted = i.measure is Measure.COUNT
    return Figure(
        code=i.code, name=said(i), url=page, value=value_text(reading), value_url=above if counted else page, none=reading.value is None,
        above=fmt.number(reading.numerator), above_url=above, below="" if counted else fmt.number(reading.denominator or 0),
        below_url="" if counted else records_url(i.code, "denominator", ask.query()), unit=said(i.unit), formula=said(i.formula),
        left_out=said(i.left_out), law=i.law, chart=bars(months, now, said(i)),
    )  # fmt: skip


def records_url(code: str, part: str, query: str) -> str:
    return reverse("indicator_records", args=[code, SLUGS[part]]) + query


def columns(i: Indicator, first: str) -> list[Column]:
    head = [Column("where", first, heading=True)]
    if i.measure is Measure.COUNT:
        return [*head, Column("value", _("Số lượng"), align="right")]
    more = (("value", _("Giá trị")), ("above", _("Tử số")), ("below", _("Mẫu số")))
    return [*head, *(Column(key, label, align="right") for key, label in more)]


def line(i: Indicator, ident: str, where: str | Cell, reading: Reading, query: str = "") -> Line:
    """A row of a table; without a query its numbers open nothing."""

    def number(part: str, value: int) -> Cell:
        return Cell(fmt.number(value), url=records_url(i.code, part, query) if query else "")

    if i.measure is Measure.COUNT:
        return Line(ident, [where, number("numerator", reading.numerator)])
    parts = [number("numerator", reading.numerator), number("denominator", reading.denominator or 0)]
    return Line(ident, [where, value_text(reading), *parts])


def month_lines(i: Indicator, months: Mapping[date, Reading], ask: Asked) -> list[Line]:
    """The last month first."""
    made = []
    for month in sorted(months, reverse=True):
        span = Span("month", month.year, month.month)
        made.append(line(i, span.code, span.shown, months[month], ask.query(ky=span.code)))
    return made


def unit_lines(actor: Actor, i: Indicator, found: Mapping[int | None, Reading], ask: Asked) -> list[Line]:
    """Each unit with what lies below it added; what lies with no unit; units closed since, where they have records."""
    tree, shown = directory(), choices(actor)
    listed = {u.id for u in shown}
    made = [line(i, str(u.id), "  " * _depth(u, listed) + u.shown, _added(i, _below(u.id), found), ask.query(don_vi=u.id)) for u in shown]
    if ask.unit is not None:
        return made
    closed = [u for u in found if u is not None and u not in listed and u != actor.agency]
    made += [line(i, str(u), tree.get(u).shown, found[u], ask.query(don_vi=u)) for u in closed]
    return [*made, line(i, "0", no_unit(), _added(i, (None, actor.agency), found), ask.query(don_vi=NO_UNIT))]


def agency_lines(actor: Actor, i: Indicator, own: Reading, below: Mapping[int, Reading], ask: Asked) -> list[Line]:
    """All of them together first (numerators and denominators added), then the actor's own agency and each below it."""
    tree = directory()
    made = [line(i, "all", _("Cộng"), roll_up(i.measure, [own, *below.values()]))]
    made.append(line(i, str(actor.agency), tree.get(actor.agency).shown, own, ask.query(don_vi=None)))
    return [*made, *(line(i, str(a), tree.get(a).shown, reading) for a, reading in below.items())]


def _below(unit: int) -> list[int]:
    tree = directory()
    return [u.id for u in tree.subtree(unit) if u.agency == tree.get(unit).agency]


def _depth(unit: UnitView, listed: set[int]) -> int:
    depth, tree, parent = 0, directory(), unit.parent
    while parent in listed and parent is not None and depth < 8:
        depth, parent = depth + 1, tree.get(parent).parent
    return depth


def _added(i: Indicator, keys: Iterable[int | None], found: Mapping[int | None, Reading]) -> Reading:
    return roll_up(i.measure, (found[k] for k in keys if k in found))
