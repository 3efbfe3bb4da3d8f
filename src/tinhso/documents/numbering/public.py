"""The door of numbering, for the rooms of this floor."""

from __future__ import annotations

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.actions.configure import declare, start_after
from tinhso.documents.numbering.actions.take import take
from tinhso.documents.numbering.actions.void import void
from tinhso.documents.numbering.models import Line, Series, SeriesYear
from tinhso.documents.numbering.queries import Asked, Upcoming, series_for, upcoming
from tinhso.documents.numbering.rules import DRAWN, check_symbol

__all__ = [
    "DRAWN",
    "Asked",
    "Line",
    "Series",
    "SeriesYear",
    "Upcoming",
    "arrival_series",
    "check_symbol",
    "declare",
    "series_for",
    "start_after",
    "take",
    "upcoming",
    "void",
]


def arrival_series(actor: Actor) -> Series:
    """Arrival numbers: one sequence for paper and electronic (Điều 22.2)."""
    return Series.objects.within(actor).get(agency_id=actor.agency, kind=Series.Kind.ARRIVAL, active=True)
