"""Reading a workbook's sheets by their headings, collecting every fault with its place instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from tinhso.kit.errors import Refusal
from tinhso.kit.text import fold, squeeze

MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which cell, and what to do; `row` as the spreadsheet numbers it, 0 for the whole sheet."""

    sheet: str
    row: int
    column: str
    value: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; headings are compared without accents, case or a trailing asterisk. `example`: what may stand there."""

    key: str
    heading: str
    required: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one line by column key, as squeezed text ("" where empty); `dates` where the spreadsheet kept a date."""

    number: int
    cells: dict[str, str]
    dates: dict[str, date]

    def __getitem__(self, key: str) -> str:
        return self.cells[key]


@dataclass(frozen=True, slots=True)
class Step:
    """What one line of a file does, through the same action as by hand."""

    sheet: str
    row: int
    act: Callable[[], object]


@dataclass(slots=True)
class Sheet:
    """One sheet being read. `fault` notes what is wrong and lets the reading go on."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: Row | None, key: str, vi: str, en: str) -> None:
        heading = next((c.heading for c in self.columns if c.key == key), key)
        self.faults.append(Fault(self.name, row.number if row else 0, heading, row.cells.get(key, "") if row else "", vi, en))

    def day(self, row: Row, key: str) -> date | None:
        """A date cell, or text as dd/mm/yyyy; None where empty or faulty (noted)."""
        day = row.dates.get(key)
        if day is None and (found := _DAY.fullmatch(row[key])):
            with suppress(ValueError):
                day = date(int(found[3]), int(found[2]), int(found[1]))
        if not row[key] or (day and 1900 <= day.year <= 2199):
            return day
        self.fault(
            row, key, "Ngày không đúng. Nhập ngày/tháng/năm, ví dụ 05/01/2020.", "Not a date. Enter day/month/year, like 05/01/2020."
        )
        return None

    def choice(self, row: Row, key: str, choices: dict[str, str], default: str = "", *, also: dict[str, str] | None = None) -> str:
        """The value behind one of the offered words (compared folded), or one that is understood `also`; noted where it is none of them."""
        if not row[key]:
            return default
        found = {fold(word): value for word, value in {**choices, **(also or {})}.items()}.get(fold(row[key]))
        if found is None:
            offered = ", ".join(choices)
            self.fault(row, key, f"Chỉ nhận một trong: {offered}.", f"Must be one of: {offered}.")
            return default
        return found

    def words(self, row: Row, key: str) -> tuple[str, ...]:
        """Values separated by semicolons."""
        return tuple(w for w in (squeeze(part) for part in row[key].split(";")) if w)

    def unique(self, key: str) -> None:
        first: dict[str, int] = {}
        for row in self.rows:
            if row[key] and first.setdefault(fold(row[key]), row.number) != row.number:
                at = first[fold(row[key])]
                self.fault(row, key, f"Trùng với dòng {at}. Mỗi giá trị chỉ dùng một lần.", f"Repeats row {at}. Use each value once.")


_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def open_workbook(stream: IO[bytes]) -> CalamineWorkbook:
    """Raises Refusal `import.unreadable`."""
    try:
        return CalamineWorkbook.from_filelike(stream)
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal(
            "import.unreadable",
            vi="Không đọc được tệp. Chọn một tệp Excel (.xlsx) không đặt mật khẩu.",
            en="The file cannot be read. Choose an Excel file (.xlsx) without a password.",
            reason=str(error),
        ) from error


def read_sheet(book: CalamineWorkbook, name: str, columns: tuple[Column, ...]) -> Sheet:
    """A sheet's rows below its headings; an absent sheet is empty, an absent required column a fault, an empty line is passed over."""
    sheet = Sheet(name, columns)
    title = next((t for t in book.sheet_names if fold(t) == fold(name)), None)
    if title is None:
        return sheet
    lines = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    if len(lines) > MOST_ROWS:
        sheet.fault(None, "", f"Quá {MOST_ROWS} dòng. Chia thành nhiều tệp.", f"More than {MOST_ROWS} rows. Split the file.")
        return sheet
    head = {fold(str(cell)).rstrip(" *"): i for i, cell in enumerate(lines[0] if lines else [])}
    places = {c.key: head.get(fold(c.heading)) for c in columns}
    for column in columns:
        if column.required and places[column.key] is None:
            sheet.fault(None, column.key, f"Thiếu cột “{column.heading}”.", f"The column “{column.heading}” is missing.")
    if sheet.faults:
        return sheet
    for number, line in enumerate(lines[1:], start=2):
        if any(str(cell).strip() for cell in line):
            sheet.rows.append(_row(number, line, places))
    for row, column in _missing(sheet):
        sheet.fault(row, column.key, "Ô này bắt buộc. Nhập giá trị.", "This cell is required. Enter a value.")
    return sheet


def _missing(sheet: Sheet) -> Iterator[tuple[Row, Column]]:
    return ((row, column) for row in sheet.rows for column in sheet.columns if column.required and not row[column.key])


def _row(number: int, line: list[Any], places: dict[str, int | None]) -> Row:
    cells, dates = {}, {}
    for key, at in places.items():
        value = line[at] if at is not None and at < len(line) else ""
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            dates[key] = value
            value = f"{value:%d/%m/%Y}"
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # spreadsheets keep 7 as 7.0
        cells[key] = squeeze(str(value))
    return Row(number, cells, dates)
