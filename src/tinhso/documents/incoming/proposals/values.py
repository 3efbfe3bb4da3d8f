"""Words with their places, the lines they make, and what is proposed from them. Lengths are points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

from tinhso.kit.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Word:
    """`sure`: how well it was read, 0 to 1; a text layer is 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """`words` in reading order; `recognised` whether in the page's image (OCR): else they are the file's own text."""

    width: float
    height: float
    words: tuple[Word, ...]
    recognised: bool = False


@dataclass(slots=True)
class Segment:
    """Words of one line without a wide gap: what stands in one column. `key` is its text folded, sign for sign."""

    words: list[Word]
    page: int = 0
    text: str = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = squeeze(" ".join(w.text for w in self.words))
        bare = fold(self.text)
        self.key = bare if len(bare) == len(self.text) else self.text.lower()

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.bottom for w in self.words)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return max(w.bottom - w.top for w in self.words)

    @property
    def sure(self) -> float:
        return min(w.sure for w in self.words)

    @property
    def bold(self) -> bool:
        return sum(w.bold for w in self.words) * 2 > len(self.words)

    @property
    def caps(self) -> bool:
        """Written in capitals (a small letter or two of a bad reading do not matter)."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one field of the register, as it would be typed. `confidence` 0-100 (see `find`), `page` from 0, `box` in points:
    left, top, right, bottom of where it was read."""

    field: str
    value: str
    confidence: int
    page: int
    box: tuple[float, float, float, float]
