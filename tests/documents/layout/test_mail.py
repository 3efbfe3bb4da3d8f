"""Phụ lục IV.II, III: what goes along with a document on paper says who sends what to whom, in words, on PDF/A."""

from __future__ import annotations

import io
from datetime import date

import msgspec
import pikepdf
import pypdfium2
import pytest

from tests.documents.layout.pdf import fonts
from tinhso.documents.layout.mail import Mail, labels_pdf, slips_pdf
from tinhso.documents.layout.register import POSTED, Book, register_pdf
from tinhso.documents.layout.words import text_of

ON = date(2020, 3, 10)
PLACES = tuple(f"Công ty Mẫu số {i:02d}" for i in range(1, 10))
MAIL = Mail(
    agency="Sở Thông tin", superior="UBND tỉnh", place="Hà Giang", notation="124/STT-CN", issued=date(2020, 3, 9),
    what="Công văn: triển khai #x *y*", receivers=PLACES, sender="Lê Văn Mẫu", address=("Số 1 đường Mẫu",), marks=("HỎA TỐC", "MẬT"), annexes=2,
)  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_a_slip_for_each_place_names_the_document_and_has_the_part_that_comes_back() -> None:
    found = pages(slips_pdf(MAIL, ON))
    assert len(found) == len(PLACES)
    for place, page in zip(PLACES, found, strict=True):
        wanted = (
            "PHIẾU GỬI", f"Kính gửi: {place}", "124/STT-CN", "09/03/2020", "Công văn: triển khai #x *y*", "2 tệp", "HỎA TỐC", "MẬT",
            "UBND TỈNH", "SỞ THÔNG TIN", "Hà Giang, ngày 10 tháng 3 năm 2020", "NGƯỜI GỬI", "Lê Văn Mẫu", "PHẦN NƠI NHẬN GHI", "NGƯỜI NHẬN",
        )  # fmt: skip
        assert [w for w in wanted if w not in page] == []


def test_dieu_15_a_slip_takes_no_number_of_its_own() -> None:
    assert "/PG" not in pages(slips_pdf(MAIL, ON))[0]


def test_eight_labels_stand_on_a_sheet_each_with_sender_number_receiver_and_marks() -> None:
    found = pages(labels_pdf(MAIL, ON))
    assert [page.count("Số: 124/STT-CN") for page in found] == [8, 1]
    assert [page.count("HỎA TỐC") for page in found] == [8, 1] and found[0].count("Số 1 đường Mẫu") == 8
    assert [p for p in PLACES if sum(page.count(p) for page in found) != 1] == []


def test_a_long_receiver_stays_on_his_label() -> None:
    found = pages(labels_pdf(msgspec.structs.replace(MAIL, receivers=("Ban " * 60,)), ON))
    assert len(found) == 1


@pytest.mark.parametrize("made", [slips_pdf, labels_pdf])
def test_both_are_pdf_a_with_the_bundled_font(made: object) -> None:
    pdf = made(MAIL, ON)  # type: ignore[operator]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.open_metadata().pdfa_status == "2B"
    assert all("LiberationSerif" in name for name in fonts(pdf))
    assert "U+6F22" in text_of(made(msgspec.structs.replace(MAIL, receivers=("漢",)), ON))  # type: ignore[operator]


def test_phu_luc_iv_iii_the_post_book_has_six_columns_and_is_named_by_its_days() -> None:
    book = Book(
        "Sổ gửi văn bản đi bưu điện", "Sở", "Năm: 2020", "Lê", first="09/03/2020", last="10/03/2020", summed=3, by="ngày", counts="bì"
    )
    found = pages(register_pdf(POSTED, [[ON, "124/STT-CN", "Công ty Mẫu", 1, "", "HỎA TỐC"]] * 3, book))
    assert "SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN" in found[0] and "Từ ngày: 09/03/2020 đến ngày: 10/03/2020" in found[0]
    for column in ("Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận văn bản", "Số lượng bì", "Ký nhận và dấu bưu điện", "Ghi chú", "(6)"):
        assert column in found[1]
    assert "(7)" not in found[1] and "Cộng dồn: 3 dòng 3" in found[1] and "Tổng số bì: 3." in found[-1]
