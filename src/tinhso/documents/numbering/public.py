"""The door of numbering, for the rooms of this floor."""

from __future__ import annotations

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.actions.configure import declare, start_after
from tinhso.documents.numbering.actions.take import take
from tinhso.documents.numbering.actions.void import void
from tinhso.documents.numbering.models import Line, Series, SeriesYear
from tinhso.documents.numbering.rules import DRAWN, SeriesView, check_symbol, choose
from tinhso.documents.types import BY_CODE, Family

__all__ = [
    "DRAWN",
    "Line",
    "Series",
    "SeriesYear",
    "arrival_series",
    "check_symbol",
    "declare",
    "series_for",
    "start_after",
    "take",
    "void",
]


def series_for(actor: Actor, *, type_code: str, secrecy: str) -> Series:
    """The series of the actor's agency that such a document takes its number from. Raises Refusal (none, or two)."""
    all_of_them = {s.id: s for s in Series.objects.within(actor).filter(agency_id=actor.agency, active=True)}
    views = [SeriesView(s.id, s.kind, tuple(s.types)) for s in all_of_them.values()]
    return all_of_them[choose(views, type_code=type_code, secrecy=secrecy, normative=BY_CODE[type_code].family is Family.LEGAL).id]


def arrival_series(actor: Actor) -> Series:
    """Arrival numbers: one sequence for paper and electronic (Điều 22.2)."""
    return Series.objects.within(actor).get(agency_id=actor.agency, kind=Series.Kind.ARRIVAL, active=True)
