"""Khóa sổ năm: what of the year is still open, and how far each series has come; every number opens its records."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor, aggregate
from tinhso.core.ledger import public as ledger
from tinhso.documents.incoming.queries.closing import Left, left, shown, told
from tinhso.documents.numbering.public import Series, SeriesOfYear, closed_at, series_of_year, year_to_close
from tinhso.documents.writing import number_text
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Tag, TimelineEntry
from tinhso.ui.rows import Count as Tile

CLOSED = "incoming.year_closed"


@dataclass(frozen=True, slots=True)
class Year:
    """As the page shows it. `may`: it is the time to close; `closed`: when it was, "" while numbers are given; `next`: what the new year does."""

    year: int
    may: bool
    closed: str
    next: str
    tiles: list[Tile]
    groups: list[tuple[str, list[Left]]]
    columns: list[Column]
    series: list[Line]
    closings: list[TimelineEntry]


def year(actor: Actor) -> Year:
    """The year that ends (December, January), else the running one. The queries of the day's closing, and five."""
    ending = year_to_close(clock.today())
    of = ending or clock.today().year
    closed = closed_at(actor, of)
    coming = _(
        "Từ ngày 01/01/%(year)s mỗi hệ thống số cấp tiếp từ số 01 với cùng mã, loại văn bản (Điều 15.1); muốn thêm thì khai báo tại mục Sổ số."
    )
    return Year(
        of, ending is not None, fmt.moment(closed), coming % {"year": of + 1}, *shown(left(actor)), _columns(), [_series(s, of) for s in series_of_year(actor, of)],
        closings(actor, of),
    )  # fmt: skip


def subject_of(actor: Actor, of: int) -> str:
    return aggregate("year", f"{actor.agency}:{of}")


def closings(actor: Actor, of: int) -> list[TimelineEntry]:
    """Who closed the year and how much was left, the last first, out of the ledger. One query."""
    acts = ledger.acts(actor.agency, subject_of(actor, of), CLOSED, most=10)
    return [
        TimelineEntry(told(detail), who, fmt.moment(at), at.isoformat(), tone="ok" if not detail.get("total") else "warn")
        for who, at, detail in acts
    ]


def _columns() -> list[Column]:
    return [
        Column("series", _("Hệ thống số"), heading=True, width=240), Column("last", _("Số cuối cùng"), align="right"), Column("day", _("Ngày của số cuối")),
        Column("given", _("Số đã cấp ở đây"), align="right"), Column("state", _("Tình trạng")),
    ]  # fmt: skip


def _series(of: SeriesOfYear, year: int) -> Line:
    arrivals = of.kind == Series.Kind.ARRIVAL
    register = (
        f"/van-ban-den/so/?nam={year}" if arrivals else f"/van-ban-di/so/?nam={year}" + ("&so=mat" if of.kind == Series.Kind.SECRET else "")
    )
    state = Tag(_("Đến hết 31/12"), "plain") if arrivals else Tag(_("Đã khóa"), "ok") if of.closed_at else Tag(_("Đang cấp số"), "warn")
    last = number_text(of.last_number) if of.last_number else _("Chưa cấp số")
    given = Cell(fmt.number(of.given), url=register) if of.given else "0"
    return Line(of.id, [of.name, last, fmt.date(of.last_date), given, Cell(tag=state)])
