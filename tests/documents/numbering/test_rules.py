"""The law of numbers as pure functions (ND30 Điều 15; Appendix I, Part I, II.3, II.4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.documents.numbering.models import Series
from tinhso.documents.numbering.rules import DRAWN, SeriesView, check_year, choose, next_number, notation
from tinhso.documents.writing import number_text
from tinhso.kit.errors import Refusal


@pytest.mark.parametrize(
    ("number", "symbol", "shown"),
    [(215, "/QĐ-STTTT", "215/QĐ-STTTT"), (12, "/UBND-VX", "12/UBND-VX"), (6, "/2020/QĐ-UBND", "06/2020/QĐ-UBND"), (7, "", "07")],
)
def test_phu_luc_i_ii_3_number_and_symbol_stand_without_spaces(number: int, symbol: str, shown: str) -> None:
    assert notation(number, symbol) == shown


COMMON = SeriesView(1, "administrative", ())
DECISIONS = SeriesView(2, "administrative", ("decision",))
GROUP = SeriesView(9, "administrative", ("decision", "report"))
SECRET = SeriesView(3, "secret", ())
COPIES = SeriesView(4, "copy", ())
LEGAL = SeriesView(5, "normative", ("legal_decision",))


def pick(*series: SeriesView, type_code: str = "report", secrecy: str = "", normative: bool = False) -> int:
    return choose(series, type_code=type_code, secrecy=secrecy, normative=normative).id


def test_dieu_15_1_c_the_head_orders_one_common_series_or_one_for_a_type() -> None:
    assert pick(COMMON, DECISIONS, SECRET, COPIES) == COMMON.id
    assert pick(COMMON, DECISIONS, type_code="decision") == DECISIONS.id
    assert pick(COMMON, type_code="decision") == COMMON.id


def test_dieu_15_1_c_the_head_orders_one_series_for_a_group_of_types() -> None:
    assert [pick(COMMON, GROUP, type_code=code) for code in (*GROUP.types, "official_letter")] == [GROUP.id, GROUP.id, COMMON.id]


def test_dieu_15_1_a_each_normative_type_has_its_own_and_never_the_common_one() -> None:
    assert pick(COMMON, LEGAL, type_code="legal_decision", normative=True) == LEGAL.id
    with pytest.raises(Refusal) as told:
        pick(COMMON, LEGAL, SeriesView(6, "normative", ()), type_code="legal_resolution", normative=True)
    assert told.value.code == "series.none"


@pytest.mark.parametrize("secrecy", ["confidential", "secret", "top_secret"])
def test_dieu_15_2_secret_documents_have_their_own_series(secrecy: str) -> None:
    assert pick(COMMON, DECISIONS, SECRET, type_code="decision", secrecy=secrecy) == SECRET.id
    with pytest.raises(Refusal, match="no number series"):
        pick(COMMON, secrecy=secrecy)


def test_copies_and_arrivals_never_serve_documents() -> None:
    with pytest.raises(Refusal):
        pick(COPIES, SeriesView(7, "arrival", ()), SeriesView(8, "council", ()))


def test_every_kind_that_can_be_declared_is_drawn_from() -> None:
    asked = [{"secrecy": "secret"}, {"normative": True}, {}]
    found = {
        choose([SeriesView(1, k, ("report",)) for k in Series.Kind], type_code="report", **{"secrecy": "", "normative": False, **a}).kind
        for a in asked
    }
    assert found | {Series.Kind.ARRIVAL} == DRAWN


def test_two_series_that_fit_are_a_question_to_the_administrator() -> None:
    with pytest.raises(Refusal) as told:
        pick(COMMON, SeriesView(9, "administrative", ()))
    assert told.value.code == "series.ambiguous"


def test_dieu_15_1_numbers_follow_the_order_of_dates() -> None:
    assert next_number(0, None, date(2020, 1, 1)) == 1
    assert next_number(7, date(2020, 3, 9), date(2020, 3, 9)) == 8
    with pytest.raises(Refusal) as told:
        next_number(7, date(2020, 3, 10), date(2020, 3, 9))
    assert told.value.code == "series.date_before_last"
    assert "09/03/2020" in told.value.vi and "10/03/2020" in told.value.en


def test_the_printed_year_is_the_numbers_year() -> None:
    check_year(None, 2021)
    check_year(2020, 2020)
    with pytest.raises(Refusal, match=r"series\.year_printed"):
        check_year(2020, 2021)


@given(st.integers(1, 10**6))
def test_what_is_written_reads_back(number: int) -> None:
    assert int(number_text(number)) == number
    assert len(number_text(number)) >= 2
