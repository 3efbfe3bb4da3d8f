"""QĐ 28/2018 and QĐ 20/2020: two spellings of one identifier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.organisations.rules import as_qd28, canonical, parse
from tinhso.kit.errors import Refusal

top = st.builds(lambda c, n: f"{c}{n:02d}", st.sampled_from("ABCDEGHIJK"), st.integers(0, 99))
digits2 = st.integers(0, 99).map(lambda n: f"{n:02d}")
digits3 = st.integers(0, 999).map(lambda n: f"{n:03d}")
qd28 = st.builds(lambda d, c, b, a: f"{d}.{c}.{b}.{a}", digits3, digits2, digits2, top)
qd20 = st.builds(lambda a, rest: ".".join([a, *rest]), top, st.lists(st.one_of(digits2, digits3), max_size=8)).filter(
    lambda c: len(c) <= 35
)


@given(qd28)
def test_the_13_characters_come_back_from_the_canonical_form(code: str) -> None:
    assert as_qd28(canonical(code)) == code


@given(st.one_of(qd28, qd20))
def test_canonical_is_a_fixed_point(code: str) -> None:
    assert canonical(canonical(code)) == canonical(code)


@given(top, digits2.filter(lambda g: g != "00"), digits2)
def test_both_schemes_of_one_agency_meet(a: str, b: str, c: str) -> None:
    assert canonical(f"000.{c}.{b}.{a}") == canonical(f"{a}.{b}.{c}")


def test_level_one_code_stands_last_in_qd28_and_first_in_qd20() -> None:
    assert parse("000.00.13.H99").canonical == "H99.13"
    assert parse(" h99.13 ").value == "H99.13"
    assert parse("004.22.13.H99").canonical == "H99.13.22.004"
    assert (parse("000.00.00.H99").scheme, parse("H99").scheme) == ("qd28", "qd20")


@pytest.mark.parametrize(
    "text", ["", "H9", "13.H99", "000.00.13", "000.00.13.HH9", "H99.1", "H99..13", "H99" + ".13" * 11, "H99.13;", "Ｈ99"]
)
def test_a_malformed_identifier_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(text)
    assert refused.value.code == "organisations.code"


def test_a_deep_or_wide_identifier_has_no_qd28_form() -> None:
    for code in ("H99.01.02.003.04", "H99.001", "H99.Z1"):
        with pytest.raises(Refusal) as refused:
            as_qd28(code)
        assert refused.value.code == "organisations.code_without_qd28"
