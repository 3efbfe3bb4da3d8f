"""Vietnamese đồng: whole numbers; ratios rounded half-up, as reports print them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(numerator: int, denominator: int, places: int = 2) -> Decimal | None:
    """Share in percent, half-up; None ("no data") where the denominator is zero."""
    return None if denominator == 0 else half_up(Decimal(numerator) * 100 / Decimal(denominator), places)
