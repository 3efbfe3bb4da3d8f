"""Any sequence of days, numbers, failures and voids keeps the register as the decree wants it (Điều 15.1, 22)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from tests.documents.numbering.conftest import Registry
from tinhso.documents.numbering.public import Line, Series, start_after, take, void
from tinhso.kit import ids
from tinhso.kit.errors import Refusal


def test_numbers_are_gap_free_and_follow_the_dates_whatever_happens(registry: Registry) -> None:
    class Days(RuleBasedStateMachine):
        live: list[UUID]

        @initialize(day=st.dates(date(2019, 12, 1), date(2021, 2, 1)), began=st.one_of(st.none(), st.integers(0, 500)))
        def open_series(self, day: date, began: int | None) -> None:
            self.day, self.live, self.began = day, [], began or 0
            self.code = f"s{ids.new().hex}"
            with registry.on(day, registry.cast.administrator) as actor:
                series = Series.objects.create(agency_id=actor.agency, code=self.code, name="Sổ", kind="administrative")
                if began is not None:
                    start_after(actor, series, last_number=began, last_date=day)
            self.first_year = day.year

        @rule(days=st.sampled_from([0, 0, 0, 1, 2, 30, 200]))
        def days_pass(self, days: int) -> None:
            self.day += timedelta(days=days)

        @rule()
        def number(self) -> None:
            document = ids.new()
            before = self.lines()
            line = registry.take(self.day, self.code, symbol=f"/{self.code}", document=document)
            same_year = [kept for kept in before if kept.year == self.day.year]
            begun = self.began if self.day.year == self.first_year else 0
            assert line.number == (max(kept.number for kept in same_year) if same_year else begun) + 1
            assert (line.date, line.year) == (self.day, self.day.year)
            self.live.append(document)

        @rule()
        def number_in_an_act_that_fails(self) -> None:
            before = len(self.lines())
            with pytest.raises(ZeroDivisionError), registry.on(self.day) as clerk:
                take(clerk, registry.series(self.code), kind="outgoing", document=ids.new(), symbol=f"/{self.code}")
                raise ZeroDivisionError
            assert len(self.lines()) == before

        @precondition(lambda self: self.live)
        @rule(which=st.integers(0, 10**6))
        def void_one(self, which: int) -> None:
            document = self.live.pop(which % len(self.live))
            with registry.on(self.day) as clerk:
                void(clerk, kind="outgoing", document=document, reason="Sai")

        @precondition(lambda self: self.live)
        @rule(days=st.integers(1, 40))
        def the_clock_stands_before_the_last_number(self, days: int) -> None:
            last = max(line.date for line in self.lines())
            wrong = last - timedelta(days=days)
            if wrong.year == last.year:
                with pytest.raises(Refusal, match=r"series\.date_before_last"), transaction.atomic():
                    registry.take(wrong, self.code, symbol=f"/{self.code}")

        @invariant()
        def the_register_is_whole(self) -> None:
            if not hasattr(self, "code"):
                return
            lines = self.lines()
            for year in {line.year for line in lines}:
                numbers = [line.number for line in lines if line.year == year]
                begun = self.began if year == self.first_year else 0
                assert numbers == list(range(begun + 1, begun + 1 + len(numbers)))
            assert [line.date for line in lines] == sorted(line.date for line in lines)
            assert all(line.date.year == line.year for line in lines)
            assert len({(line.year, line.notation) for line in lines}) == len(lines)
            assert {line.document for line in lines if line.voided_at is None} == set(self.live)

        def lines(self) -> list[Line]:
            with registry.on(self.day) as clerk:
                return list(Line.objects.within(clerk).filter(series__code=self.code).order_by("year", "number"))

    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        ),
    )
