"""Which series gives a number, and what the next one would be: read without a lock, so that it is told and not promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.models import Line, Series, SeriesYear
from tinhso.documents.numbering.rules import SeriesView, check_open, check_symbol, check_year, choose, next_number, notation, notation_taken
from tinhso.documents.types import BY_CODE, Family
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that wants a number: which series gives it, and what must stand behind it (as of `take`)."""

    type_code: str
    secrecy: str
    symbol: str
    printed_year: int | None = None
    printed_symbol: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The number that `take` would give, and what the series gave last. `last_number` 0: none this year."""

    series: str
    number: int
    notation: str
    day: date
    last_number: int
    last_date: date | None


def series_for(actor: Actor, *, type_code: str, secrecy: str) -> Series:
    """The series of the actor's agency that such a document takes its number from. Raises Refusal (none, or two)."""
    return _chosen(_series(actor), type_code, secrecy)


def upcoming(actor: Actor, asked: Sequence[Asked]) -> list[Upcoming | Refusal]:
    """What each would get if they were numbered now, in this order, and nobody was quicker; three queries, no lock, nothing taken.

    A Refusal stands where `take` would raise it; such a document moves no number on.
    """
    today, all_of_them = clock.today(), _series(actor)
    years = {y.series_id: y for y in SeriesYear.objects.within(actor).filter(series__in=list(all_of_them), year=today.year)}
    closed = next((y.closed_at for y in years.values() if y.closed_at), None)
    given: Counter[int] = Counter()
    found: list[tuple[Series, Upcoming] | Refusal] = []
    for one in asked:
        try:
            series = _chosen(all_of_them, one.type_code, one.secrecy)
            check_open(closed, today.year)
            found.append((series, _next(series, years.get(series.pk), one, today, given[series.pk])))
            given[series.pk] += 1
        except Refusal as refusal:
            found.append(refusal)
    return _not_taken(actor, found)


def _next(series: Series, year: SeriesYear | None, asked: Asked, today: date, before: int) -> Upcoming:
    check_year(asked.printed_year, today.year)
    check_symbol(asked.printed_symbol, asked.symbol)
    last, last_date = (year.last_number, year.last_date) if year else (0, None)
    number = next_number(last, last_date, today) + before
    return Upcoming(series.name, number, notation(number, asked.symbol), today, last, last_date)


def _not_taken(actor: Actor, found: list[tuple[Series, Upcoming] | Refusal]) -> list[Upcoming | Refusal]:
    """Two series that write the same symbol would give one notation twice: the second is refused."""
    wanted = [u.notation for u in (f[1] for f in found if not isinstance(f, Refusal))]
    lines = Line.objects.within(actor).filter(agency_id=actor.agency, year=clock.today().year, notation__in=wanted)
    taken = set(lines.exclude(document_kind="incoming").values_list("notation", "secret"))
    made: list[Upcoming | Refusal] = []
    for one in found:
        if isinstance(one, Refusal):
            made.append(one)
        else:
            series, shown = one
            clash = (shown.notation, series.kind == Series.Kind.SECRET) in taken
            made.append(notation_taken(shown.notation, series.name) if clash else shown)
    return made


def _series(actor: Actor) -> dict[int, Series]:
    return {s.pk: s for s in Series.objects.within(actor).filter(agency_id=actor.agency, active=True)}


def _chosen(all_of_them: dict[int, Series], type_code: str, secrecy: str) -> Series:
    views = [SeriesView(s.pk, s.kind, tuple(s.types)) for s in all_of_them.values()]
    return all_of_them[choose(views, type_code=type_code, secrecy=secrecy, normative=BY_CODE[type_code].family is Family.LEGAL).id]
