"""What the series of an agency gave in a year, and whether the year is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.models import Series, SeriesYear


@dataclass(frozen=True, slots=True)
class SeriesOfYear:
    """`given` here, each with its line (none is lost); `last_number` counts those given before this system too (0: none)."""

    id: int
    name: str
    kind: str
    last_number: int
    last_date: date | None
    given: int
    closed_at: datetime | None


def series_of_year(actor: Actor, year: int) -> list[SeriesOfYear]:
    """Every active series of the actor's agency, arrivals last; two queries."""
    rows = {y.series_id: y for y in SeriesYear.objects.within(actor).filter(agency_id=actor.agency, year=year)}
    found = []
    for s in Series.objects.within(actor).filter(agency_id=actor.agency, active=True).order_by("name", "id"):
        row = rows.get(s.pk)
        last, day, closed = (row.last_number, row.last_date, row.closed_at) if row else (0, None, None)
        found.append(SeriesOfYear(s.pk, s.name, s.kind, last, day, last - (row.began_after if row else 0), closed))
    return sorted(found, key=lambda s: s.kind == Series.Kind.ARRIVAL)


def closed_at(actor: Actor, year: int) -> datetime | None:
    """When the year's registers of outgoing documents were closed; None while numbers are given."""
    rows = SeriesYear.objects.within(actor).filter(agency_id=actor.agency, year=year, closed_at__isnull=False)
    return rows.values_list("closed_at", flat=True).first()
