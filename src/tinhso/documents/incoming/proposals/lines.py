"""A page's words put straight and into rows of segments: a scan lies a degree or two askew, and a letterhead has two columns."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median

from tinhso.documents.incoming.proposals.values import Page, Segment, Word

STEEPEST = 0.08
"""Slope of a line that still counts as one: 4.5 degrees."""
GAP = 0.9
"""A gap this many times as wide as its line is high parts two columns; a stretched space is narrower."""


def rows(page: Page, index: int = 0) -> list[list[Segment]]:
    """From top to bottom, each from left to right."""
    words = _straight(page)
    gathered: list[list[Word]] = []
    centres: list[float] = []
    for word in sorted(words, key=lambda w: w.top + w.bottom):
        centre, height = (word.top + word.bottom) / 2, word.bottom - word.top
        near = [i for i in range(max(0, len(gathered) - 3), len(gathered)) if abs(centres[i] - centre) < 0.4 * max(height, 6)]
        if near:
            best = min(near, key=lambda i: abs(centres[i] - centre))
            gathered[best].append(word)
            centres[best] += (centre - centres[best]) / len(gathered[best])
        else:
            gathered.append([word])
            centres.append(centre)
    return [_segments(sorted(row, key=lambda w: w.left), index) for row in gathered]


def _segments(row: list[Word], index: int) -> list[Segment]:
    parts = [[row[0]]]
    for before, word in pairwise(row):
        height = max(before.bottom - before.top, word.bottom - word.top)
        if word.left - before.right > GAP * height:
            parts.append([])
        parts[-1].append(word)
    return [Segment(part, index) for part in parts]


def _straight(page: Page) -> list[Word]:
    slope = _slope(page.words)
    if abs(slope) < 0.002:
        return list(page.words)
    angle = -math.atan(slope)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = []
    for w in page.words:
        x, y = (w.left + w.right) / 2, (w.top + w.bottom) / 2
        u, v = x * cos - y * sin, x * sin + y * cos
        # The box of a turned word is higher by its width's rise.
        wide = w.right - w.left
        high = max(4.0, (w.bottom - w.top) - abs(slope) * wide)
        turned.append(Word(w.text, u - wide / 2, v - high / 2, u + wide / 2, v + high / 2, w.bold, w.sure))
    return turned


def _slope(words: tuple[Word, ...]) -> float:
    """Rise over run of the lines, by the median of neighbours in reading order."""
    found = []
    for a, b in pairwise(words):
        run = (b.left + b.right - a.left - a.right) / 2
        rise = (b.top + b.bottom - a.top - a.bottom) / 2
        if 0 < b.left - a.right + 3 < 40 and run > 8 and abs(rise) < STEEPEST * run + 0.5:
            found.append(rise / run)
    return median(found) if len(found) >= 8 else 0.0
