"""What the confined reader hands over: words with their type and place, strokes, frames and pictures of each page.

Points, origin bottom left, pages from 0. Plain values that travel as JSON.
"""

from __future__ import annotations

import msgspec

MM = 72 / 25.4
Box = tuple[float, float, float, float]


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A run of letters without a gap. `bottom` and `top` are the font's descent and ascent, so that accents change nothing.

    `spaced`: a gap or a blank parts it from the word before. `ink`: 0xRRGGBB.
    """

    text: str
    x0: float
    bottom: float
    x1: float
    top: float
    base: float
    size: float
    font: str
    bold: bool
    italic: bool
    ink: int = 0
    spaced: bool = True

    @property
    def box(self) -> Box:
        return self.x0, self.bottom, self.x1, self.top

    @property
    def edge(self) -> float:
        """Its right side without the mark that good justification hangs into the margin."""
        return self.x1 - 0.27 * self.size if self.text[-1:] in ".,;:-" else self.x1


class Stroke(msgspec.Struct, frozen=True, array_like=True):
    """A straight line along the page, whether drawn or a thin filled rectangle; `dashed` as drawn."""

    x0: float
    y0: float
    x1: float
    y1: float
    dashed: bool = False

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A drawn rectangle around something; `ink`: 0xRRGGBB of its line."""

    x0: float
    y0: float
    x1: float
    y1: float
    ink: int = 0


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """An image, or with `signature` the visible part of a signature field; `ink` its mean colour, -1 unknown."""

    x0: float
    y0: float
    x1: float
    y1: float
    signature: bool = False
    ink: int = -1


class Page(msgspec.Struct, frozen=True):
    width: float
    height: float
    words: tuple[Word, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    frames: tuple[Frame, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """`error`: encrypted, broken; `pages` all that were read, of `count`."""

    error: str = ""
    count: int = 0
    pages: tuple[Page, ...] = ()
