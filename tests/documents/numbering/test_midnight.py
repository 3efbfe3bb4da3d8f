"""Numbers asked for at once, on real transactions, across New Year's midnight (Điều 15.1)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.cast import Cast, build_cast
from tests.documents.numbering.conftest import moment
from tinhso.core.access.public import acting
from tinhso.documents.numbering.public import Line, Series, take
from tinhso.kit import clock, ids
from tinhso.kit.errors import Refusal


class Clock:
    """The machine's own clock, set by the test: it goes on while somebody waits, as a played instant does not."""

    def __init__(self, instant: str) -> None:
        self.instant = moment(instant)

    def __call__(self) -> datetime:
        return self.instant


@pytest.fixture
def cast(committed: str) -> Cast:
    return build_cast()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock("2020-12-31 23:59:59.9")
    monkeypatch.setattr(clock, "real", made)
    return made


def numbered(cast: Cast, code: str = "vb", printed: int | None = None) -> Line:
    try:
        with acting(cast.clerk):
            series = Series.objects.within(cast.clerk).get(agency_id=cast.agency, code=code)
            return take(cast.clerk, series, kind="outgoing", document=ids.new(), symbol=f"/{code}", printed_year=printed)
    finally:
        if threading.current_thread() is not threading.main_thread():
            connection.close()


@contextmanager
def somebody_holds_the_series(cast: Cast) -> Iterator[Callable[[], None]]:
    """A clerk's transaction that has taken a number and is not yet at its end; call what is yielded to end it."""
    taken, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with acting(cast.clerk):
                series = Series.objects.within(cast.clerk).get(agency_id=cast.agency, code="vb")
                take(cast.clerk, series, kind="outgoing", document=ids.new(), symbol="/vb")
                taken.set()
                assert may_end.wait(60)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(60)

    def end() -> None:
        may_end.set()
        thread.join()

    try:
        yield end
    finally:
        end()


def until_waiting(count: int) -> None:
    """`count` sessions of this database wait for a lock."""
    deadline = time.monotonic() + 60
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT l.pid) FROM pg_locks l WHERE NOT l.granted")
            if cursor.fetchone()[0] >= count:
                return
        assert time.monotonic() < deadline, "nobody waits"
        time.sleep(0.02)


def test_who_waited_over_midnight_gets_the_first_number_of_the_new_year(cast: Cast, machine: Clock) -> None:
    with ThreadPoolExecutor(3) as pool, somebody_holds_the_series(cast) as end:
        waiting = [pool.submit(numbered, cast) for _ in range(3)]
        until_waiting(3)
        machine.instant = moment("2021-01-01 00:00:00.1")
        end()
        lines = sorted((future.result() for future in waiting), key=lambda line: line.number)
    assert [(line.year, line.notation, line.date.isoformat()) for line in lines] == [
        (2021, f"0{n}/vb", "2021-01-01") for n in (1, 2, 3)
    ]  # fmt: skip
    with acting(cast.clerk):
        kept = Line.objects.within(cast.clerk).filter(year=2020)
        assert [(line.number, line.date.isoformat()) for line in kept] == [(1, "2020-12-31")]


def test_a_document_that_prints_the_old_year_is_refused_when_it_waited_over_midnight(cast: Cast, machine: Clock) -> None:
    with ThreadPoolExecutor(1) as pool, somebody_holds_the_series(cast) as end:
        waiting: Future[Line] = pool.submit(numbered, cast, "vb", 2020)
        until_waiting(1)
        machine.instant = moment("2021-01-01 00:00:00")
        end()
        with pytest.raises(Refusal) as told:
            waiting.result()
    assert told.value.code == "series.year_printed"
    assert numbered(cast, printed=2021).number == 1, "the refused one took nothing"


def test_a_document_that_prints_the_new_year_is_refused_before_midnight(cast: Cast, machine: Clock) -> None:
    with pytest.raises(Refusal, match=r"series\.year_printed"):
        numbered(cast, printed=2021)
    machine.instant = moment("2021-01-01 00:00:00")
    assert numbered(cast, printed=2021).notation == "01/vb"


def test_another_series_does_not_wait(cast: Cast, machine: Clock) -> None:
    with ThreadPoolExecutor(1) as pool, somebody_holds_the_series(cast):
        assert pool.submit(numbered, cast, "mat").result(timeout=30).number == 1


@pytest.mark.slow
def test_eighty_at_once_over_midnight_leave_two_whole_years_in_each_of_two_series(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    start = moment("2020-12-31 23:59:20")
    given: list[int] = []

    def one(i: int) -> None:
        numbered(cast, "vb" if i % 3 else "mat")
        given.append(i)

    monkeypatch.setattr(clock, "real", lambda: start + timedelta(seconds=len(given)))  # a second for each number: midnight at the fortieth
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(80)))
    with acting(cast.clerk):
        lines = list(Line.objects.within(cast.clerk).order_by("given_at", "number"))
    assert len(lines) == 80
    assert {line.year for line in lines} == {2020, 2021}
    for series in {line.series_id for line in lines}:
        for year in (2020, 2021):
            kept = [line for line in lines if (line.series_id, line.year) == (series, year)]
            assert [line.number for line in kept] == list(range(1, len(kept) + 1)), "the order of numbers is the order of time"
            assert {line.date.year for line in kept} <= {year}
