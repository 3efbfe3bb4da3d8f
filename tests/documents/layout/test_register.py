"""Điều 16.2.b, 22.3.b with Phụ lục IV: registers printed in full, to be bound."""

from __future__ import annotations

import io
from datetime import date, datetime

import pypdfium2
import pytest

from tinhso.documents.layout.content import Column
from tinhso.documents.layout.register import INCOMING, OUTGOING, register_pdf
from tinhso.kit.clock import VIETNAM

AT = datetime(2020, 12, 31, 16, 30, tzinfo=VIETNAM)


def text(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_register_has_a_cover_ten_numbered_columns_and_says_who_printed_it() -> None:
    rows = [[f"{i:02d}/QĐ-STTTT", *["#x - *y*"] * 9] for i in range(1, 101)]
    pages = text(
        register_pdf(
            OUTGOING, rows, title="Sổ đăng ký văn bản đi", agency="Sở Thông tin", printed_by="Lê Văn Cường", year=2020,
            cover=("Quyển số: 01",), at=AT,
        )
    )  # fmt: skip
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in pages[0] and "Quyển số: 01" in pages[0] and "In từ" not in pages[0]
    for i, page in enumerate(pages[1:], 1):
        assert "In từ Hệ thống · Lê Văn Cường · 16:30:00 31/12/2020" in page and f"Trang {i}/{len(pages) - 1}" in page
        assert "(10)" in page and "Ghi chú" in page
    printed = " ".join(pages)  # long symbols may wrap after their hyphen
    assert all(f"{i:02d}/QĐ" in printed for i in range(1, 101))


def test_both_registers_have_the_ten_columns_of_annex_iv() -> None:
    assert len(OUTGOING) == len(INCOMING) == 10
    assert INCOMING[0].title == "Ngày đến" and OUTGOING[0].title == "Số, ký hiệu văn bản"


def test_a_row_of_another_width_is_a_fault() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        register_pdf([Column("a"), Column("b")], [["1"]], title="x", agency="y", printed_by="z", year=date(2020, 1, 1).year)
