"""Take the next number: lock the series row, read the date, write the register line. One transaction, nothing slow inside."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, connection, transaction

from tinhso.core.access.public import Actor
from tinhso.documents.numbering.models import Line, Series, SeriesYear
from tinhso.documents.numbering.rules import check_open, check_symbol, check_year, next_number, notation, notation_taken
from tinhso.kit import clock


def take(
    actor: Actor, series: Series, *, kind: str, document: UUID, symbol: str = "", printed_year: int | None = None, printed_symbol: str = ""
) -> Line:  # fmt: skip
    """The line with the next number of `series`, dated today inside the lock (Vietnam's zone).

    `symbol` is what follows the number ("/QĐ-STTTT"; "" for arrivals), `printed_year` and `printed_symbol` what the signed file
    shows ("": not known). The caller has checked the permission and holds a transaction; the lock is kept until that transaction ends.
    Raises Refusal `series.year_closed`, `series.date_before_last`, `series.year_printed`, `series.symbol_printed`, `series.notation_taken`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the action's transaction")
    row = _locked(actor, series)
    now = clock.now()
    _check_open(actor, series, row.year)
    check_year(printed_year, row.year)
    check_symbol(printed_symbol, symbol)
    number = next_number(row.last_number, row.last_date, now.date())
    line = Line(
        agency_id=series.agency_id, series=series, year=row.year, number=number, notation=notation(number, symbol),
        date=now.date(), given_at=now, given_by=actor.post, document_kind=kind, document=document,
        secret=series.kind == Series.Kind.SECRET,
    )  # fmt: skip
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError as error:
        if "numbering_notation_once" not in str(error):
            raise
        raise notation_taken(line.notation, series.name) from error
    row.last_number, row.last_date = number, line.date
    row.save(update_fields=["last_number", "last_date"])
    return line


def _check_open(actor: Actor, series: Series, year: int) -> None:
    """Arrivals go on to the last minute of the year (Điều 22): what closes is what goes out, a series declared afterwards too."""
    if series.kind != Series.Kind.ARRIVAL:
        closed = SeriesYear.objects.within(actor).filter(agency_id=series.agency_id, year=year, closed_at__isnull=False)
        check_open(closed.values_list("closed_at", flat=True).first(), year)


def _locked(actor: Actor, series: Series) -> SeriesYear:
    """The year's row, locked. Waiting for the lock may cross New Year's midnight: then the new year's row is the right one."""
    while True:
        year = clock.today().year
        SeriesYear.objects.bulk_create([SeriesYear(agency_id=series.agency_id, series=series, year=year)], ignore_conflicts=True)
        row = SeriesYear.objects.within(actor).select_for_update().get(series=series, year=year)
        if clock.today().year == year:
            return row
