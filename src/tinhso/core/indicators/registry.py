"""Declaring an indicator: a class with its queries, under a code and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet

from tinhso.core.access.public import Actor
from tinhso.core.indicators.rules import Measure, Period

Countable = QuerySet[Any] | int
"""A queryset, bound to the actor, that is counted; or the number itself (a sum of days)."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """A record behind a figure: where a click on the number ends."""

    title: str
    url: str


class Source(Protocol):
    """`units` are ids of units or agencies; `part` is "numerator" or "denominator". Every query is bound to the actor."""

    @staticmethod
    def numerator(actor: Actor, units: Sequence[int], period: Period) -> Countable: ...

    @staticmethod
    def denominator(actor: Actor, units: Sequence[int], period: Period) -> Countable | None:
        """None for a count."""

    @staticmethod
    def drill(actor: Actor, units: Sequence[int], period: Period, part: str) -> Iterable[Drilled]: ...


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    vi: str
    en: str
    measure: Measure
    unit: str
    formula_vi: str
    formula_en: str
    source: type[Source]


S = TypeVar("S", bound=type[Source])
_registry: dict[str, Indicator] = {}


def indicator(*, code: str, vi: str, en: str, measure: Measure, unit: str, formula_vi: str, formula_en: str) -> Callable[[S], S]:
    """Register a `Source` in a room's indicators.py. The code (`VB.PH`) is unique in the product; the formula is in words."""

    def register(source: S) -> S:
        if code in _registry:
            raise ValueError(f"indicator {code} is declared twice")
        _registry[code] = Indicator(code, vi, en, measure, unit, formula_vi, formula_en, source)
        return source

    return register


def all_indicators() -> list[Indicator]:
    return sorted(_registry.values(), key=lambda i: i.code)


def by_code(code: str) -> Indicator:
    """Raises KeyError for a code nobody declared."""
    return _registry[code]
