from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, acting
from tinhso.core.indicators import public as indicators
from tinhso.core.indicators import registry
from tinhso.core.indicators.rules import Measure, Period, Reading, roll_up
from tinhso.core.work.models import NO_DUE, Task
from tinhso.kit import clock

YEAR = Period.year(2020)


def test_2027_of_2055_is_98_64_percent() -> None:
    assert Reading(Measure.PERCENT, 2027, 2055).value == Decimal("98.64")


def test_a_zero_denominator_is_no_data_not_zero() -> None:
    assert Reading(Measure.PERCENT, 0, 0).value is None and Reading(Measure.MEAN, 0, 0).value is None
    assert Reading(Measure.PERCENT, 0, 3).value == 0
    assert Reading(Measure.COUNT, 0).value == 0


def test_ratios_roll_up_by_adding_never_by_averaging() -> None:
    rows = [Reading(Measure.PERCENT, 1, 1), Reading(Measure.PERCENT, 0, 99), Reading(Measure.PERCENT, 0, 0)]
    assert roll_up(Measure.PERCENT, rows) == Reading(Measure.PERCENT, 1, 100)
    assert roll_up(Measure.PERCENT, []).value is None and roll_up(Measure.COUNT, []).value == 0
    with pytest.raises(ValueError, match="measures"):
        roll_up(Measure.PERCENT, [Reading(Measure.COUNT, 1)])
    with pytest.raises(ValueError, match="denominator"):
        Reading(Measure.PERCENT, 1)


def test_a_quarter_ends_with_its_month() -> None:
    assert Period.quarter(2020, 1) == Period(date(2020, 1, 1), date(2020, 3, 31))
    assert Period.month(2020, 2).last == date(2020, 2, 29)
    with pytest.raises(ValueError, match="period"):
        Period(date(2020, 2, 2), date(2020, 2, 1))


RATIOS = st.builds(lambda n, more: Reading(Measure.PERCENT, n, n + more), st.integers(0, 10**6), st.integers(0, 10**6))


@given(st.lists(RATIOS, max_size=8), st.lists(RATIOS, max_size=8))
def test_rolling_up_in_two_steps_is_rolling_up_at_once(a: list[Reading], b: list[Reading]) -> None:
    stepwise = roll_up(Measure.PERCENT, [roll_up(Measure.PERCENT, a), roll_up(Measure.PERCENT, b)])
    assert stepwise == roll_up(Measure.PERCENT, a + b)
    values = [r.value for r in a + b if r.value is not None]
    if values and (total := stepwise.value) is not None:
        assert min(values) <= total <= max(values)


@pytest.fixture
def done_tasks() -> Iterator[str]:
    """A real indicator over tasks, for this test alone: closed tasks of the units' agencies among all."""

    @indicators.indicator(
        code="TEST.DONE", vi="Tỷ lệ việc đã xong", en="Share of tasks done", measure=Measure.PERCENT, unit=indicators.Words("%", "%"),
        formula_vi="việc đã xong / việc được giao", formula_en="tasks done / tasks given",
    )  # fmt: skip
    class DoneTasks:
        @staticmethod
        def denominator(actor: Actor, units: Sequence[int], period: Period) -> Any:
            return Task.objects.visible_to(actor).filter(agency_id__in=units, opened_at__date__range=(period.first, period.last))

        @staticmethod
        def numerator(actor: Actor, units: Sequence[int], period: Period) -> Any:
            return DoneTasks.denominator(actor, units, period).filter(state="done")

        @staticmethod
        def drill(actor: Actor, units: Sequence[int], period: Period, part: str) -> Iterable[indicators.Drilled]:
            rows = getattr(DoneTasks, part)(actor, units, period).order_by("id")
            return [indicators.Drilled(row.title, row.url) for row in rows]

    yield "TEST.DONE"
    registry._registry.pop("TEST.DONE")


def task(cast: Cast, assignee: str, n: int, done: bool) -> None:
    at = datetime(2020, 6, 1, 9, tzinfo=clock.VIETNAM)
    Task.objects.create(
        agency_id=cast.agency, kind="k", subject=f"s:{n}", title=f"Việc {n}", url=f"/{n}", assignee=assignee, opened_at=at, sort_due=NO_DUE,
        state="done" if done else "open", done_at=at if done else None,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_figure_opens_down_to_as_many_records_as_it_says(done_tasks: str) -> None:
    cast = build_cast()
    with acting(cast.clerk):
        for n in range(4):
            task(cast, f"o{cast.clerk.post}", n, done=n < 3)
        task(cast, f"o{cast.director.post}", 9, done=True)  # of another: counted for neither
        reading = indicators.read(cast.clerk, done_tasks, YEAR, [cast.agency])
        assert (reading.numerator, reading.denominator, reading.value) == (3, 4, Decimal("75.00"))
        for part, amount in (("numerator", 3), ("denominator", 4)):
            assert len(indicators.drill(cast.clerk, done_tasks, YEAR, [cast.agency], part)) == amount
        with pytest.raises(ValueError, match="not all"):
            indicators.drill(cast.clerk, done_tasks, YEAR, [cast.agency], "all")
        each = indicators.read_each(cast.clerk, done_tasks, YEAR, [cast.agency, cast.other])
        assert each[cast.other].value is None and roll_up(Measure.PERCENT, each.values()) == reading


@pytest.mark.django_db
def test_what_was_reported_stays_as_it_was_said(done_tasks: str) -> None:
    cast = build_cast()
    with acting(cast.clerk):
        task(cast, f"o{cast.clerk.post}", 1, done=True)
        first = indicators.keep(cast.clerk, done_tasks, YEAR, cast.agency)
        task(cast, f"o{cast.clerk.post}", 2, done=False)
        assert indicators.keep(cast.clerk, done_tasks, YEAR, cast.agency) == first == Reading(Measure.PERCENT, 1, 1)
        assert indicators.kept(cast.clerk, done_tasks, cast.agency) == {YEAR: first}
    with acting(cast.other_clerk):
        assert indicators.kept(cast.other_clerk, done_tasks, cast.agency) == {}


def test_a_code_is_declared_once(done_tasks: str) -> None:
    declared = indicators.by_code(done_tasks)
    with pytest.raises(ValueError, match="twice"):
        indicators.indicator(
            code=done_tasks, vi="", en="", measure=Measure.COUNT, unit="", formula_vi="", formula_en=""
        )(declared.source)  # fmt: skip
    assert declared in indicators.all_indicators()
