"""Where things go on a page: rectangles in PDF points, origin at the bottom left, pages from 0."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Slots:
    number: Box
    day: Box | None
    month: Box | None
    person: Box
    agency: Box
