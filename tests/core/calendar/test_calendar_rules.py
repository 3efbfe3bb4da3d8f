from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.calendar.days import DayRule
from tinhso.core.calendar.rules import Pause, WorkingCalendar
from tinhso.kit.clock import VIETNAM
from tinhso.kit.errors import Refusal

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(2015, 6, 1), date(2049, 12, 31))
SHORT = st.integers(0, 120)


def at(day: int, month: int, hour: int, minute: int = 0, year: int = 2020) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


def test_tet_2020_is_off_from_23_to_29_january() -> None:
    off = [day for day in range(20, 32) if not CALENDAR.is_working(date(2020, 1, day))]
    assert off == [23, 24, 25, 26, 27, 28, 29]


def test_2020_has_the_working_days_of_the_state_calendar() -> None:
    # 262 weekdays less 1/1, five of Tết, 2/4 (Hùng Vương), 30/4, 1/5 and 2/9.
    assert CALENDAR.working_days_between(date(2019, 12, 31), date(2020, 12, 31)) == 252
    assert not CALENDAR.is_working(date(2020, 4, 2))
    assert CALENDAR.is_working(date(2020, 9, 3)) and not CALENDAR.is_working(date(2021, 9, 3))


@pytest.mark.parametrize(("off", "made_up"), [((2018, 12, 31), (2019, 1, 5)), ((2024, 4, 29), (2024, 5, 4)), ((2026, 1, 2), (2026, 1, 10))])
def test_a_make_up_saturday_is_worked_and_says_why(off: tuple[int, int, int], made_up: tuple[int, int, int]) -> None:
    assert not CALENDAR.is_working(date(*off)) and CALENDAR.is_working(date(*made_up))
    assert date(*made_up).weekday() == 5
    assert "Làm bù" in str(CALENDAR.reason(date(*made_up)))


def test_a_term_starts_the_next_working_day() -> None:
    assert CALENDAR.deadline(date(2020, 12, 18), 1) == date(2020, 12, 21)  # Friday to Monday
    assert CALENDAR.deadline(date(2020, 12, 19), 1) == date(2020, 12, 21)  # Saturday counts for nothing
    assert CALENDAR.deadline(date(2020, 1, 22), 3) == date(2020, 2, 3)  # over Tết


def test_a_term_of_plain_days_ending_on_a_day_off_ends_on_the_next_working_day() -> None:
    assert CALENDAR.deadline_in_days(date(2020, 1, 13), 10) == date(2020, 1, 30)
    assert CALENDAR.deadline_in_days(date(2020, 12, 7), 3) == date(2020, 12, 10)


def test_article_18_the_last_lawful_instant_is_the_close_of_the_next_working_day() -> None:
    assert CALENDAR.same_day_or_next_working_day(at(18, 12, 16)) == at(21, 12, 17)


def test_decision_28_article_6_an_electronic_document_goes_by_the_next_working_morning() -> None:
    assert CALENDAR.morning_of_next_working_day(at(18, 12, 14, 30)) == at(21, 12, 11, 30)
    assert CALENDAR.morning_of_next_working_day(at(22, 1, 9)) == at(30, 1, 11, 30)


def test_same_day_after_the_office_closed_is_the_next_working_day() -> None:
    assert CALENDAR.same_day(at(18, 12, 16, 59)) == at(18, 12, 17)
    assert CALENDAR.same_day(at(18, 12, 17, 1)) == at(21, 12, 17)
    assert CALENDAR.same_day(at(19, 12, 9)) == at(21, 12, 17)


def test_an_instant_belongs_to_its_day_in_vietnam() -> None:
    from datetime import UTC

    assert CALENDAR.next_working_day(datetime(2020, 12, 20, 20, tzinfo=UTC)) == date(2020, 12, 22)  # Monday 03:00 here


def test_the_office_is_closed_at_noon() -> None:
    assert CALENDAR.office_open(at(18, 12, 11, 29)) and not CALENDAR.office_open(at(18, 12, 12))
    assert not CALENDAR.office_open(at(19, 12, 9))


def test_an_override_wins_over_the_library_and_keeps_its_basis() -> None:
    own = WorkingCalendar([DayRule(date(2020, 12, 18), False, "Quyết định số 01/QĐ-X ngày 01/12/2020")])
    assert not own.is_working(date(2020, 12, 18))
    assert own.reason(date(2020, 12, 18)) == "Quyết định số 01/QĐ-X ngày 01/12/2020"
    assert CALENDAR.is_working(date(2020, 12, 18))


def test_a_day_outside_the_calendar_is_refused_in_words() -> None:
    with pytest.raises(Refusal) as no:
        CALENDAR.deadline(date(2050, 12, 30), 5)
    assert no.value.code == "calendar.outside"
    with pytest.raises(Refusal):
        CALENDAR.is_working(date(2014, 12, 31))


@given(DAYS, SHORT)
def test_adding_walks_exactly_as_many_working_days(start: date, days: int) -> None:
    end = CALENDAR.add_working_days(start, days)
    walked = sum(CALENDAR.is_working(start + timedelta(n)) for n in range(1, (end - start).days + 1))
    assert CALENDAR.is_working(end)
    assert CALENDAR.working_days_between(start, end) == walked
    assert walked == days or (days == 0 and not CALENDAR.is_working(start) and walked == 1)


@given(DAYS, st.integers(1, 120))
def test_going_back_undoes_going_forth(start: date, days: int) -> None:
    start = CALENDAR.on_or_after(start)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, days), -days) == start


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(a: date, b: date, c: date) -> None:
    between = CALENDAR.working_days_between
    assert between(a, b) + between(b, c) == between(a, c) and between(a, b) == -between(b, a)


def test_a_pause_moves_the_deadline_by_its_working_days() -> None:
    clock = CALENDAR.clock(date(2020, 12, 1), [Pause(date(2020, 12, 3), date(2020, 12, 8), "chờ bổ sung")])
    assert clock.due(5) == date(2020, 12, 11)  # 2, 3 | 9, 10, 11
    assert clock.spent(date(2020, 12, 7)) == 2 and clock.spent(date(2020, 12, 9)) == 3


def test_a_clock_still_paused_has_no_deadline_unless_it_ran_out_before() -> None:
    clock = CALENDAR.clock(date(2020, 12, 1), [Pause(date(2020, 12, 3), None)])
    assert clock.paused and clock.due(5) is None
    assert clock.due(2) == date(2020, 12, 3)


PAUSES = st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 30)), max_size=5)


@given(DAYS, st.integers(1, 40), PAUSES)
def test_a_due_clock_has_spent_exactly_its_term(start: date, days: int, gaps: list[tuple[int, int]]) -> None:
    pauses = [Pause(start + timedelta(s), start + timedelta(s + length)) for s, length in gaps]
    clock = CALENDAR.clock(start, pauses)
    due = clock.due(days)
    assert due is not None and due >= CALENDAR.deadline(start, days)
    assert clock.spent(due) == days
    assert clock.spent(due - timedelta(1)) == days - 1
    # An independent walk: a day counts when it is worked, after the start, and in no pause (its first day counted, its last not).
    stopped = {start + timedelta(d) for s, length in gaps for d in range(max(s, 0) + 1, s + length + 1)}
    walk, counted = start, 0
    while counted < days:
        walk += timedelta(1)
        counted += CALENDAR.is_working(walk) and walk not in stopped
    assert due == walk
