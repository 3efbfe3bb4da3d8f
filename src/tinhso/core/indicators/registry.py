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
class Words:
    """The same in both languages."""

    vi: str
    en: str


NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True)
class Indicator:
    """`left_out`: what the figure leaves out, in words; `law`: the article it answers to; `group`: the heading it stands under."""

    code: str
    vi: str
    en: str
    measure: Measure
    unit: Words
    formula: Words
    source: type[Source]
    left_out: Words = NO_WORDS
    law: str = ""
    group: Words = NO_WORDS


S = TypeVar("S", bound=type[Source])
_registry: dict[str, Indicator] = {}


def indicator(
    *, code: str, vi: str, en: str, measure: Measure, unit: Words, formula_vi: str, formula_en: str, left_out_vi: str = "",
    left_out_en: str = "", law: str = "", group: Words = NO_WORDS,
) -> Callable[[S], S]:  # fmt: skip
    """Register a `Source` in a room's indicators.py. The code (`VB.PH`) is unique in the product; formula and exclusions are in words."""

    def register(source: S) -> S:
        if code in _registry:
            raise ValueError(f"indicator {code} is declared twice")
        left_out = Words(left_out_vi, left_out_en)
        _registry[code] = Indicator(code, vi, en, measure, unit, Words(formula_vi, formula_en), source, left_out, law, group)
        return source

    return register


def all_indicators() -> list[Indicator]:
    return sorted(_registry.values(), key=lambda i: i.code)


def by_code(code: str) -> Indicator:
    """Raises KeyError for a code nobody declared."""
    return _registry[code]
