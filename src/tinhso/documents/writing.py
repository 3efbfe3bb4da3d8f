"""How the decree writes numbers and dates (Phụ lục I.II.3-4): the register, the laid-out page and the filled fields all write so."""

from __future__ import annotations

from datetime import date


def number_text(number: int) -> str:
    """Arabic, a leading 0 below 10 (II.3.c). Raises ValueError below 1."""
    if number < 1:
        raise ValueError("numbers start at 1")
    return f"{number:02d}"


def day_text(on: date) -> str:
    """A leading 0 below 10 (II.4.b)."""
    return f"{on.day:02d}"


def month_text(on: date) -> str:
    """Only January and February take a 0 (II.4.b)."""
    return f"{on.month:02d}" if on.month <= 2 else str(on.month)
