"""A page's text as lines of characters with their places: what anchors are looked for in."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass

import pypdfium2

from tinhso.kit.text import nfc, tone_placement

# PDFium is not thread-safe, and the web answers in threads: whoever opens a PDF in this process holds this.
PDFIUM = threading.Lock()

Char = tuple[str, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """`key`: the line in lower case with one tone placement; `spans[i]`: left and right of its i-th character, points."""

    page: int
    key: str
    spans: tuple[tuple[float, float], ...]
    bottom: float
    top: float

    def right_of(self, i: int) -> float:
        """Where the character before position `i` ends."""
        return self.spans[max(i - 1, 0)][1]

    def left_of(self, i: int) -> float:
        return self.spans[min(i, len(self.spans) - 1)][0]

    def right_end(self, i: int) -> float:
        return self.spans[min(i, len(self.spans)) - 1][1]


def page_lines(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    """The page's lines from top to bottom, each from left to right across its columns."""
    text = document[index].get_textpage()
    chars: list[Char] = []
    for i in range(text.count_chars()):
        sign = text.get_text_range(i, 1)
        if sign.strip():
            chars.append((sign, *text.get_charbox(i, loose=True)))
    rows: list[list[Char]] = []
    # Loose boxes of one line share their bottom, whatever accents stand on top.
    for char in sorted(chars, key=lambda c: -c[2]):
        if rows and rows[-1][0][2] - char[2] < 3.5:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [_line(index, sorted(row, key=lambda c: c[1])) for row in rows]


def _line(page: int, chars: list[Char]) -> Line:
    """One space wherever a gap parts two characters; a loose accent joins the letter before it."""
    signs: list[str] = []
    spans: list[tuple[float, float]] = []
    before: Char | None = None
    for char in chars:
        sign, left, bottom, right, top = char
        if before is not None and unicodedata.combining(sign[0]):
            signs[-1] = nfc(signs[-1] + sign)
            continue
        if before is not None and left - before[3] > 0.12 * (top - bottom):
            signs.append(" ")
            spans.append((before[3], left))
        signs.append(sign[0])
        spans.append((left, right))
        before = char
    text = nfc("".join(signs))
    key = tone_placement(text).casefold()
    if len(key) != len(spans):  # a letter that folds to two: positions matter more than its case
        key = "".join(signs).lower()[: len(spans)]
    return Line(page, key, tuple(spans), min(c[2] for c in chars), max(c[4] for c in chars))


def text_of(pdf: bytes) -> str:
    """Every page's text, NFC; the file must have passed `intake`."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(nfc(page.get_textpage().get_text_bounded()) for page in document)
