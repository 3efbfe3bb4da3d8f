"""The decree's ways of writing numbers, dates and letters (Phụ lục I.II.3-6)."""

from __future__ import annotations

from datetime import date

# Điểm use the letters the decree itself uses: đ is counted, the letters with a hat or horn are not.
POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def letter(i: int) -> str:
    """The i-th điểm, from 1: a, b, c, d, đ, e, g … Raises ValueError outside 1-23."""
    if not 1 <= i <= len(POINTS):
        raise ValueError(f"a khoản has at most {len(POINTS)} điểm, asked for {i}")
    return POINTS[i - 1]


def roman(i: int) -> str:
    """I, II, III … for phần, chương and phụ lục; raises ValueError below 1."""
    if i < 1:
        raise ValueError(f"no roman numeral for {i}")
    out = ""
    for value, sign in _ROMAN:
        count, i = divmod(i, value)
        out += sign * count
    return out


def number_text(number: int) -> str:
    """Numbers below 10 take a 0 before them (II.3.c)."""
    return f"{number:02d}"


def day_text(on: date) -> str:
    return f"{on.day:02d}"


def month_text(on: date) -> str:
    """Only January and February take a 0 (II.4.b)."""
    return f"{on.month:02d}" if on.month <= 2 else str(on.month)
