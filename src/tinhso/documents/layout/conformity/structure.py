"""Which line of a document is which element: found by its words first, by its place second, so that a wrong look is still recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from tinhso.documents.layout.conformity.ending import Ending, ending
from tinhso.documents.layout.conformity.heading import Head, head
from tinhso.documents.layout.conformity.law import MARGINS
from tinhso.documents.layout.conformity.lines import Line, lines
from tinhso.documents.layout.conformity.margin_marks import Marks, marks
from tinhso.documents.layout.conformity.page import MM, Page, Stroke, Word
from tinhso.documents.types import ADMINISTRATIVE
from tinhso.kit.text import compare_key

_TYPES = {compare_key(kind.vi): kind for kind in ADMINISTRATIVE}
_RULE_SIGNS = re.compile(r"[_―—–]{3,}")
_ENACTING = re.compile(r"^quyết (định|nghị) ?:$")
_ANNEX = re.compile(r"^phụ lục( (số )?[ivxlc\d]+)?\.?$")
_BASE = re.compile(r"^(căn cứ|theo |xét |trên cơ sở|thực hiện )")
_TELEGRAM = re.compile(r"\bđiện ?:")


@dataclass
class Middle:
    """From under the head to the text: box 5a, the issuer and addressees."""

    title: list[Line] = field(default_factory=list)
    subject: list[Line] = field(default_factory=list)
    rule: Stroke | None = None
    enacting: list[Line] = field(default_factory=list)
    addressees: list[Line] = field(default_factory=list)
    bases: list[Line] = field(default_factory=list)


@dataclass
class Structure:
    """`left`, `right`: the edges of the text; `starts`: pages on which the document or an annex begins."""

    pages: tuple[Page, ...]
    marks: Marks
    head: Head
    middle: Middle
    body: list[Line]
    ending: Ending
    starts: tuple[int, ...]
    annex_lines: list[list[Line]]
    left: float
    right: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def centred(self, line: Line) -> bool:
        return abs(line.centre - self.centre) < 8 and line.x0 > self.left + 10 and line.x1 < self.right - 10


def structure(pages: tuple[Page, ...]) -> Structure:
    pages = tuple(_with_typed_rules(page) for page in pages)
    found = marks(pages)
    rows = [
        _above_notes(lines(i, [w for w in page.words if w not in found.taken[i] and not _note_mark(w)])) for i, page in enumerate(pages)
    ]
    starts = (0, *(i for i in range(1, len(pages)) if _annex_starts(rows[i], pages[i])))
    main = starts[1] if len(starts) > 1 else len(pages)
    top = head(pages[0], rows[0] if rows else [])
    rest = [line for page in (top.rest, *rows[1:main]) for line in page]
    left, right = _edges(rest, top, pages[0])
    whole = Structure(pages, found, top, Middle(), [], Ending(), starts, _annexes(rows, starts), left, right)
    middle, after = _middle(whole, rest)
    whole.middle = middle
    whole.ending, whole.body = ending(pages, after, left, right)
    return whole


def _note_mark(word: Word) -> bool:
    """The raised figure of a footnote."""
    return word.size < 9.9 and word.text.strip("()").isdigit()


def _above_notes(rows: list[Line]) -> list[Line]:
    """What stands above the explanations that model forms carry at their foot."""
    at = next((i for i, row in enumerate(rows) if row.key.startswith("ghi chú") and row.size < 12.5), len(rows))
    return rows[:at]


def _with_typed_rules(page: Page) -> Page:
    """A rule typed as underscores is one drawn by hand."""
    typed = [w for w in page.words if _RULE_SIGNS.fullmatch(w.text)]
    if not typed:
        return page
    strokes = tuple(Stroke(w.x0, w.base - 1, w.x1, w.base) for w in typed)
    words = tuple(w for w in page.words if w not in typed)
    return msgspec.structs.replace(page, words=words, strokes=page.strokes + strokes)


def _annex_starts(rows: list[Line], page: Page) -> bool:
    for i, line in enumerate(rows[:14]):
        if i < 3 and _ANNEX.match(line.key):
            return True
        if line.key.startswith("(kèm theo") and line.box[1] > page.height / 2:
            return True
    return False


def _annexes(rows: list[list[Line]], starts: tuple[int, ...]) -> list[list[Line]]:
    ends = [*starts[1:], len(rows)]
    return [[line for page in rows[start:end] for line in page] for start, end in zip(starts, ends, strict=True)][1:]


def _edges(rest: list[Line], top: Head, page: Page) -> tuple[float, float]:
    """Left and right of the text; of a page that says little, where the decree puts them. Ragged lines end before the national title does."""
    if not any(line.width > page.width * 0.45 for line in rest):
        return 30 * MM, page.width - 15 * MM
    portrait = [line for line in rest if line.page == 0]
    if not any(line.width > page.width * 0.45 for line in portrait):  # a title alone, its text begins overleaf
        portrait = rest
    right = max(line.edge for line in portrait)
    if not top.swapped:
        right = max([right, *(line.x1 for line in (top.nation, top.date) if line is not None)])
    left = min(line.x0 for line in portrait)
    if left > (MARGINS["left"][1] + 2) * MM:  # clauses of a line each: nothing on this page begins where the text does, but Nơi nhận later
        left = min(line.x0 for line in rest)
    return left, right


def _middle(whole: Structure, rest: list[Line]) -> tuple[Middle, list[Line]]:
    found = Middle()
    at = 0
    page = whole.pages[0]
    if not whole.head.letter_subject:
        at = _title(whole, rest, page, found)
    telegram = bool(found.title) and found.title[0].key == "công điện"
    enacted = any(_ENACTING.match(line.key) for line in rest[: at + 40])
    while at < min(len(rest), 60):
        line = rest[at]
        if line.key.startswith("kính gửi") or (telegram and not found.addressees and _TELEGRAM.search(line.key)):
            at = _addressees(whole, rest, at, found)
        elif _ENACTING.match(line.key) or (enacted and not found.enacting and line.upper and whole.centred(line)):
            found.enacting.append(line)
            at += 1
        elif _BASE.match(line.key) and (end := _base(whole, rest, at, found)):
            found.bases += rest[at:end]
            at = end
        elif found.enacting and not found.bases and line.upper and whole.centred(line):
            found.enacting.append(line)
            at += 1
        else:
            break
    return found, rest[at:]


def _title(whole: Structure, rest: list[Line], page: Page, found: Middle) -> int:
    at = next((i for i, line in enumerate(rest[:12]) if line.key in _TYPES), None)
    if at is None:
        at = next((i for i, line in enumerate(rest[:4]) if line.upper and whole.centred(line)), None)
    if at is None:
        return 0
    found.title = [rest[at]]
    before = rest[:at]
    at += 1
    while at < len(rest) and rest[at].upper and whole.centred(rest[at]) and rest[at - 1].base - rest[at].base < 1.3 * rest[at].size:
        found.title.append(rest[at])
        at += 1
    last = found.title[-1]
    # The rule ends the subject; where there is none, the first line that is not centred or stands apart does.
    end = at
    while end < len(rest) and end - at < 40 and rest[end].page == 0:
        line, over = rest[end], (rest[end - 1] if end > at else last)
        room = 2.0 if end == at else 1.35
        wide = end > at and abs(line.centre - whole.centre) < 8 and line.bold
        if not (whole.centred(line) or wide) or over.base - line.base > room * line.size or line.key.startswith("kính gửi"):
            break
        if _rule(page, last.box[1], over.base, line.box[3], whole) is not None or (line.upper and end > at):
            break
        end += 1
    found.subject = [*before, *rest[at:end]]
    low = rest[end - 1].base if end > at else last.base
    under = rest[end].box[3] if end < len(rest) and rest[end].page == 0 else low - 40
    found.rule = _rule(page, low, low, max(under, low - 30), whole)
    return end


def _rule(page: Page, top: float, base: float, under: float, whole: Structure) -> Stroke | None:
    """A level stroke between a line's base and the top of the next, anywhere across the text."""
    for stroke in page.strokes:
        if stroke.level and under - 4 <= stroke.y0 and stroke.y1 <= base - 0.3 and stroke.x0 < whole.right and stroke.x1 > whole.left:
            return stroke
    return None


def _addressees(whole: Structure, rest: list[Line], at: int, found: Middle) -> int:
    first = rest[at]
    found.addressees.append(first)
    dash: float | None = None
    at += 1
    while at < len(rest):
        line, over = rest[at], rest[at - 1]
        close = line.page == over.page and over.base - line.base < 1.75 * line.size
        dashed = line.text.startswith(("-", "–")) and line.x0 > whole.left + 40
        under = dash is not None and dash + 2 < line.x0 < dash + 16
        hanging = under if found.addressees[-1] is not first else whole.centred(line) and over.base - line.base < 1.25 * line.size
        if not close or not (dashed or hanging) or line.key.startswith("căn cứ"):
            break
        found.addressees.append(line)
        dash = line.x0 if dashed else dash
        at += 1
    return at


def _base(whole: Structure, rest: list[Line], at: int, found: Middle) -> int:
    """Where the base that begins at `at` ends; 0 where it is a sentence of the text.

    Bases end with `;`, the last with a full stop and before no other: a lone one is told from a sentence by its slanted letters (II.6.a).
    """
    among = bool(found.bases or found.enacting)
    if found.bases and found.bases[-1].text.rstrip().endswith(".") and not _slanted(rest[at]):
        return 0  # the full stop ended them: "Thực hiện …" in upright letters is the text
    if not among and not rest[at].key.startswith("căn cứ"):
        return 0
    for i in range(at, min(at + 12, len(rest))):
        following = rest[i + 1] if i + 1 < len(rest) else None
        if following is None:
            return 0
        if following.page == rest[i].page and following.x0 <= whole.left + 8:
            continue  # the base wraps
        lone = all(_slanted(line) for line in rest[at : i + 1])
        return i + 1 if among or lone or rest[i].text.rstrip().endswith(";") else 0
    return 0


def _slanted(line: Line) -> bool:
    return all(word.italic for word in line.words)
