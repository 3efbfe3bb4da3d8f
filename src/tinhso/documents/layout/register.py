"""Registers kept in the System must still be printed in full and bound (Điều 16.2.b, 22.3.b): the PDF/A for that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tinhso.documents.layout.content import Column, composed
from tinhso.documents.layout.engine import compile_pdf
from tinhso.kit import clock

# Phụ lục IV.I and VI, each with its ten columns.
OUTGOING = (
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày tháng văn bản", 1.2, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 3.6),
    Column("Người ký", 1.4),
    Column("Nơi nhận văn bản", 2),
    Column("Đơn vị, người nhận bản lưu", 1.3),
    Column("Số lượng bản", 0.8, "center"),
    Column("Ngày chuyển", 1.2, "center"),
    Column("Ký nhận", 0.9),
    Column("Ghi chú", 1.1),
)
INCOMING = (
    Column("Ngày đến", 1.2, "center"),
    Column("Số đến", 0.8, "center"),
    Column("Tác giả", 1.6),
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày tháng văn bản", 1.2, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 3.6),
    Column("Đơn vị hoặc người nhận", 1.4),
    Column("Ngày chuyển", 1.2, "center"),
    Column("Ký nhận", 0.9),
    Column("Ghi chú", 1.1),
)


def register_pdf(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    title: str,
    agency: str,
    printed_by: str,
    year: int,
    superior: str = "",
    cover: Sequence[str] = (),
    at: datetime | None = None,
) -> bytes:
    """A bound register as PDF/A-2b: cover (`cover`: lines such as `Từ số: 01 đến số: 120`), then the table on landscape A4.

    Each page says "In từ Hệ thống", by whom and when (`at`, now). Raises ValueError for a row of another width,
    Refusal `layout.missing_glyph`.
    """
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(f"every row needs {len(columns)} cells")
    when = at or clock.now()
    data = {
        "title": title,
        "author": " ".join(agency.split()),
        "date": (when.year, when.month, when.day),
        "superior": superior,
        "agency": agency,
        "year": str(year),
        "cover": list(cover),
        "columns": msgspec.to_builtins(list(columns)),
        "rows": [list(row) for row in rows],
        "printed": f"In từ Hệ thống · {printed_by} · {when:%H:%M:%S %d/%m/%Y}",
    }
    return compile_pdf("register.typ", composed(data))[0]
