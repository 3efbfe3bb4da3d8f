"""Phụ lục IV.I, VI and Điều 15: what a line of an old register must say, judged without a database."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.registers.conftest import into, out
from tinhso.documents.registers.rules import Asked, Judged, Kind, judge, secrecy_of

OUT, INTO = Asked(Kind.OUTGOING, 2018), Asked(Kind.INCOMING, 2018)
TODAY = date(2020, 3, 9)


def judged(asked: Asked, *lines: list[object]) -> Judged:
    return judge(asked, enumerate(lines, 2), TODAY)  # type: ignore[arg-type]


def faults(asked: Asked, *lines: list[object]) -> list[tuple[int, str]]:
    return [(f.row, f.column) for f in judged(asked, *lines).faults]


def test_a_right_line_is_read_with_its_days_and_numbers() -> None:
    (entry,) = judged(OUT, out("215/QĐ-STNA", date(2018, 5, 3))).entries
    assert (entry.number, entry.day, entry.copies, entry.moved) == (215, date(2018, 5, 3), 3, date(2018, 1, 3))
    (entry,) = judged(INTO, into(7.0, "3/5/2018")).entries
    assert (entry.number, entry.day, entry.document_date, entry.words["author"]) == (7, date(2018, 5, 3), date(2017, 12, 28), "Sở X")


@pytest.mark.parametrize("line, column", [
    (out(day="31/02/2018"), "day"), (out(day="2018-01-02"), "day"), (out(day=""), "day"), (out(notation=""), "notation"), (out(notation="QĐ-STNA"), "notation"),
    (out(subject=""), "subject"), (out(copies="ba"), "copies"), (out(moved="hôm qua"), "moved"), (out(subject="x" * 4001), "subject"),
    (out(note="Dòng ví dụ, không được nhập"), "note"),
])  # fmt: skip
def test_a_fault_names_its_row_and_column(line: list[object], column: str) -> None:
    assert faults(OUT, out("09/QĐ-A"), line) == [(3, column)]


def test_all_faults_of_a_line_are_told_at_once() -> None:
    assert faults(INTO, into(number="", day="", issuer="", subject="")) == [(2, "day"), (2, "number"), (2, "author"), (2, "subject")]


def test_dieu_15_1_a_day_of_another_year_is_a_fault() -> None:
    (fault,) = judged(OUT, out(day="02/01/2019")).faults
    assert fault.column == "day" and "2018" in fault.vi and fault.value == "02/01/2019"
    assert faults(Asked(Kind.OUTGOING, 2020), out(day="10/03/2020")) == [(2, "day")]


def test_a_number_stands_once_however_it_is_written() -> None:
    (fault,) = judged(OUT, out("1/QĐ-STNA"), out("02/QĐ-STNA"), out("01/qđ-stna")).faults
    assert (fault.row, fault.column) == (4, "notation") and "dòng 2" in fault.vi
    assert faults(INTO, into(5), into("5", notation="9/KH")) == [(3, "number")]
    assert faults(OUT, out("01/QĐ-STNA"), out("01/KH-STNA")) == []  # another symbol, another number


def test_dieu_15_2_a_secret_line_counts_for_itself_and_needs_no_subject() -> None:
    found = judged(OUT, out("01/QĐ-STNA"), out("01/QĐ-STNA", subject="", note="Tối mật. Hủy số: nhầm"))
    assert found.faults == [] and [e.secrecy for e in found.entries] == ["", "secret"]
    assert faults(INTO, into(1), into(1, note="Mật")) == [(3, "number")]  # Điều 22.2: what comes has one sequence


@pytest.mark.parametrize(
    "note, secret, mark",
    [
        ("Mật", False, "confidential"),
        ("TUYỆT MẬT; x", False, "top_secret"),
        ("Mật độ dân cư", False, ""),
        ("", True, "confidential"),
        ("", False, ""),
    ],
)
def test_the_mark_is_read_from_the_note(note: str, secret: bool, mark: str) -> None:
    assert secrecy_of(note, secret) == mark


def test_dieu_15_1_a_number_against_the_order_of_days_is_a_warning_only() -> None:
    found = judged(
        OUT, out("01/QĐ-A", "05/01/2018"), out("02/QĐ-A", "04/01/2018"), out("03/QĐ-A", "06/01/2018"), out("04/KH-A", "01/01/2018")
    )
    assert found.faults == [] and [(w.row, w.column) for w in found.warnings] == [(3, "day")]
    assert [(w.row, w.column) for w in judged(INTO, into(written="03/01/2018")).warnings] == [(2, "document_date")]
