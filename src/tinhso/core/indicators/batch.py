"""Many figures at once: one query for each table they are of, whatever the number of months, units or agencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, set_scope, system
from tinhso.core.indicators.access import READ_BELOW
from tinhso.core.indicators.places import Places, places
from tinhso.core.indicators.records import Records, Table
from tinhso.core.indicators.registry import Indicator, by_code
from tinhso.core.indicators.rules import Measure, Period, Reading, roll_up
from tinhso.core.organisations.public import UnitView, directory
from tinhso.kit import clock

Readings = dict[str, dict[Any, Reading]]
"""By code, then by month, unit or agency."""


def monthly(actor: Actor, codes: Iterable[str], period: Period, units: Sequence[int]) -> Readings:
    """Each code's figure for every month that the period touches (the parts of months outside it are not counted)."""
    at = places(actor, units)
    months = period.months()
    made: Readings = {}
    for table, group in _by_table(codes).items():
        found = _grouped(table.rows(actor, period, at).annotate(_key=table.month), group, _month)
        made |= {i.code: {m: found[i.code].get(m) or _nothing(i) for m in months} for i in group}
    return made


def by_unit(actor: Actor, codes: Iterable[str], period: Period) -> Readings:
    """The figures of the actor's agency by the unit its records lie with: the agency's id for its leaders' own, None for nobody's."""
    at = Places(frozenset({actor.agency}), frozenset(), frozenset())
    made: Readings = {}
    for table, group in _by_table(codes).items():
        made |= _grouped(table.rows(actor, period, at).annotate(_key=F(table.unit)), group, table.unit_of)
    return made


def agencies_below(actor: Actor) -> list[UnitView]:
    """The agencies that stand below the actor's and work in this instance, a parent before its children."""
    tree = directory()
    return [u for u in tree.subtree(actor.agency) if u.is_agency and u.id != actor.agency and tree.hosted(u.id)]


def by_agency(actor: Actor, codes: Iterable[str], period: Period) -> Readings:
    """The figures of the agencies below, as figures: their records stay behind their own walls. Raises NotAllowed.

    The product itself counts, as one who sees what each agency's own register readers see; whoever asks gets numbers and no row.
    """
    READ_BELOW.require(actor)
    below = [u.id for u in agencies_below(actor)]
    if not below:
        return {code: {} for code in codes}
    seen = frozenset(p for a in below for p in (principal.every(a), principal.everyone(a)))
    counter = replace(system(below[0], also=tuple(below[1:])), principals=seen)
    made: Readings = {}
    set_scope(counter.agencies, counter.principals)
    try:
        for table, group in _by_table(codes).items():
            found = _grouped(table.rows(counter, period, None).annotate(_key=F("agency_id")), group, int)
            made |= {i.code: {a: found[i.code].get(a) or _nothing(i) for a in below} for i in group}
    finally:
        set_scope(actor.agencies, actor.principals)
    return made


def _by_table(codes: Iterable[str]) -> dict[type[Table], list[Indicator]]:
    """Raises KeyError for an unknown code, TypeError for a figure that is not over records."""
    found: dict[type[Table], list[Indicator]] = {}
    for code in codes:
        wanted = by_code(code)
        if not issubclass(wanted.source, Records):
            raise TypeError(f"{code} is not a figure over records")
        found.setdefault(wanted.source.table, []).append(wanted)
    return found


def _grouped(rows: QuerySet[Any], group: list[Indicator], key: Any) -> Readings:
    """One query: both parts of every figure for each value of `_key`; values with the same `key` are added."""
    asked = {}
    for n, i in enumerate(group):
        source: Any = i.source
        asked[f"_n{n}"] = Count("pk", filter=source.condition("numerator"))
        if i.measure is not Measure.COUNT:
            asked[f"_d{n}"] = Count("pk", filter=source.condition("denominator"))
    made: Readings = {i.code: {} for i in group}
    for row in rows.order_by().values("_key").annotate(**asked):
        where = None if row["_key"] is None else key(row["_key"])
        for n, i in enumerate(group):
            one = Reading(i.measure, row[f"_n{n}"], row.get(f"_d{n}"))
            before = made[i.code].get(where)
            made[i.code][where] = one if before is None else roll_up(i.measure, [before, one])
    return made


def _nothing(i: Indicator) -> Reading:
    return roll_up(i.measure, ())


def _month(value: date | datetime) -> date:
    local = value.astimezone(clock.VIETNAM) if isinstance(value, datetime) else value
    return date(local.year, local.month, 1)
