"""Numbers and dates as the decree writes them (Appendix I, Part I, II.3, II.4)."""

from __future__ import annotations

from datetime import date

import pytest

from tinhso.documents.writing import day_text, month_text, number_text


@pytest.mark.parametrize(("number", "shown"), [(1, "01"), (9, "09"), (10, "10"), (215, "215"), (2055, "2055")])
def test_phu_luc_i_ii_3_numbers_below_10_get_a_leading_0(number: int, shown: str) -> None:
    assert number_text(number) == shown


@pytest.mark.parametrize("number", [0, -1])
def test_there_is_no_number_below_1(number: int) -> None:
    with pytest.raises(ValueError, match="start at 1"):
        number_text(number)


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        (date(2020, 1, 5), ("05", "01")),
        (date(2020, 2, 10), ("10", "02")),
        (date(2020, 3, 9), ("09", "3")),
        (date(2020, 12, 31), ("31", "12")),
    ],
)
def test_phu_luc_i_ii_4_only_days_below_10_and_months_1_and_2_get_a_0(day: date, parts: tuple[str, str]) -> None:
    assert (day_text(day), month_text(day)) == parts
