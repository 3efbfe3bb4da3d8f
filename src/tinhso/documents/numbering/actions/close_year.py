"""Khóa sổ năm: no number of the year is given to an outgoing document any more; opened again only with a reason, while the year lasts."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.organisations.models import Unit
from tinhso.documents.numbering.access import CLOSE_YEAR, REOPEN_YEAR
from tinhso.documents.numbering.models import Series, SeriesYear
from tinhso.documents.numbering.rules import check_closing
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def close_series(actor: Actor, year: int) -> int:
    """Close the year of every series that numbers what goes out; returns how many. Waits for numbers that are being given.

    What has its number already is sealed and issued as ever; arrivals are registered to the last minute (Điều 22). Raises NotAllowed,
    Refusal `series.year_not_ending`, Conflict when it is closed.
    """
    CLOSE_YEAR.require(actor)
    check_closing(year, clock.today())
    Unit.objects.select_for_update(no_key=True).get(pk=actor.agency)  # no series is declared meanwhile
    series = list(Series.objects.within(actor).filter(agency_id=actor.agency, active=True).exclude(kind=Series.Kind.ARRIVAL).order_by("id"))
    SeriesYear.objects.bulk_create([SeriesYear(agency_id=actor.agency, series=s, year=year) for s in series], ignore_conflicts=True)
    rows = list(SeriesYear.objects.within(actor).filter(series__in=series, year=year).select_for_update(of=("self",)).order_by("series_id"))
    if any(row.closed_at for row in rows):
        raise Conflict("series.closed_before", vi=f"Sổ năm {year} đã khóa.", en=f"The registers of {year} are closed already.")
    SeriesYear.objects.within(actor).filter(pk__in=[row.pk for row in rows]).update(closed_at=clock.now(), closed_by=actor.post)
    record(
        actor, "numbering.close_year", aggregate("year", f"{actor.agency}:{year}"), last={row.series_id: row.last_number for row in rows}
    )
    return len(rows)


@transaction.atomic
def reopen_series(actor: Actor, year: int, reason: str) -> None:
    """Numbers are given again. Raises NotAllowed, Refusal `series.reopen_reason`, `.reopen_past` after 31 December, Conflict when it is open."""
    REOPEN_YEAR.require(actor)
    reason = squeeze(reason)
    if not reason:
        raise Refusal("series.reopen_reason", vi="Mở lại sổ phải ghi lý do.", en="Opening the registers again needs a reason.")
    if year != clock.today().year:
        raise Refusal(
            "series.reopen_past", vi=f"Năm {year} đã hết, không cấp số của năm ấy được nữa (Điều 15.1 Nghị định 30/2020).",
            en=f"{year} is over, its numbers can no longer be given (Decree 30/2020, Article 15.1).", status=409,
        )  # fmt: skip
    rows = SeriesYear.objects.within(actor).filter(agency_id=actor.agency, year=year, closed_at__isnull=False)
    if not rows.update(closed_at=None, closed_by=None):
        raise Conflict("series.open", vi=f"Sổ năm {year} đang mở.", en=f"The registers of {year} are open.")
    record(actor, "numbering.reopen_year", aggregate("year", f"{actor.agency}:{year}"), reason=reason)
