"""Readings and how they add up. No database here."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tinhso.kit.money import half_up, percent


class Measure(StrEnum):
    """COUNT: the numerator alone. PERCENT: numerator of denominator. MEAN: numerator per denominator (days a document)."""

    COUNT = "count"
    PERCENT = "percent"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with what it was made of; `denominator` is None for a count. `value` None is "no data" ("không có số liệu")."""

    measure: Measure
    numerator: int
    denominator: int | None = None

    def __post_init__(self) -> None:
        if (self.denominator is None) != (self.measure is Measure.COUNT):
            raise ValueError("a count has no denominator, everything else has one")

    @property
    def value(self) -> Decimal | None:
        """Percent and means half-up to two places, as reports print them."""
        if self.denominator is None:
            return Decimal(self.numerator)
        if self.measure is Measure.PERCENT:
            return percent(self.numerator, self.denominator)
        return None if self.denominator == 0 else half_up(Decimal(self.numerator) / Decimal(self.denominator))


def roll_up(measure: Measure, readings: Iterable[Reading]) -> Reading:
    """One reading over many units or months: numerators and denominators added, percentages never averaged."""
    rows = list(readings)
    if any(r.measure is not measure for r in rows):
        raise ValueError("readings of different measures do not add up")
    below = None if measure is Measure.COUNT else sum(r.denominator or 0 for r in rows)
    return Reading(measure, sum(r.numerator for r in rows), below)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both in it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends on or after its first day")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, quarter * 3 - 2, 1), cls.month(year, quarter * 3).last)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    def months(self) -> list[date]:
        """The first day of each month it touches, in order."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return [_month_after(self.first, n) for n in range(count)]

    def year_to_its_end(self) -> Period:
        """The twelve months that end with its last: the line of a chart."""
        return Period(_month_after(self.last, -11), self.last)


def _month_after(day: date, months: int) -> date:
    """The first day of the month so many months after that of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
