"""Registers kept in the System must still be printed in full and bound (Điều 16.2.b, 22.3.b): the PDF/A for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from tinhso.documents.layout.content import Column, composed
from tinhso.documents.layout.engine import compile_record
from tinhso.engines import confined
from tinhso.kit import clock

Value = str | int | date | None
"""A cell: words, a whole number, a day, nothing."""
Paper = Literal["a4", "a3"]
VOLUME = 1_000
"""Lines of one bound volume (quyển): about a hundred sheets, and what a compiler lays out without much memory."""
LIMITS = confined.Limits(cpu=120, wall=180, memory=4 * 1024**3)
"""Of binding a volume: it takes some seconds, three hundred megabytes that only the end of its process gives back."""

# Phụ lục IV.I, III, VI and VIII, each with its columns.
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
POSTED = (
    Column("Ngày chuyển", 1.2, "center"),
    Column("Số, ký hiệu văn bản", 1.8),
    Column("Nơi nhận văn bản", 4),
    Column("Số lượng bì", 0.9, "center"),
    Column("Ký nhận và dấu bưu điện", 2.2),
    Column("Ghi chú", 1.4),
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
    Column("Ký nhận", 1.2, "center"),
    Column("Ghi chú", 1.1),
)
TRACKING = (
    Column("Số đến", 0.8, "center"),
    Column("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", 4.2),
    Column("Đơn vị hoặc người nhận", 2),
    Column("Thời hạn giải quyết", 1.2, "center"),
    Column("Tiến độ giải quyết", 1.6),
    Column("Số, ký hiệu văn bản trả lời", 1.6),
    Column("Ghi chú", 1.4),
)
SIGNATURES = (
    ("Văn thư cơ quan", "(Ký, ghi rõ họ tên)"),
    ("Chánh Văn phòng\n(người phụ trách văn thư)", "(Ký, ghi rõ họ tên)"),
)


class Book(msgspec.Struct, frozen=True):
    """What a register is called and covers. `series`: the sequence of numbers; `period`: `Năm: 2020`; `first`, `last`: its numbers,
    or with `by` "ngày" its days.

    `summed`: the column whose whole numbers are added up, `counts` what they are; `extract`: printed by somebody who sees some of its lines only.
    `volume` of `volumes`, after `carried`: the lines and the sum of those before it.
    """

    title: str
    agency: str
    period: str
    printed_by: str
    superior: str = ""
    series: str = ""
    first: str = ""
    last: str = ""
    summed: int | None = None
    extract: bool = False
    paper: Paper = "a4"
    volume: int = 1
    volumes: int = 1
    carried: tuple[int, int] = (0, 0)
    by: Literal["số", "ngày"] = "số"
    counts: str = "bản"


def register_pdf(columns: Sequence[Column], rows: Iterable[Sequence[Value]], book: Book, *, at: datetime | None = None) -> bytes:
    """A bound register as PDF/A-2b: cover, the table on landscape `paper`, the page that closes it.

    Each page adds up its lines ("Cộng trang") and all up to it ("Cộng dồn"), and says "In từ Hệ thống", by whom and when (`at`, now).
    A letter the font lacks stands as its code: a register prints whatever was written into it. Raises ValueError for a row of another
    width.
    """
    shown: list[list[str]] = []
    sums: list[int] = []
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"every row needs {len(columns)} cells")
        shown.append([_text(value) for value in row])
        added = row[book.summed] if book.summed is not None else 0
        sums.append(added if isinstance(added, int) else 0)
    when = at or clock.now()
    data = {
        "title": book.title,
        "author": " ".join(book.agency.split()),
        "date": (when.year, when.month, when.day),
        "superior": book.superior,
        "agency": book.agency,
        "series": book.series,
        "period": book.period,
        "cover": [
            f"Từ {book.by}: {book.first} đến {book.by}: {book.last}" if book.first else "Chưa có văn bản nào",
            f"Quyển số: {book.volume:02d}/{book.volumes:02d}",
        ],
        "paper": book.paper,
        "columns": msgspec.to_builtins(list(columns)),
        "rows": shown,
        "sums": sums,
        "carried": list(book.carried),
        "summed": -1 if book.summed is None else book.summed,
        "printed": f"In từ Hệ thống · {book.printed_by} · {when:%H:%M:%S %d/%m/%Y}",
        "closing": "Trích sổ" if book.extract else "Kết thúc sổ",
        "range": f"từ {book.by} {book.first} đến {book.by} {book.last}, gồm {len(shown)} dòng" if book.first else "chưa có dòng nào",
        "closed": _closing(book, sum(sums)),
        "signatures": [list(s) for s in SIGNATURES],
    }
    return _compiled(msgspec.json.encode(composed(data)))


def _compiled(data: bytes) -> bytes:
    answer = confined.ask("tinhso.documents.layout.register:answer", data, LIMITS)
    if not answer:
        raise RuntimeError("the register was not laid out within its limits")
    return answer


def answer(data: bytes) -> bytes:
    """In the child: the PDF."""
    return compile_record("register.typ", msgspec.json.decode(data))


def _closing(book: Book, added: int) -> list[str]:
    told = [f"Tổng số {book.counts}: {added}."] if book.summed is not None else []
    if book.extract:
        told.append("Bản in chỉ gồm những dòng người in được xem, không thay thế sổ của Văn thư cơ quan.")
    return told


def _text(value: Value) -> str:
    if isinstance(value, datetime):
        raise TypeError("a register holds days")
    return "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
