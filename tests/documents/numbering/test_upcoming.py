"""Điều 15: what the next number would be, told before it is given: read without a lock, and no number is kept by looking."""

from __future__ import annotations

from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import build_cast
from tests.conftest import cloned, connected_to
from tests.documents.numbering.conftest import Registry
from tinhso.documents.numbering.models import SeriesYear
from tinhso.documents.numbering.public import Asked, Upcoming, declare, start_after, take, upcoming
from tinhso.engines.postgres import Engine
from tinhso.kit import ids
from tinhso.kit.errors import Refusal

DECISION = Asked("decision", "", "/QĐ-STNA", 2020, "/QĐ-STNA")
SECRET = Asked("decision", "confidential", "/QĐ-STNA")


def told(registry: Registry, *asked: Asked, on: str = "2020-03-09") -> list[Upcoming | Refusal]:
    with registry.on(on) as clerk:
        return upcoming(clerk, asked)


def numbers(registry: Registry, *asked: Asked, on: str = "2020-03-09") -> list[str]:
    return [u.code if isinstance(u, Refusal) else u.notation for u in told(registry, *asked, on=on)]


def test_dieu_15_1_what_is_told_is_what_is_taken_next(registry: Registry) -> None:
    (first,) = told(registry, DECISION)
    assert first == Upcoming(registry.series("vb").name, 1, "01/QĐ-STNA", date(2020, 3, 9), 0, None)
    assert registry.take("2020-03-09").notation == "01/QĐ-STNA"
    (second,) = told(registry, DECISION, on="2020-03-10")
    assert (second.notation, second.day, second.last_number, second.last_date) == (  # type: ignore[union-attr]
        "02/QĐ-STNA", date(2020, 3, 10), 1, date(2020, 3, 9),
    )  # fmt: skip
    assert numbers(registry, Asked("decision", "", "/QĐ-STNA", 2021), on="2021-01-04") == ["01/QĐ-STNA"], "a new year begins at 01"


def test_looking_keeps_no_number_and_writes_nothing(registry: Registry) -> None:
    for _ in range(3):
        assert numbers(registry, DECISION) == ["01/QĐ-STNA"]
    with registry.on("2020-03-09"):
        assert not SeriesYear.objects.within(registry.cast.clerk).exists()


def test_several_are_told_in_their_order_each_from_its_series(registry: Registry) -> None:
    with registry.on("2020-03-09", registry.cast.chief) as chief:
        start_after(chief, registry.series("vb", chief), last_number=123, last_date=date(2020, 3, 6))
    assert numbers(registry, DECISION, SECRET, Asked("report", "", "/BC-STNA"), DECISION) == [
        "124/QĐ-STNA", "01/QĐ-STNA", "125/BC-STNA", "126/QĐ-STNA",
    ]  # fmt: skip


def test_what_taking_would_refuse_is_told_as_that_and_moves_no_number_on(registry: Registry) -> None:
    wrong_year, wrong_symbol = Asked("decision", "", "/QĐ-STNA", 2019), Asked("decision", "", "/QĐ-STNA", 2020, "/QĐ-KHAC")
    assert numbers(registry, wrong_year, wrong_symbol, Asked("ordinance", "", "/X"), DECISION) == [
        "series.year_printed", "series.symbol_printed", "series.none", "01/QĐ-STNA",
    ]  # fmt: skip
    registry.take("2020-03-10")
    assert numbers(registry, DECISION) == ["series.date_before_last"], "the clock stands before the last number: no back-dating"


def test_a_notation_that_another_series_gave_is_told_as_refused(registry: Registry) -> None:
    with registry.on("2020-03-09", registry.cast.chief) as chief:
        declare(chief, code="bc", name="Báo cáo", kind="administrative", types=("report",))
    registry.take("2020-03-09", symbol="/X")
    assert numbers(registry, Asked("report", "", "/X"), Asked("decision", "confidential", "/X")) == ["series.notation_taken", "01/X"]


def test_fifty_cost_as_many_queries_as_one(registry: Registry) -> None:
    registry.take("2020-03-09")
    counts = []
    for many in (1, 50):
        with registry.on("2020-03-09") as clerk, CaptureQueriesContext(connection) as asked:
            upcoming(clerk, [DECISION] * many)
        counts.append(len(asked))
    assert counts == [3, 3]


@pytest.mark.slow
def test_looking_waits_for_nobody_who_is_taking_a_number(engine: Engine, template: str, django_db_blocker: Any) -> None:
    """The other clerk's transaction holds the series: the number is told at once, and the one given in the end is another."""
    with cloned(engine, template) as name, django_db_blocker.unblock(), connected_to(name):
        registry = Registry(build_cast())
        registry.take("2020-03-09")
        with psycopg.connect(**{**engine.dsn("admin"), "dbname": name}) as other:
            other.execute("SELECT 1 FROM numbering_seriesyear FOR UPDATE")
            with registry.on("2020-03-09") as clerk:
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '1s'; SET LOCAL statement_timeout = '5s'")
                (shown,) = upcoming(clerk, [DECISION])
            assert isinstance(shown, Upcoming) and shown.notation == "02/QĐ-STNA"
            other.rollback()
        registry.take("2020-03-09")
        with registry.on("2020-03-09") as clerk:
            line = take(clerk, registry.series("vb", clerk), kind="outgoing", document=ids.new(), symbol=DECISION.symbol)
        assert line.notation == "03/QĐ-STNA"
