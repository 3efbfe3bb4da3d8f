"""A register as our own export writes it, read by its headings in a confined child; and the empty one to fill in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from tinhso.documents.layout.public import INCOMING, OUTGOING, Column
from tinhso.documents.registers.formats.reader import ABOVE, CUT
from tinhso.documents.registers.rules import EXAMPLE_NOTE, MOST_LINES, Cell, Kind
from tinhso.engines import confined
from tinhso.kit.errors import Refusal
from tinhso.kit.text import fold

LIMITS = confined.Limits(cpu=30, wall=60)
HEADINGS: dict[Kind, tuple[Column, ...]] = {Kind.OUTGOING: OUTGOING, Kind.INCOMING: INCOMING}
EXAMPLES: dict[Kind, tuple[Any, ...]] = {
    Kind.OUTGOING: (
        "01/QĐ-VD", date(2018, 1, 2), "Quyết định: Về việc ban hành Quy chế văn thư", "Nguyễn Văn A", "Các đơn vị trực thuộc", "Văn phòng", 3,
        date(2018, 1, 2), "", EXAMPLE_NOTE,
    ),
    Kind.INCOMING: (
        date(2018, 1, 2), 1, "Sở Nội vụ", "05/SNV-VTLT", date(2017, 12, 29), "Công văn Về việc lập hồ sơ", "Văn phòng", date(2018, 1, 3), "",
        EXAMPLE_NOTE,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: (number in the spreadsheet, ten cells); `examples`: how many example lines were passed over."""

    rows: list[tuple[int, list[Cell]]]
    examples: int


def read(data: bytes, kind: Kind) -> Sheet:
    """The lines below the headings of its one sheet. Raises Refusal `registers.unreadable`, `.sheets`, `.headings`, `.lines`, `.no_lines`."""
    answer = confined.ask("tinhso.documents.registers.formats.reader:answer", data, LIMITS)
    if not answer:
        raise Refusal(
            "registers.unreadable",
            vi="Không đọc được tệp. Chọn một tệp Excel (.xlsx) không đặt mật khẩu, hoặc chia tệp quá lớn thành nhiều tệp.",
            en="The file cannot be read. Choose an Excel file (.xlsx) without a password, or split one that is too large.",
        )
    told = json.loads(answer)
    if told["others"]:
        names = ", ".join(f"“{name}”" for name in told["others"][:5])
        raise Refusal(
            "registers.sheets",
            vi=f"Tệp còn dữ liệu ở trang tính khác: {names}. Gộp cả sổ vào một trang, hoặc lưu mỗi trang thành một tệp rồi nhập từng tệp.",
            en=f"The file holds more in other sheets: {names}. Put the whole register on one sheet, or save each sheet as a file of its own.",
        )
    if len(told["lines"]) >= CUT:
        raise too_many()
    lines = [[_cell(c) for c in line] for line in told["lines"]]
    head, places = _head(lines, kind)
    rows, examples = [], 0
    for number, line in enumerate(lines[head + 1 :], start=head + 2):
        cells = [line[at] if at < len(line) else "" for at in places]
        if not any(str(c).strip() for c in cells) or _ordinals(cells):
            continue
        if _example(cells, kind):
            examples += 1
            continue
        rows.append((number, cells))
    _count(rows)
    return Sheet(rows, examples)


def template(kind: Kind) -> bytes:
    """The same headings, their ordinals, and one example line that is recognised and never imported."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sổ")
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E8EEF5"})
    day, text = book.add_format({"num_format": "dd/mm/yyyy", "italic": True}), book.add_format({"num_format": "@", "italic": True})
    for i, (column, value) in enumerate(zip(HEADINGS[kind], EXAMPLES[kind], strict=True)):
        sheet.set_column(i, i, max(11.0, 12.5 * column.width))
        sheet.write_string(0, i, column.title, head)
        sheet.write_string(1, i, f"({i + 1})", head)
        if isinstance(value, date):
            sheet.write_datetime(2, i, value, day)
        else:
            sheet.write(2, i, value, text)
    sheet.freeze_panes(2, 1)
    book.close()
    return out.getvalue()


def _head(lines: list[list[Cell]], kind: Kind) -> tuple[int, list[int]]:
    """The line with the headings and where each stands. Raises Refusal that names the missing ones."""
    best = 0
    places: dict[str, int] = {}
    for i, line in enumerate(lines[:ABOVE]):
        found = {fold(str(cell)).rstrip(" *"): at for at, cell in reversed(list(enumerate(line))) if str(cell).strip()}
        here = {c.title: found[fold(c.title)] for c in HEADINGS[kind] if fold(c.title) in found}
        if len(here) > len(places):
            best, places = i, here
    if missing := [c.title for c in HEADINGS[kind] if c.title not in places]:
        names = ", ".join(f"“{name}”" for name in missing)
        raise Refusal(
            "registers.headings",
            vi=f"Tệp thiếu cột {names}. Dùng đúng tên cột của {kind.vi.lower()} (Phụ lục IV), như tệp mẫu hoặc tệp Xuất sổ.",
            en=f"The file lacks the columns {names}. Use the headings of this register (Appendix IV), as in the template or an exported register.",
        )
    return best, [places[c.title] for c in HEADINGS[kind]]


def _count(rows: list[tuple[int, list[Cell]]]) -> None:
    if len(rows) > MOST_LINES:
        raise too_many()
    if not rows:
        raise Refusal("registers.no_lines", vi="Tệp không có dòng nào dưới hàng tên cột.", en="There are no lines below the headings.")


def too_many() -> Refusal:
    """Blank lines count where they stand between others: what lies beyond the end of reading is never left out untold."""
    return Refusal(
        "registers.lines", vi=f"Tệp có quá {MOST_LINES} dòng, kể cả dòng trống ở giữa. Chia thành nhiều tệp, ví dụ theo tháng.",
        en=f"The file has more than {MOST_LINES} lines, blank ones between others included. Split it, by months for example.",
    )  # fmt: skip


def _ordinals(cells: list[Cell]) -> bool:
    return [str(c).strip() for c in cells] == [f"({i + 1})" for i in range(len(cells))]


def _example(cells: list[Cell], kind: Kind) -> bool:
    """As the template has it; a line that was typed over it is a line."""
    return [_plain(c) for c in cells] == [_plain(c) for c in EXAMPLES[kind]]


def _plain(cell: Cell) -> str:
    return fold(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell))


def _cell(told: Any) -> Cell:
    return date.fromisoformat(told["d"]) if isinstance(told, dict) else told
