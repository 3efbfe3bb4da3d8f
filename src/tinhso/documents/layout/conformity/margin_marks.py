"""What stands outside the text: page numbers, the mark of circulation, the signature line of an electronic copy, the agency's address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tinhso.documents.layout.conformity.law import CIRCULATION
from tinhso.documents.layout.conformity.lines import Line, lines
from tinhso.documents.layout.conformity.page import MM, Page, Stroke, Word

_NUMBER = re.compile(r"^[-–(]? ?(trang )?(\d{1,4})(/\d{1,4})? ?[-–)]?$")
_COPY = re.compile(r"\b(sao y|sao lục|trích sao|thời gian ký|ký bởi)\b")
_ADDRESS = re.compile(r"(điện thoại|(?<!\w)đt ?:|(?<!\w)fax|e-?mail|website|trang thông tin|thư điện tử)")
_BAND = 26 * MM  # the widest margin and a little
_FOOT = 60 * MM
_NOTE = 9.9  # points


@dataclass
class Marks:
    """`numbers[i]`: the number line of page i; `taken[i]`: the words of page i that are no text."""

    numbers: list[Line | None] = field(default_factory=list)
    circulation: list[Line] = field(default_factory=list)
    copy: list[Line] = field(default_factory=list)
    address: list[Line] = field(default_factory=list)
    address_rule: Stroke | None = None
    taken: list[set[Word]] = field(default_factory=list)


def marks(pages: tuple[Page, ...]) -> Marks:
    found = Marks()
    for i, page in enumerate(pages):
        rows = lines(i, page.words)
        number = _page_number(rows, page)
        found.numbers.append(number)
        taken = set(number.words) if number else set()
        if i == 0:
            rows = [row for row in rows if row is not number]
            found.circulation = [row for row in rows[:12] if any(mark in row.key for mark in CIRCULATION) and len(row.words) <= 4]
            found.copy = _copy(rows, page)
            found.address, found.address_rule = _address(rows, page)
            for row in (*found.circulation, *found.copy, *found.address):
                taken |= set(row.words)
        found.taken.append(taken)
    return found


def _page_number(rows: list[Line], page: Page) -> Line | None:
    """The first line in the top margin or the last in the bottom one, when it is a number and nothing else."""
    if not rows:
        return None
    first, last = rows[0], rows[-1]
    if first.size < _NOTE:  # the raised figure of a footnote
        first = last
    if _NUMBER.match(first.key) and first.base > page.height - _BAND:
        return first
    if _NUMBER.match(last.key) and last.base < _BAND and (len(rows) < 2 or rows[-2].base - last.base > 1.8 * last.size):
        return last
    return None


def value(line: Line) -> int:
    hit = _NUMBER.match(line.key)
    return int(hit[2]) if hit else 0


def _copy(rows: list[Line], page: Page) -> list[Line]:
    """Small lines above the national title that tell a copy or the time of a signature (Phần II.I.3)."""
    top = [row for row in rows if row.base > page.height - _BAND]
    before = []
    for row in top:
        if row.key.startswith("cộng hòa") or "cộng hòa xã hội" in row.key:
            break
        before.append(row)
    hits = [i for i, row in enumerate(before) if _COPY.search(row.key)]
    return before[: hits[-1] + 1] if hits else []


def _address(rows: list[Line], page: Page) -> tuple[list[Line], Stroke | None]:
    low = [row for row in rows if row.box[3] < _FOOT]
    hits = [i for i, row in enumerate(low) if _ADDRESS.search(row.key)]
    if not hits:
        return [], None
    last = len(low) - 1
    while last > hits[-1] and low[last - 1].base - low[last].base > 1.6 * low[last].size:
        last -= 1
    rules = [s for s in page.strokes if s.level and s.y0 < _FOOT and s.y0 > low[hits[0]].base and s.x1 - s.x0 > 40]
    if rules:
        rule = min(rules, key=lambda s: s.y0)
        under = [row for row in low if row.base < rule.y0]
        if len(under) <= 6:
            return under, rule
    first = hits[0]
    if low[first].size > 12.3:  # a telephone number in the text is no address of the letterhead
        return [], None
    while first > 0 and low[first - 1].base - low[first].base < 1.3 * low[first].size and abs(low[first - 1].size - low[first].size) < 0.3:
        first -= 1
    return low[first:], None
