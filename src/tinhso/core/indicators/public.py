"""The door of indicators: declare, read, roll up, drill down, keep."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from tinhso.core.access.public import Actor
from tinhso.core.indicators.access import READ, READ_BELOW, READ_UNIT
from tinhso.core.indicators.batch import Readings, agencies_below, by_agency, by_unit, monthly
from tinhso.core.indicators.models import ReadingRow
from tinhso.core.indicators.places import NO_UNIT, Places
from tinhso.core.indicators.records import Records, Table
from tinhso.core.indicators.registry import Countable, Drilled, Indicator, Source, Words, all_indicators, by_code, indicator
from tinhso.core.indicators.rules import Measure, Period, Reading, roll_up
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui.rows import Row

__all__ = [
    "NO_UNIT", "READ", "READ_BELOW", "READ_UNIT", "Countable", "Drilled", "Indicator", "Measure", "Period", "Places", "Reading", "Readings",
    "Records", "Source", "Table", "Words", "agencies_below", "all_indicators", "by_agency", "by_code", "by_unit", "drill", "indicator", "keep",
    "kept", "listed", "monthly", "read", "read_each", "roll_up",
]  # fmt: skip

PARTS = ("numerator", "denominator")


def read(actor: Actor, code: str, period: Period, units: Sequence[int]) -> Reading:
    """The figure over all `units` together, as the actor may see it. Two queries at most. Raises KeyError for an unknown code."""
    found = by_code(code)
    above = found.source.numerator(actor, units, period)
    below = None if found.measure is Measure.COUNT else found.source.denominator(actor, units, period)
    return Reading(found.measure, _number(above), None if below is None else _number(below))


def read_each(actor: Actor, code: str, period: Period, units: Sequence[int]) -> dict[int, Reading]:
    """The figure of each unit; `roll_up(measure, …)` of them is `read` over all, when no record belongs to two units."""
    return {unit: read(actor, code, period, [unit]) for unit in units}


def drill(actor: Actor, code: str, period: Period, units: Sequence[int], part: str = "numerator") -> list[Drilled]:
    """The records that make a figure: as many as it says. Raises ValueError for an unknown part."""
    if part not in PARTS:
        raise ValueError(f"a figure has {' and '.join(PARTS)}, not {part}")
    return list(by_code(code).source.drill(actor, units, period, part))


def listed(
    actor: Actor, code: str, period: Period, units: Sequence[int], part: str = "numerator", *, older: str = "", newer: str = ""
) -> Page[Row]:
    """The same records as two-line rows, a page at a time. Raises ValueError for an unknown part, Refusal for a malformed cursor."""
    source = by_code(code).source
    if part not in PARTS or not issubclass(source, Records):
        raise ValueError(f"{code} has no {part} that is a list of records")
    return source.page(actor, units, period, part, older, newer)


def keep(actor: Actor, code: str, period: Period, unit: int) -> Reading:
    """Take the reading of a unit and keep it as reported; one reported before stays and is returned."""
    now = read(actor, code, period, [unit])
    row, _ = ReadingRow.objects.within(actor).get_or_create(
        agency_id=actor.agency, code=code, unit_id=unit, first=period.first, last=period.last,
        defaults={"measure": now.measure, "numerator": now.numerator, "denominator": now.denominator, "taken_at": clock.now()},
    )  # fmt: skip
    return _reading(row)


def kept(actor: Actor, code: str, unit: int) -> dict[Period, Reading]:
    """What was reported, in the order of time: the line of a chart."""
    rows = ReadingRow.objects.within(actor).filter(agency_id=actor.agency, code=code, unit_id=unit).order_by("first", "last")
    return {Period(row.first, row.last): _reading(row) for row in rows}


def _reading(row: ReadingRow) -> Reading:
    return Reading(Measure(row.measure), row.numerator, row.denominator)


def _number(counted: Countable) -> int:
    return counted.count() if isinstance(counted, QuerySet) else counted
