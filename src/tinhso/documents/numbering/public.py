"""The door of numbering, for the rooms of this floor."""

from __future__ import annotations

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.access import CLOSE_YEAR, REOPEN_YEAR
from tinhso.documents.numbering.actions.close_year import close_series, reopen_series
from tinhso.documents.numbering.actions.configure import declare, start_after
from tinhso.documents.numbering.actions.take import take
from tinhso.documents.numbering.actions.void import void
from tinhso.documents.numbering.models import Line, Series, SeriesYear
from tinhso.documents.numbering.queries import Asked, Upcoming, series_for, upcoming
from tinhso.documents.numbering.rules import DRAWN, check_symbol, year_to_close
from tinhso.documents.numbering.year import SeriesOfYear, closed_at, series_of_year

__all__ = [
    "CLOSE_YEAR",
    "DRAWN",
    "REOPEN_YEAR",
    "Asked",
    "Line",
    "Series",
    "SeriesOfYear",
    "SeriesYear",
    "Upcoming",
    "arrival_series",
    "check_symbol",
    "close_series",
    "closed_at",
    "declare",
    "reopen_series",
    "series_for",
    "series_of_year",
    "start_after",
    "take",
    "upcoming",
    "void",
    "year_to_close",
]


def arrival_series(actor: Actor) -> Series:
    """Arrival numbers: one sequence for paper and electronic (Điều 22.2)."""
    return Series.objects.within(actor).get(agency_id=actor.agency, kind=Series.Kind.ARRIVAL, active=True)
