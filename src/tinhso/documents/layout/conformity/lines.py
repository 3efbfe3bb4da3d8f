"""Words as lines, lines as columns: geometry that knows nothing of the decree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tinhso.documents.layout.conformity.page import Box, Word
from tinhso.kit.text import compare_key

_SAME_BASE = 3.0  # points: a raised footnote mark stays on its line


@dataclass(frozen=True)
class Line:
    """Words on one base, left to right."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return "".join((" " if w.spaced and i else "") + w.text for i, w in enumerate(self.words))

    @cached_property
    def key(self) -> str:
        """For comparing: lower case, one tone placement."""
        return compare_key(self.text)

    @cached_property
    def box(self) -> Box:
        words = self.words
        return min(w.x0 for w in words), min(w.bottom for w in words), max(w.x1 for w in words), max(w.top for w in words)

    @property
    def x0(self) -> float:
        return self.box[0]

    @property
    def x1(self) -> float:
        return self.box[2]

    @property
    def edge(self) -> float:
        return max(w.edge for w in self.words)

    @property
    def centre(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @cached_property
    def base(self) -> float:
        return max(self.words, key=lambda w: w.size).base

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        weight: dict[float, int] = {}
        for word in self.words:
            weight[word.size] = weight.get(word.size, 0) + len(word.text)
        return max(weight, key=lambda size: weight[size])

    @property
    def upper(self) -> bool:
        return is_upper(self.text)

    @property
    def bold(self) -> bool:
        return all(w.bold for w in self.words)


def is_upper(text: str) -> bool:
    return any(c.isalpha() for c in text) and text == text.upper()


def lines(page: int, words: Iterable[Word]) -> list[Line]:
    """From top to bottom; a line takes whatever stands on its base across the page."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-w.base, w.x0)):
        if rows and rows[-1][0].base - word.base < _SAME_BASE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(page, tuple(sorted(row, key=lambda w: w.x0))) for row in rows]


def gaps(words: Iterable[Word], least: float) -> list[tuple[float, float]]:
    """Bands, left to right, that no word enters, at least so wide."""
    found: list[tuple[float, float]] = []
    reach: float | None = None
    for word in sorted(words, key=lambda w: w.x0):
        if reach is not None and word.x0 - reach >= least:
            found.append((reach, word.x0))
        reach = word.x1 if reach is None else max(reach, word.x1)
    return found


def split(all_lines: Iterable[Line], at: float) -> tuple[list[Line], list[Line]]:
    """Each line's words left and right of `at`."""
    left: list[Line] = []
    right: list[Line] = []
    for line in all_lines:
        for side, words in ((left, tuple(w for w in line.words if w.x0 < at)), (right, tuple(w for w in line.words if w.x0 >= at))):
            if words:
                side.append(Line(line.page, words))
    return left, right


def around_lines(some: Iterable[Line]) -> Box | None:
    boxes = [line.box for line in some]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def widest(some: Iterable[Line]) -> float:
    return max(line.width for line in some)


def middle(some: Iterable[Line]) -> float:
    """The middle of the block that these centred lines make."""
    all_ = list(some)
    return (min(line.x0 for line in all_) + max(line.x1 for line in all_)) / 2
