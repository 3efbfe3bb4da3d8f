"""The two columns at the head of page 1: boxes 1 to 4, 5b, 10a and 10b."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tinhso.documents.layout.conformity.law import SECRECY, STAMPS
from tinhso.documents.layout.conformity.lines import Line, gaps, split
from tinhso.documents.layout.conformity.page import Page
from tinhso.documents.types import ADMINISTRATIVE
from tinhso.kit.text import compare_key

NATION = compare_key("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_NATION = re.compile(r"cộng hòa xã hội chủ(?: nghĩa(?: việt nam)?)?")  # a narrow column of Word breaks it over two lines
MOTTO = re.compile(r"độc lập ?[-–—]? ?tự do ?[-–—]? ?hạnh phúc")
NUMBER = re.compile(r"^số ?[:.]? ?(?P<number>[\d._…]*) ?(?P<slash>/?) ?(?P<symbol>.*)$")
DATE = re.compile(r"ngày ?(?P<day>[\d._…]*) ?tháng ?(?P<month>[\d._…]*) ?năm ?(?P<year>[\d._…]*)")
_TYPES = {compare_key(kind.vi) for kind in ADMINISTRATIVE}
_COLUMN = 3.6  # points: wider than a blank between words, narrower than the least gutter
# What a superior agency's name begins with, and what an agency beneath one does.
_SUPERIOR = re.compile(
    r"^(ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|bộ |tổng cục|cục |sở |ban |tỉnh ủy|tỉnh đoàn|chính phủ|trường đại học|đại học)"
)
_BENEATH = re.compile(
    r"^(sở|ban|chi cục|cục|trung tâm|văn phòng|phòng|trường|bệnh viện|thanh tra|viện|vụ|hội đồng|tổ|đội|đài|quỹ|kho bạc) ?"
)


@dataclass
class Head:
    """`swapped`: the agency stands right of the national title. `rest`: what follows, line by line."""

    nation: Line | None = None
    motto: Line | None = None
    superior: list[Line] = field(default_factory=list)
    agency: list[Line] = field(default_factory=list)
    number: Line | None = None
    date: Line | None = None
    letter_subject: list[Line] = field(default_factory=list)
    urgency: Line | None = None
    secrecy: Line | None = None
    swapped: bool = False
    reordered: bool = False
    rest: list[Line] = field(default_factory=list)


def head(page: Page, rows: list[Line]) -> Head:
    found = Head(rest=rows)
    top = rows[:24]
    nation = _nation(top)
    motto = next((row for row in top if MOTTO.search(row.key)), None)
    dated = next((row for row in top if _is_date(row)), None)
    numbered = next((row for row in top if row.key.startswith(("số:", "số ", "số.")) and (row is dated or row.x0 < page.width / 2)), None)
    anchors = [row for row in (nation, motto, dated) if row]
    if not anchors:
        return found
    last = min((row.base for row in (*anchors, numbered) if row), default=0)
    # A running title above belongs to no box.
    first = max(row.base for row in anchors) + 12
    zone = [row for row in top if last - 1 <= row.base <= first]
    divider, found.swapped = _divider(page, zone, nation, motto, dated)
    left, right = split(zone, divider)
    if found.swapped:
        left, right = right, left
    found.nation = _nation(right)
    found.motto = next((row for row in right if MOTTO.search(row.key)), None)
    found.date = next((row for row in right if _is_date(row)), None)
    found.number = next((row for row in left if row.key.startswith(("số:", "số ", "số.")) or row.key == "số"), None)
    tail = _tail([row for row in rows if row.base < last - 1], divider, found.number, any(row is not found.number for row in left))
    found.rest = [row for row in rows if row.base < last - 1 and row not in tail]
    _left_column(found, left, tail)
    return found


def _nation(rows: list[Line]) -> Line | None:
    """The line of the national title; where none holds it whole, the capitals it begins with."""
    whole = (row for row in rows if NATION in row.key)
    return next(whole, None) or next((row for row in rows if row.upper and _NATION.search(row.key)), None)


def _is_date(row: Line) -> bool:
    """`…, ngày … tháng … năm …` that ends its line; a date inside a sentence goes on."""
    hit = DATE.search(row.key)
    return hit is not None and hit.start() > 0 and len(row.key) - hit.end() < 4


def _divider(page: Page, zone: list[Line], nation: Line | None, motto: Line | None, dated: Line | None) -> tuple[float, bool]:
    words = [word for row in zone for word in row.words]
    bands = gaps(words, _COLUMN)
    edges = []
    for row, pattern in ((nation, _NATION), (motto, MOTTO)):
        if row is not None and (hit := pattern.search(row.key)):
            edges.append(_word_at(row, hit.start()))
    if not edges and dated is not None:
        at = dated.key.index("ngày")
        edges.append(_word_at(dated, at))
    edge = min(edges)
    before = [band for band in bands if band[1] <= edge + 1]
    if before:
        return before[-1][1] - 0.5, False
    if edge < page.width * 0.4 and bands:
        return bands[0][1] - 0.5, True
    return edge - 0.5, False


def _word_at(row: Line, at: int) -> float:
    """The left edge of the word in which character `at` of the row's text falls."""
    length = 0
    for i, word in enumerate(row.words):
        length += (1 if word.spaced and i else 0) + len(word.text)
        if at < length:
            return word.x0
    return row.words[-1].x0


def _tail(rows: list[Line], divider: float, number: Line | None, named: bool) -> list[Line]:
    """Lines under the number that stay in its column: the subject of a letter, stamps, and the agency's name if it is not above."""
    found: list[Line] = []
    subject = False
    for row in rows:
        if row.x1 > divider + 3 or row.key in _TYPES or row.key.startswith(("kính gửi", "căn cứ")):
            break
        if found and found[-1].base - row.base > 60:
            break
        near = number is not None and abs(row.centre - number.centre) < 15 and row.size < 13.5
        marked = row.key.startswith(("v/v", "về việc"))
        stamp = row.key in STAMPS or row.key in SECRECY
        if not (marked or subject or stamp or (near and not row.upper and not found) or (row.upper and not named)):
            break
        subject = not stamp and (subject or marked or not row.upper)
        found.append(row)
    return found


def _left_column(found: Head, left: list[Line], tail: list[Line]) -> None:
    above: list[Line] = []
    for row in (*left, *tail):
        if row is found.number:
            continue
        if row.key in STAMPS:
            found.urgency = row
        elif row.key in SECRECY:
            found.secrecy = row
        elif found.letter_subject or row.key.startswith(("v/v", "về việc")):
            found.letter_subject.append(row)
        elif row in left or row.upper:
            above.append(row)
        else:
            found.letter_subject.append(row)
    if found.number is not None and above and all(row.base < found.number.base for row in above):
        found.reordered = True
    found.superior, found.agency = _names(above)


def _names(rows: list[Line]) -> tuple[list[Line], list[Line]]:
    """The superior's lines and the agency's: told apart by weight, or by what their names begin with where both weigh the same."""
    for i in range(1, len(rows)):
        if rows[i].bold != rows[i - 1].bold:
            return rows[:i], rows[i:]
    for i in range(1, len(rows)):
        if _SUPERIOR.match(rows[0].key) and _BENEATH.match(rows[i].key):
            return rows[:i], rows[i:]
    return [], rows
