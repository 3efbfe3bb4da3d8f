"""The same register as a workbook to reckon with: real days and numbers, one heading printed on every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from tinhso.documents.layout.content import Column
from tinhso.documents.layout.register import Book, Value
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import nfc

WIDEST = 32_700
"""Characters a cell can hold, a few less than the format's own bound; what is longer ends in an ellipsis."""
_SIZES = {"a4": 9, "a3": 8}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = 3
"""The row of the headings, from 0: above it what the register is called, whose it is and what it covers."""

LINES = 2**20 - HEAD - 2
"""Lines below the headings that a sheet of the format holds."""


def register_xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], book: Book, out: IO[bytes], *, at: datetime | None = None
) -> int:
    """Write the workbook to `out`, row by row and never more than one in memory; returns how many lines.

    No text becomes a formula, a link or a number, whatever it begins with. Raises Refusal `register.sheet` for more lines than a sheet
    holds: the writer would leave them out.
    """
    when = at or clock.now()
    made = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made.set_properties({"title": book.title, "author": " ".join(book.agency.split()), "created": when.replace(tzinfo=None)})
    sheet = made.add_worksheet("Sổ")
    _page(sheet, columns, book, f"In từ Hệ thống · {book.printed_by} · {when:%H:%M:%S %d/%m/%Y}")
    looks = _Looks(made)
    for i, text in enumerate((book.agency, book.title.upper(), " · ".join(x for x in (book.series, book.period) if x))):
        sheet.write_string(i, 0, " ".join(nfc(text).split()), looks.title if i == 1 else looks.plain)
    for i, column in enumerate(columns):
        sheet.write_string(HEAD, i, column.title, looks.heading)
    for i in range(len(columns)):
        sheet.write_string(HEAD + 1, i, f"({i + 1})", looks.ordinal)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > LINES:
            raise Refusal(
                "register.sheet", vi=f"Một bảng tính chỉ chứa {LINES} dòng. Chọn kỳ ngắn hơn.", en=f"A sheet holds {LINES} lines. Choose a shorter period."
            )  # fmt: skip
        for i, (column, value) in enumerate(zip(columns, row, strict=True)):
            looks.write(sheet, HEAD + 1 + count, i, value, column.align)
    made.close()
    return count


class _Looks:
    """The formats of the cells."""

    def __init__(self, book: Any) -> None:
        cell = {"border": 1, "valign": "top", "font_name": "Times New Roman", "font_size": 11}
        self.plain = book.add_format({"font_name": "Times New Roman", "font_size": 12})
        self.title = book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True})
        self.heading = book.add_format(
            {**cell, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E8EEF5"}
        )
        self.ordinal = book.add_format({**cell, "align": "center", "font_size": 10})
        self._day = book.add_format({**cell, "align": "center", "num_format": "dd/mm/yyyy"})
        self._text = {a: book.add_format({**cell, "align": a, "text_wrap": True, "num_format": "@"}) for a in ("left", "center", "right")}
        # Said to be text once more: opened and left again, such a cell would else be read as a formula.
        self._quoted = {
            a: book.add_format({**cell, "align": a, "text_wrap": True, "num_format": "@", "quote_prefix": True})
            for a in ("left", "center", "right")
        }
        self._number = {a: book.add_format({**cell, "align": a, "num_format": "0"}) for a in ("left", "center", "right")}

    def write(self, sheet: Any, y: int, x: int, value: Value, align: str) -> None:
        if value is None or value == "":
            sheet.write_blank(y, x, None, self._text[align])
        elif isinstance(value, int):
            sheet.write_number(y, x, value, self._number[align])
        elif isinstance(value, date):
            sheet.write_datetime(y, x, value, self._day)
        else:
            text = nfc(value)
            text = text if len(text) <= WIDEST else f"{text[:WIDEST]}…"
            sheet.write_string(y, x, text, (self._quoted if text.startswith(_FORMULA) else self._text)[align])


def _page(sheet: Any, columns: Sequence[Column], book: Book, printed: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(_SIZES[book.paper])
    sheet.set_margins(left=1.0, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD, HEAD + 1)
    sheet.freeze_panes(HEAD + 2, 1)
    sheet.set_footer(f"&L&9{printed.replace('&', '&&')[:200]}&R&9&P/&N")
    for i, column in enumerate(columns):
        sheet.set_column(i, i, max(11.0, 12.5 * column.width))
