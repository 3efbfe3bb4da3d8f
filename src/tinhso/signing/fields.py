"""The places that a document reserves before anybody signs: three text fields and two signature fields.

Number and date are given by the System after the person has signed (NĐ 30/2020 Điều 15.3), so their places must exist in the bytes
the person signs, as must the agency's own field: a field created later would break a certification signature (ISO 32000-1 §12.8.2.2).
"""

from __future__ import annotations

from dataclasses import dataclass

PERSON, AGENCY, ANNEX = "person", "agency", "annex"
MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """A rectangle on a page: `page` from 0, corners in points from the page's bottom left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if self.page < 0 or self.x1 <= self.x0 or self.y1 <= self.y0:
            raise ValueError(f"not a rectangle on a page: {self}")

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True)
class Slots:
    """Where number, day, month, the person's signature and the agency's seal go."""

    number: Box
    day: Box
    month: Box
    person: Box
    agency: Box


@dataclass(frozen=True)
class Style:
    """How a reserved text is drawn: size in points, slant, and `align` 0 left, 0.5 centre, 1 right."""

    size: float
    italic: bool
    align: float


# Appendix I, II.3 (number: 13 upright; it stands against the stroke after it) and II.4 (date: 13 to 14 italic).
RESERVED: dict[str, Style] = {
    "number": Style(13, italic=False, align=1.0),
    "day": Style(13, italic=True, align=0.5),
    "month": Style(13, italic=True, align=0.5),
}
# The baseline runs this share of the size above the box's lower edge (the font's own descent), so a box that
# begins 0.216 × 13 = 2.8 points under the line of text puts the digits exactly on that line.
DESCENT = 0.216
SLACK = 0.5  # points: rounding between programs, less than a stroke
DIGIT_HEIGHT = 0.676  # of the size, above the baseline: Liberation Serif's tallest digit


def seal_box(person: Box, diameter_mm: float = 36.0) -> Box:
    """The agency's seal at its real size, over the left third of the person's signature (Appendix I, II.8.a)."""
    side = diameter_mm * MM
    right = person.x0 + person.width / 3
    middle = (person.y0 + person.y1) / 2
    return Box(person.page, right - side, middle - side / 2, right, middle + side / 2)
