"""Điều 7 and Phụ lục III.I: the types and their abbreviations, letter by letter."""

from __future__ import annotations

from datetime import date

import pytest

from tinhso.documents.types import ADMINISTRATIVE, ALL, BY_CODE, COPIES, LEGAL, Addressed, symbol

# Typed from the decree's table, apart from the code.
ANNEX_III = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ", "Thông cáo": "TC",
    "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA", "Đề án": "ĐA",
    "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr", "Hợp đồng": "HĐ", "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT", "Giấy ủy quyền": "GUQ", "Giấy mời": "GM", "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP", "Phiếu gửi": "PG", "Phiếu chuyển": "PC", "Phiếu báo": "PB",
}  # fmt: skip


def test_dieu_7_lists_29_types_and_annex_iii_abbreviates_27_of_them() -> None:
    assert [t.ordinal for t in ADMINISTRATIVE] == list(range(1, 30))
    assert {t.vi: t.abbreviation for t in ADMINISTRATIVE if t.abbreviation} == ANNEX_III
    assert [t.vi for t in ADMINISTRATIVE if not t.abbreviation] == ["Công văn", "Thư công"]


def test_copies_are_sy_trs_sl() -> None:
    assert [(t.vi, t.abbreviation) for t in COPIES] == [("Sao y", "SY"), ("Trích sao", "TrS"), ("Sao lục", "SL")]


def test_sample_1_4_names_seventeen_types_and_four_have_no_sample() -> None:
    named = {t.code for t in ADMINISTRATIVE if t.sample == "1.4" and t.prescribed}
    assert len(named) == 17
    assert {t.vi for t in ADMINISTRATIVE if not t.prescribed} == {"Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận", "Thư công"}
    assert {t.vi for t in ADMINISTRATIVE if t.addressed is not Addressed.NEVER} == {"Công văn", "Công điện", "Tờ trình", "Báo cáo"}


def test_codes_are_unique_and_fit_a_column() -> None:
    assert len(BY_CODE) == len(ALL) and all(t.code.isascii() and len(t.code) <= 20 for t in ALL)


@pytest.mark.parametrize(
    ("code", "agency", "unit", "year", "expected"),
    [
        ("decision", "STTTT", "CNTT", 2020, "/QĐ-STTTT"),
        ("official_letter", "UBND", "VX", 2020, "/UBND-VX"),
        ("legal_decision", "UBND", "", 2020, "/2020/QĐ-UBND"),
    ],
)
def test_symbol_of_each_family(code: str, agency: str, unit: str, year: int, expected: str) -> None:
    assert symbol(BY_CODE[code], agency, unit, year) == expected


def test_symbol_of_a_legal_document_needs_its_year() -> None:
    with pytest.raises(ValueError, match="year"):
        symbol(BY_CODE["legal_decision"], "UBND")


def test_a_directive_was_a_legal_document_only_under_the_law_of_2004() -> None:
    directive = BY_CODE["legal_directive"]
    assert directive.in_force(date(2016, 6, 30)) and not directive.in_force(date(2016, 7, 1))
    assert all(t.in_force(date(2020, 6, 1)) for t in LEGAL if t is not directive)
