from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kit.money import half_up, percent


def test_the_years_share_of_signed_documents_is_98_64() -> None:
    assert percent(2027, 2055) == Decimal("98.64")


def test_a_zero_denominator_is_no_data_not_zero() -> None:
    assert percent(0, 0) is None
    assert percent(0, 5) == Decimal("0.00")


@pytest.mark.parametrize(
    ("value", "places", "rounded"), [("0.125", 2, "0.13"), ("2.5", 0, "3"), ("1.005", 2, "1.01"), ("-0.125", 2, "-0.13")]
)
def test_half_goes_up_as_reports_print_it(value: str, places: int, rounded: str) -> None:
    assert half_up(Decimal(value), places) == Decimal(rounded)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_within_half_a_unit_of_its_last_place(numerator: int, denominator: int) -> None:
    shown = percent(numerator, denominator)
    assert shown is not None
    # |shown - exact| <= 0.005, in whole numbers so that nothing is rounded by the test
    assert abs(int(shown * 100) * denominator - 10_000 * numerator) * 2 <= denominator
