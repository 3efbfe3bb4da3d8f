"""Điều 16.2.b, 22.3.b with Phụ lục IV: registers printed in full, to be bound."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.documents.layout.pdf import fonts
from tinhso.documents.layout import workbook as sheets
from tinhso.documents.layout.content import Column
from tinhso.documents.layout.engine import _coded, compile_pdf
from tinhso.documents.layout.register import INCOMING, OUTGOING, TRACKING, Book, Paper, Value, register_pdf
from tinhso.documents.layout.words import text_of
from tinhso.documents.layout.workbook import HEAD, register_xlsx
from tinhso.kit.clock import VIETNAM
from tinhso.kit.errors import Refusal

AT = datetime(2020, 12, 31, 16, 30, tzinfo=VIETNAM)


def text(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


BOOK = Book(
    "Sổ đăng ký văn bản đi", "Sở Thông tin", "Năm: 2020", "Lê Văn Cường, Văn thư", superior="UBND tỉnh", series="Hệ thống số: Hành chính",
    first="01/QĐ-STTTT", last="100/QĐ-STTTT", summed=6,
)  # fmt: skip


def rows(n: int) -> list[list[Value]]:
    day = date(2020, 1, 5)
    return [[f"{i:02d}/QĐ-STTTT", day, "#x - *y*", "Hà", "Sở A", "Phòng B", 2, day, "", ""] for i in range(1, n + 1)]


def flat(page: str) -> str:
    return " ".join(page.split())


def test_register_has_a_cover_ten_numbered_columns_and_says_who_printed_it() -> None:
    pages = text(register_pdf(OUTGOING, rows(100), BOOK, at=AT))
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in pages[0] and "Quyển số: 01/01" in pages[0] and "In từ" not in pages[0]
    assert "Hệ thống số: Hành chính" in pages[0] and "Năm: 2020" in pages[0]
    for i, page in enumerate(pages[1:], 1):
        assert "In từ Hệ thống · Lê Văn Cường, Văn thư · 16:30:00 31/12/2020" in page and f"Trang {i}/{len(pages) - 1}" in page
    for page in pages[1:-1]:
        assert "(10)" in page and "Ghi chú" in page
    printed = " ".join(pages)  # long symbols may wrap after their hyphen
    assert all(f"{i:02d}/QĐ" in printed for i in range(1, 101))


def test_each_page_adds_up_its_lines_and_all_up_to_it() -> None:
    pages = [flat(page) for page in text(register_pdf(OUTGOING, rows(100), BOOK, at=AT))[1:-1]]
    assert len(pages) > 2
    running = 0
    for page in pages:
        on_it = page.count("/QĐ")
        running += on_it
        assert f"Cộng trang: {on_it} dòng {2 * on_it}" in page and f"Cộng dồn: {running} dòng {2 * running}" in page
    assert running == 100


def test_a_second_volume_goes_on_from_the_first() -> None:
    book = Book("Sổ", "Sở", "Năm: 2020", "A", first="1001", last="1002", summed=6, volume=2, volumes=2, carried=(1000, 2000))
    pages = [flat(page) for page in text(register_pdf(OUTGOING, rows(2), book, at=AT))]
    assert "Quyển số: 02/02" in pages[0]
    assert "Cộng trang: 2 dòng 4" in pages[1] and "Cộng dồn: 1002 dòng 2004" in pages[1]


def test_the_last_page_closes_the_book_with_two_places_to_sign() -> None:
    pages = text(register_pdf(OUTGOING, rows(100), BOOK, at=AT))
    last = flat(pages[-1])
    assert f"Sổ này có {len(pages) - 1} trang (không kể bìa), từ số 01/QĐ-STTTT đến số 100/QĐ-STTTT, gồm 100 dòng." in last
    assert "VĂN THƯ CƠ QUAN" in last and "CHÁNH VĂN PHÒNG" in last and "tháng" in last and "không thay thế" not in last
    part = text(register_pdf(OUTGOING, rows(1), Book("Sổ", "Sở", "Năm: 2020", "A", first="01", last="01", extract=True), at=AT))
    assert "TRÍCH SỔ" in part[-1] and "không thay thế sổ của Văn thư" in flat(part[-1])


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("a3", (420, 297))])
def test_a_register_is_pdf_a_in_landscape(paper: Paper, size: tuple[int, int]) -> None:
    pdf = register_pdf(INCOMING, [[date(2020, 1, 5), 1, *["x"] * 8]], Book("Sổ", "Sở", "Năm: 2020", "A", paper=paper), at=AT)
    assert b"pdfaid:part>2<" in pdf and b"pdfaid:conformance>B<" in pdf and all("LiberationSerif" in name for name in fonts(pdf))
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        assert {tuple(round(x / 72 * 25.4) for x in page.get_size()) for page in document} == {size}


def test_an_empty_register_says_so() -> None:
    pages = text(register_pdf(TRACKING, [], Book("Sổ", "Sở", "Năm: 2020", "A"), at=AT))
    assert "Chưa có văn bản nào" in pages[0] and "chưa có dòng nào" in flat(pages[-1])


def test_a_letter_that_no_font_has_stands_as_its_code_and_stops_no_register() -> None:
    made = register_pdf(TRACKING, [["1", "chữ 字 và 🎉", *[""] * 5], ["2", "喃", *[""] * 5]], Book("Sổ", "Sở", "Năm: 2020", "A"), at=AT)
    assert all(f"U+{ord(letter):04X}" in text_of(made) for letter in "字🎉喃")


def test_what_stands_as_its_code_is_what_the_compiler_would_refuse_and_nothing_else() -> None:
    for letter in "Đặỹ ọΩЖא→□•…“”–—₫\u00a0":
        compile_pdf("stamp.typ", {"organ": f"a{letter}", "number": "1", "day": "", "to": "", "dossier": ""})
        assert _coded(letter) == letter
    for letter in "★✓字喃🎉":
        with pytest.raises(Refusal, match="missing_glyph"):
            compile_pdf("stamp.typ", {"organ": f"a{letter}", "number": "1", "day": "", "to": "", "dossier": ""})
        assert _coded(letter) == f"[U+{ord(letter):04X}]"


def test_hundreds_of_letters_that_no_font_has_stop_no_register_either() -> None:
    rows = [[str(i), chr(0x4E00 + 7 * i), *[""] * 5] for i in range(200)]
    made = text_of(register_pdf(TRACKING, rows, Book("Sổ", "Sở", "Năm: 2020", "A"), at=AT))
    assert all(f"U+{0x4E00 + 7 * i:04X}" in made for i in range(200))


def test_registers_have_the_columns_of_annex_iv() -> None:
    assert len(OUTGOING) == len(INCOMING) == 10 and len(TRACKING) == 7
    assert INCOMING[0].title == "Ngày đến" and OUTGOING[0].title == "Số, ký hiệu văn bản"


def test_a_row_of_another_width_is_a_fault() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        register_pdf([Column("a"), Column("b")], [["1"]], Book("x", "y", "z", "a"))


def workbook(lines: list[list[Value]]) -> tuple[list[list[object]], str, str]:
    """The rows as another program reads them, the sheet's own XML and that of the styles."""
    out = io.BytesIO()
    assert register_xlsx(OUTGOING, iter(lines), BOOK, out, at=AT) == len(lines)
    read = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()
    with zipfile.ZipFile(out) as parts:
        return read, parts.read("xl/worksheets/sheet1.xml").decode(), parts.read("xl/styles.xml").decode()


def test_the_workbook_has_real_days_and_numbers_and_a_heading_on_every_sheet() -> None:
    read, sheet, _styles = workbook(rows(3))
    assert read[HEAD][:2] == ["Số, ký hiệu văn bản", "Ngày tháng văn bản"] and read[HEAD + 1][9] == "(10)"
    line = read[HEAD + 2]
    assert line[0] == "01/QĐ-STTTT" and line[1] == date(2020, 1, 5) and line[6] == 2.0
    assert 'state="frozen"' in sheet and 'orientation="landscape"' in sheet and "<cols>" in sheet
    assert len(read) == HEAD + 2 + 3


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t="])
def test_a_text_never_becomes_a_formula(first: str) -> None:
    typed = f'{first}HYPERLINK("http://x.vn";"a")'
    read, sheet, styles = workbook([["01/QĐ", None, typed, "", "", "", 1, None, "0123", "http://x.vn"]])
    assert str(read[HEAD + 2][2]).strip() == typed.strip() and "<f>" not in sheet and 'quotePrefix="1"' in styles
    assert read[HEAD + 2][8] == "0123" and "<hyperlink" not in sheet


def test_what_is_longer_than_a_cell_holds_ends_in_an_ellipsis() -> None:
    read, _sheet, _styles = workbook([["01/QĐ", None, "x" * 40_000, "", "", "", 1, None, "", ""]])
    assert str(read[HEAD + 2][2]).endswith("x…")


def test_a_workbook_of_more_lines_than_a_sheet_holds_is_refused_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINES", 3)
    assert register_xlsx(OUTGOING, rows(3), BOOK, io.BytesIO(), at=AT) == 3
    with pytest.raises(Refusal, match=r"register\.sheet"):
        register_xlsx(OUTGOING, rows(4), BOOK, io.BytesIO(), at=AT)
