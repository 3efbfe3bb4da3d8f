from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from tinhso.kit import clock

NEW_YEAR = datetime(2020, 12, 31, 17, 0, tzinfo=UTC)


def test_time_is_vietnams_whatever_zone_it_was_given_in() -> None:
    with clock.at(NEW_YEAR):
        assert clock.today().isoformat() == "2021-01-01"
        assert clock.now().utcoffset() == timedelta(hours=7)
    with clock.at(NEW_YEAR - timedelta(microseconds=1)):
        assert clock.today().isoformat() == "2020-12-31"


def test_the_day_of_an_instant_is_vietnams_though_the_database_answers_in_utc() -> None:
    assert clock.day(NEW_YEAR).isoformat() == "2021-01-01"
    assert clock.day(NEW_YEAR - timedelta(microseconds=1)).isoformat() == "2020-12-31"


def test_a_played_instant_ends_with_its_block_and_may_be_nested() -> None:
    with clock.at(NEW_YEAR):
        with clock.at(NEW_YEAR + timedelta(days=1)):
            assert clock.today().isoformat() == "2021-01-02"
        assert clock.today().isoformat() == "2021-01-01"
        assert clock.playing()
    assert not clock.playing()
    assert abs((clock.now() - clock.real()).total_seconds()) < 5


def test_a_played_instant_ends_with_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(NEW_YEAR):
        raise ZeroDivisionError
    assert not clock.playing()


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2020, 1, 1)):
        pass


def test_another_thread_keeps_its_own_time() -> None:
    seen: list[bool] = []
    with clock.at(NEW_YEAR):
        thread = threading.Thread(target=lambda: seen.append(clock.playing()))
        thread.start()
        thread.join()
    assert seen == [False]


def test_a_job_resumes_the_instant_of_its_cause_only_while_a_year_is_played() -> None:
    with clock.resume(NEW_YEAR):
        assert clock.now().year != 2021
    with clock.at(NEW_YEAR + timedelta(days=9)), clock.resume(NEW_YEAR):
        assert clock.now() == NEW_YEAR
