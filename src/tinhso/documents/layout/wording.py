"""The decree's letters and numerals of a text's parts (Phụ lục I.II.6)."""

from __future__ import annotations

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
