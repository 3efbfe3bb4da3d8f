"""Figures over the records of one table, so that one query answers for all of them, month by month or unit by unit.

A room says once how a record is found, dated and shown (`Table`), and each figure is two conditions on it (`Records`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Protocol

from django.db.models import Q, QuerySet

from tinhso.core.access.public import Actor
from tinhso.core.indicators.places import Places, places
from tinhso.core.indicators.registry import Drilled
from tinhso.core.indicators.rules import Period
from tinhso.kit.paging import Page
from tinhso.ui.rows import Row


class Table(Protocol):
    """`month` is an expression for a record's month, `unit` the name of the value that says whose it is."""

    month: ClassVar[Any]
    unit: ClassVar[str]

    @staticmethod
    def rows(actor: Actor, period: Period, at: Places | None) -> QuerySet[Any]:
        """The records of the days, bound to the actor, with what the conditions ask; `at` None: wherever they lie."""

    @staticmethod
    def unit_of(value: Any) -> int | None:
        """The unit (or the agency, for its leaders' own) behind a value of `unit`; None where it lies with nobody yet."""

    @staticmethod
    def listed(actor: Actor, rows: QuerySet[Any], older: str, newer: str) -> Page[Row]:
        """A page of the records, the last first. Raises Refusal for a malformed cursor."""


class Records:
    """A `Source`: of the table's records those that are `above` (and `below`), as a share of those that are `below`."""

    table: ClassVar[type[Table]]
    above: ClassVar[Q]
    below: ClassVar[Q | None] = None

    @classmethod
    def condition(cls, part: str) -> Q:
        """Raises ValueError for the denominator of a count."""
        if part == "denominator":
            if cls.below is None:
                raise ValueError("a count has no denominator")
            return cls.below
        return cls.above if cls.below is None else cls.above & cls.below

    @classmethod
    def numerator(cls, actor: Actor, units: Sequence[int], period: Period) -> QuerySet[Any]:
        return cls.table.rows(actor, period, places(actor, units)).filter(cls.condition("numerator"))

    @classmethod
    def denominator(cls, actor: Actor, units: Sequence[int], period: Period) -> QuerySet[Any] | None:
        return None if cls.below is None else cls.table.rows(actor, period, places(actor, units)).filter(cls.below)

    @classmethod
    def page(cls, actor: Actor, units: Sequence[int], period: Period, part: str, older: str = "", newer: str = "") -> Page[Row]:
        rows = cls.table.rows(actor, period, places(actor, units)).filter(cls.condition(part))
        return cls.table.listed(actor, rows, older, newer)

    @classmethod
    def drill(cls, actor: Actor, units: Sequence[int], period: Period, part: str) -> Iterable[Drilled]:
        return [Drilled(row.subject, row.url) for row in cls._all(actor, units, period, part)]

    @classmethod
    def _all(cls, actor: Actor, units: Sequence[int], period: Period, part: str) -> Iterator[Row]:
        older: str | None = ""
        while older is not None:
            page = cls.page(actor, units, period, part, older=older)
            yield from page.rows
            older = page.older
