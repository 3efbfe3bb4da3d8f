"""Khóa sổ năm: after it no outgoing document gets a number of the year (Điều 15.1); arrivals go on to the last minute (Điều 22)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.numbering.conftest import Registry
from tinhso.core.access.public import Actor
from tinhso.core.ledger.models import Entry
from tinhso.documents.numbering.public import Asked, close_series, closed_at, declare, reopen_series, series_of_year, upcoming
from tinhso.kit.errors import Conflict, NotAllowed, Refusal

LAST_DAY = "2020-12-31 16:30"


def close(registry: Registry, at: str = LAST_DAY, year: int = 2020, who: Actor | None = None) -> int:
    with registry.on(at, who) as actor:
        return close_series(actor, year)


def test_dieu_15_1_no_number_of_a_closed_year_is_given_and_the_lawful_way_is_said(registry: Registry) -> None:
    registry.take("2020-12-30")
    assert close(registry) == 2  # the open series and the secret one
    for code in ("vb", "mat"):
        with pytest.raises(Refusal) as refused:
            registry.take("2020-12-31 17:00", code)
        assert (
            refused.value.code == "series.year_closed" and "01/01/2021" in refused.value.vi and "Chánh Văn phòng mở lại" in refused.value.vi
        )
    assert registry.take("2021-01-01 00:01").number == 1


def test_dieu_22_an_arrival_of_31_december_23_59_gets_its_number(registry: Registry) -> None:
    close(registry)
    line = registry.take("2020-12-31 23:59", "den", "", kind="incoming")
    assert (line.number, line.year) == (1, 2020)


def test_a_series_declared_after_the_close_gives_no_number_of_the_year(registry: Registry) -> None:
    close(registry)
    with registry.on("2020-12-31 17:00", registry.cast.chief) as chief:
        declare(chief, code="qd", name="Quyết định", kind="administrative", types=("decision",))
    with pytest.raises(Refusal, match="closed"):
        registry.take("2020-12-31 17:10", "qd", "/QĐ-STNA")
    assert registry.take("2021-01-04", "qd", "/QĐ-STNA").number == 1


def test_before_a_number_is_given_its_dialog_tells_that_the_year_is_closed(registry: Registry) -> None:
    close(registry)
    with registry.on("2020-12-31 17:00") as clerk:
        (told,) = upcoming(clerk, [Asked("decision", "", "/QĐ-STNA")])
    assert isinstance(told, Refusal) and told.code == "series.year_closed"


@pytest.mark.parametrize(
    "at, year", [("2020-11-30 16:00", 2020), ("2020-12-31 16:00", 2021), ("2020-12-31 16:00", 2019), ("2021-02-01 08:00", 2020)]
)
def test_it_is_closed_in_december_or_in_the_january_after(registry: Registry, at: str, year: int) -> None:
    with pytest.raises(Refusal, match="1 December"):
        close(registry, at, year)


def test_the_chief_opens_it_again_with_a_reason_while_the_year_lasts(registry: Registry) -> None:
    close(registry)
    c = registry.cast
    with pytest.raises(NotAllowed), registry.on("2020-12-31 17:00", c.clerk) as clerk:
        reopen_series(clerk, 2020, "công điện khẩn")
    with pytest.raises(Refusal, match="reason"), registry.on("2020-12-31 17:00", c.chief) as chief:
        reopen_series(chief, 2020, "  ")
    with registry.on("2020-12-31 17:00", c.chief) as chief:
        reopen_series(chief, 2020, "công điện khẩn")
        assert closed_at(chief, 2020) is None
    assert registry.take("2020-12-31 17:10").number == 1
    close(registry, "2020-12-31 18:00")
    with pytest.raises(Refusal, match="is over"), registry.on("2021-01-01 08:00", c.chief) as chief:
        reopen_series(chief, 2020, "còn sót")


def test_closed_twice_is_told_and_only_the_office_closes_and_only_its_own(registry: Registry) -> None:
    c = registry.cast
    for who in (c.specialist, c.director, c.administrator):
        with pytest.raises(NotAllowed):
            close(registry, who=who)
    close(registry, who=c.chief)
    with pytest.raises(Conflict):
        close(registry)
    assert registry.take("2020-12-31 17:00", actor=c.other_clerk).number == 1


def test_the_ledger_keeps_who_closed_with_the_last_numbers_and_why_it_was_opened(registry: Registry) -> None:
    line = registry.take("2020-12-30")
    close(registry)
    with registry.on("2020-12-31 17:00", registry.cast.chief) as chief:
        reopen_series(chief, 2020, "công điện khẩn")
        closed, opened = Entry.objects.filter(subject=f"year:{chief.agency}:2020").order_by("id")
    assert (
        closed.action == "numbering.close_year"
        and closed.detail["last"][str(line.series_id)] == 1
        and closed.person_id == registry.cast.clerk.person
    )
    assert (opened.action, opened.detail) == ("numbering.reopen_year", {"reason": "công điện khẩn"})


def test_the_year_of_each_series_in_two_queries(registry: Registry) -> None:
    registry.take("2020-12-30")
    registry.take("2020-12-30", "den", "", kind="incoming")
    with registry.on(LAST_DAY) as clerk, CaptureQueriesContext(connection) as caught:
        rows = series_of_year(clerk, 2020)
    assert len(caught) == 2 and [(r.kind, r.last_number, r.given) for r in rows] == [
        ("administrative", 1, 1),
        ("secret", 0, 0),
        ("arrival", 1, 1),
    ]
