"""What a line of an old register must say (ND30 Phụ lục IV.I, VI), judged cell by cell; nothing is read or written here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from tinhso.documents.marks import Secrecy
from tinhso.kit.states import Labelled
from tinhso.kit.text import compare_key, squeeze

Cell = str | int | float | date
"""What a spreadsheet's cell holds."""
EARLIEST = 1945
MOST_LINES = 20_000
LONGEST = 4_000
"""Characters of a cell."""
LONGEST_NOTATION = 200
EXAMPLE_NOTE = "Dòng ví dụ, không được nhập"
"""By which a line that was typed over the template's example still tells where it comes from."""


class Kind(Labelled):
    OUTGOING = "outgoing", "Sổ đăng ký văn bản đi", "Register of outgoing documents"
    INCOMING = "incoming", "Sổ đăng ký văn bản đến", "Register of incoming documents"


FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.OUTGOING: ("notation", "day", "subject", "author", "place", "keeper", "copies", "moved", "signed_for", "note"),
    Kind.INCOMING: ("day", "number", "author", "notation", "document_date", "subject", "place", "moved", "signed_for", "note"),
}
"""The ten columns of Phụ lục IV.I and VI, in their order."""
REQUIRED = {Kind.OUTGOING: ("notation", "day", "subject"), Kind.INCOMING: ("day", "number", "author", "subject")}
_DAYS, _NUMBERS = ("day", "document_date", "moved"), ("number", "copies")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBER = re.compile(r"(\d{1,9})\s*(.*)", re.DOTALL)
Tell = Callable[[str, str], None]
# "Mật" alone or before a stop, as our own registers write it; "Mật độ dân cư" is no mark.
_MARK = re.compile(r"(tuyệt mật|tối mật|mật)\s*($|[.;,])", re.IGNORECASE)
_MARKS = {s.vi.casefold(): s for s in (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL)}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which register a file is said to be; `secret`: that of secret documents, which counts for itself (Điều 15.2)."""

    kind: Kind
    year: int
    series: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong (or, of a warning, odd) in which cell; `row` as the spreadsheet numbers it, `column` a field ("" the whole line)."""

    row: int
    column: str
    value: str
    vi: str
    en: str


@dataclass(slots=True)
class Entry:
    """A line as it would be kept."""

    row: int
    key: str
    number: int
    day: date
    secrecy: str
    words: dict[str, str]
    document_date: date | None = None
    moved: date | None = None
    copies: int | None = None


@dataclass(slots=True)
class Judged:
    """`faults` forbid the import, `warnings` are looked at by a person."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def judge(asked: Asked, rows: Iterable[tuple[int, Sequence[Cell]]], today: date) -> Judged:
    """Each line and the lines together: required cells, days and numbers, the year, doubled numbers, numbers against the order of days."""
    found = Judged()
    for row, cells in rows:
        if (entry := _entry(asked, row, dict(zip(FIELDS[asked.kind], cells, strict=True)), today, found)) is not None:
            found.entries.append(entry)
    _doubled(asked, found)
    _ordered(asked, found)
    found.faults.sort(key=lambda f: f.row)
    return found


def key_of(kind: Kind, secret: bool, number: str, series: str = "") -> str:
    """Two lines of a year with the same key are the same line: `1/QĐ-A` and `01/QĐ-A`. Secret ones that went out count for themselves
    (Điều 15.2); what came has one sequence (Điều 22.2), `number` its own."""
    found = _NUMBER.match(number)
    spelled = f"{int(found[1])}{found[2]}" if found else number
    return "|".join((compare_key(series), "mat" if secret and kind is Kind.OUTGOING else "", compare_key(spelled).replace(" ", "")))


def secrecy_of(note: str, secret: bool) -> Secrecy:
    """The mark that its note begins with; a line of a register of secret documents has at least the lowest."""
    found = _MARK.match(note)
    return _MARKS[squeeze(found[1]).casefold()] if found else Secrecy.CONFIDENTIAL if secret else Secrecy.NONE


def _entry(asked: Asked, row: int, cells: dict[str, Cell], today: date, found: Judged) -> Entry | None:
    before = len(found.faults)

    def fault(column: str, vi: str, en: str) -> None:
        found.faults.append(Fault(row, column, _text(cells.get(column, ""))[:200], vi, en))

    words = {name: _text(cells[name]) for name in cells}
    for name, text in words.items():
        if len(text) > (most := LONGEST_NOTATION if name == "notation" else LONGEST):
            fault(name, f"Dài quá {most} ký tự. Rút gọn.", f"Longer than {most} characters. Shorten it.")
    secrecy = secrecy_of(words["note"], asked.secret)
    for name in REQUIRED[asked.kind]:
        if not words[name] and not (name == "subject" and secrecy):
            fault(name, "Ô này bắt buộc. Nhập giá trị.", "This cell is required. Enter a value.")
    if words["note"] == EXAMPLE_NOTE:
        fault(
            "note",
            "Dòng này viết đè lên dòng ví dụ. Xóa ghi chú ấy, hoặc xóa dòng.",
            "This line was typed over the example. Remove that note, or the line.",
        )
    days = {name: _day(cells[name], words[name], partial(fault, name)) for name in _DAYS if name in cells}
    counts = {name: _count(words[name], partial(fault, name)) for name in _NUMBERS if name in cells}
    day = days.get("day")
    if day is not None and day.year != asked.year:
        fault("day", f"Ngày không thuộc năm {asked.year} của sổ. Sửa ngày, hoặc chọn năm khác.", f"The day is not in {asked.year}, the register's year. Correct it, or choose another year.")  # fmt: skip
    elif day is not None and day > today:
        fault("day", "Ngày này chưa đến.", "This day has not come yet.")
    number = counts.get("number")
    if asked.kind is Kind.OUTGOING and words["notation"]:
        split = _NUMBER.match(words["notation"])
        number = int(split[1]) if split else None
        if split is None:
            fault("notation", "Phải bắt đầu bằng số, ví dụ 215/QĐ-STTTT.", "It must begin with a number, like 215/QĐ-STTTT.")
    written = days.get("document_date")
    if written and day and written > day:
        found.warnings.append(
            Fault(row, "document_date", words["document_date"], "Ngày văn bản sau ngày đến.", "The document's day is after its arrival.")
        )
    if len(found.faults) > before or day is None or number is None:
        return None
    spelled = words["notation"] if asked.kind is Kind.OUTGOING else str(number)
    kept = {name: words[name] for name in words if name not in (*_DAYS, *_NUMBERS)}
    return Entry(
        row,
        key_of(asked.kind, bool(secrecy), spelled, asked.series),
        number,
        day,
        str(secrecy),
        kept,
        written,
        days.get("moved"),
        counts.get("copies"),
    )


def _doubled(asked: Asked, found: Judged) -> None:
    first: dict[str, int] = {}
    for entry in found.entries:
        if (at := first.setdefault(entry.key, entry.row)) != entry.row:
            column, value = _numbered(asked, entry)
            found.faults.append(
                Fault(entry.row, column, value, f"Trùng số với dòng {at}. Mỗi số chỉ có một dòng.", f"The number of row {at} again. Each number has one line.")
            )  # fmt: skip


def _ordered(asked: Asked, found: Judged) -> None:
    """A number given after another one has no earlier day (Điều 15.1); lines of one symbol are compared, series may differ between them."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in found.entries:
        symbol = _NUMBER.match(entry.words["notation"]) if asked.kind is Kind.OUTGOING else None
        groups.setdefault((entry.secrecy and "mat", compare_key(symbol[2]) if symbol else ""), []).append(entry)
    for entries in groups.values():
        latest: Entry | None = None
        for entry in sorted(entries, key=lambda e: (e.number, e.row)):
            if latest is not None and entry.day < latest.day:
                found.warnings.append(
                    Fault(
                        entry.row, "day", f"{entry.day:%d/%m/%Y}", f"Số {entry.number} có ngày trước ngày của số {latest.number} ({latest.day:%d/%m/%Y}, dòng {latest.row}).",
                        f"Number {entry.number} has a day before that of number {latest.number} ({latest.day:%d/%m/%Y}, row {latest.row}).",
                    )
                )  # fmt: skip
            else:
                latest = entry
    found.warnings.sort(key=lambda f: f.row)


def _numbered(asked: Asked, entry: Entry) -> tuple[str, str]:
    return ("notation", entry.words["notation"]) if asked.kind is Kind.OUTGOING else ("number", str(entry.number))


def taken(asked: Asked, entry: Entry, where_vi: str, where_en: str) -> Fault:
    """A line whose number is in a register of the year already."""
    return Fault(
        entry.row,
        *_numbered(asked, entry),
        f"Số này của năm {asked.year} đã có {where_vi}.",
        f"This number of {asked.year} is already {where_en}.",
    )


def _day(cell: Cell, text: str, fault: Tell) -> date | None:
    day = cell if isinstance(cell, date) else None
    if day is None and (found := _DAY.fullmatch(text)):
        with suppress(ValueError):
            day = date(int(found[3]), int(found[2]), int(found[1]))
    if not text or (day is not None and EARLIEST <= day.year <= 2199):
        return day
    fault("Ngày không đúng. Nhập ngày/tháng/năm, ví dụ 05/01/2018.", "Not a date. Enter day/month/year, like 05/01/2018.")
    return None


def _count(text: str, fault: Tell) -> int | None:
    if text.isascii() and text.isdecimal() and 0 < len(text) <= 9 and int(text) > 0:
        return int(text)
    if text:
        fault("Phải là một số nguyên lớn hơn 0.", "It must be a whole number above 0.")
    return None


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # spreadsheets keep 7 as 7.0
    return _squeezed(cell) if isinstance(cell, str) else str(cell)


@lru_cache(maxsize=2**12)
def _squeezed(text: str) -> str:
    """Kept: a year's register names the same people and places all over."""
    return "\n".join(filter(None, map(squeeze, text.splitlines())))
