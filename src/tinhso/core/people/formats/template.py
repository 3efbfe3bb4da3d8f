"""The empty workbook to fill in: the four sheets with their headings and offered words."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from tinhso.core.organisations.formats.sheets import MOST_ROWS
from tinhso.core.organisations.formats.xlsx import KINDS, RECIPIENTS, UNITS, WAYS
from tinhso.core.people.formats.xlsx import GENDERS, PEOPLE, POSTS, ROLES

_OFFERED = {
    "kind": list(KINDS), "way": [w for w, way in WAYS.items() if way != "instance"], "gender": list(GENDERS), "role": list(ROLES),
    "collective": ["Có", "Không"], "acting": ["Có", "Không"],
}  # fmt: skip
SHEETS = (("Đơn vị", UNITS), ("Nơi nhận", RECIPIENTS), ("Người", PEOPLE), ("Vị trí", POSTS))


def empty_workbook() -> bytes:
    """An .xlsx whose required headings end with an asterisk; `import_workbook` reads it as it is. A fifth sheet shows a line of each."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "bottom": 1})
    for name, columns in SHEETS:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for i, column in enumerate(columns):
            sheet.write_string(0, i, column.heading + (" *" if column.required else ""), bold)
            sheet.set_column(i, i, 22)
            if offered := _OFFERED.get(column.key):
                sheet.data_validation(1, i, MOST_ROWS, i, {"validate": "list", "source": offered})
    _example(book, bold)
    book.close()
    return out.getvalue()


def _example(book: Workbook, bold: Format) -> None:
    """A sheet of its own, which the import does not read: nobody has to delete an example before he begins."""
    sheet = book.add_worksheet("Ví dụ")
    sheet.set_column(0, max(len(columns) for _, columns in SHEETS), 22)
    for i, (name, columns) in enumerate(SHEETS):
        sheet.write_string(i * 3, 0, f"Trang “{name}”", bold)
        for j, column in enumerate(columns, start=1):
            sheet.write_string(i * 3, j, column.heading, bold)
            sheet.write_string(i * 3 + 1, j, column.example)
