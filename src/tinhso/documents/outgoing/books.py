"""The register of outgoing documents as a file: a workbook to reckon with, and the bound book of Điều 16.2.b, over a series and a period.

What is asked for (`Span`) and how its file is made (`Source`) serve the register of arrivals too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from typing import IO, Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.documents.layout.public import OUTGOING, POSTED, VOLUME, Book, Column, Paper, Value, register_pdf, register_xlsx
from tinhso.documents.marks import Secrecy, Urgency
from tinhso.documents.numbering.public import Line, Series
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.register import COPIES, FIELDS, KEYS, day_of, values
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.paged import walked
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

SECRETS = "mat"
"""The register of secret documents, whatever series they count in (Điều 15.2)."""
POST = "buu-dien"
"""The book of what was sent by post (Phụ lục IV.III)."""
ENVELOPES = 1
"""Số lượng bì: one for each place."""
KEEPERS = frozenset({Role.CLERK, Role.CHIEF_OF_OFFICE, Role.DIRECTOR})
"""Who sees every line of the agency's registers; for anybody else a print is an extract."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days `first` to `last`, both included and of one year; `series`: "" the open ones, `SECRETS`, `POST`, or a series' id."""

    first: date
    last: date
    series: str = ""
    paper: Paper = "a4"

    @property
    def words(self) -> str:
        """As the cover has it: a bound book is in Vietnamese, whoever asks for it."""
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return f"Năm: {self.first.year}"
        return f"Từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Source:
    """A register: `rows` are read in the order of `keys`, `told` makes the cells of some, `number` names one on the cover ("": by
    its first and last day). `each`: what every line adds to the column `summed`."""

    columns: Sequence[Column]
    rows: Any
    keys: tuple[str, ...]
    told: Callable[[list[dict[str, Any]]], list[list[Value]]]
    number: str
    title: str
    series: str = ""
    summed: int | None = None
    each: int = COPIES
    counts: str = "bản"

    def lines(self) -> Iterator[list[Value]]:
        """Every line, some hundred in memory at a time."""
        for rows in walked(self.rows, self.keys):
            yield from self.told(rows)

    def volumes(self) -> int:
        """How many volumes (quyển) bind it; an empty one is one."""
        return max(1, ceil(int(self.rows.count()) / VOLUME))


def source(actor: Actor, span: Span) -> Source:
    """The register of outgoing documents as far as the actor sees it. Raises Refusal `register.series`."""
    if span.series == POST:
        return _posted(actor, span)
    rows = Outgoing.objects.visible_to(actor).filter(number__isnull=False, issue_date__range=(span.first, span.last))
    title, series = "Sổ đăng ký văn bản đi", ""
    if span.series == SECRETS:
        rows, title = rows.exclude(secrecy=""), "Sổ đăng ký văn bản mật đi"
    elif span.series:
        found = series_of(actor).get(span.series)
        if found is None:
            raise Refusal("register.series", vi="Cơ quan không có hệ thống số này.", en="The agency has no such series.", status=400)
        of_it = Line.objects.within(actor).filter(series=found, year=span.first.year, document_kind="outgoing")
        rows, series = rows.filter(Q(id__in=of_it.values("document"))), f"Hệ thống số: {found.name}"
        title = "Sổ đăng ký văn bản mật đi" if found.kind == Series.Kind.SECRET else title
    else:
        rows = rows.filter(secrecy="")
    return Source(OUTGOING, rows.values(*FIELDS), KEYS, lambda some: values(actor, some), "notation", title, series, summed=6)


def _posted(actor: Actor, span: Span) -> Source:
    """Sổ gửi văn bản đi bưu điện: a line for each place that got a document on paper. Of a secret one its number and mark."""
    seen = Outgoing.objects.visible_to(actor).values("id")
    first, last = (datetime.combine(day, at, clock.VIETNAM) for day, at in ((span.first, time.min), (span.last, time.max)))
    rows = Recipient.objects.within(actor).filter(Q(document__in=seen), delivery=Delivery.PAPER, delivery_at__range=(first, last))
    fields = ("id", "delivery_at", "name", "document__notation", "document__urgency", "document__secrecy")
    return Source(
        POSTED, rows.values(*fields), ("delivery_at", "id"), _posted_cells, "", "Sổ gửi văn bản đi bưu điện", summed=3, each=ENVELOPES,
        counts="bì",
    )  # fmt: skip


def _posted_cells(rows: list[dict[str, Any]]) -> list[list[Value]]:
    made: list[list[Value]] = []
    for r in rows:
        marks = stamped(r["document__urgency"], r["document__secrecy"])
        made.append([day_of(r["delivery_at"]), r["document__notation"], r["name"], ENVELOPES, "", ", ".join(marks)])
    return made


def stamped(urgency: str, secrecy: str) -> tuple[str, ...]:
    """The marks as they are stamped, in Vietnamese whoever asks."""
    marks = (Urgency(urgency) if urgency else None, Secrecy(secrecy) if secrecy else None)
    return tuple(mark.vi.upper() for mark in marks if mark)


def series_of(actor: Actor) -> dict[str, Series]:
    """The series whose numbers outgoing documents bear, by id as typed."""
    rows = Series.objects.within(actor).filter(agency_id=actor.agency).exclude(kind=Series.Kind.ARRIVAL).order_by("name", "id")
    return {str(s.id): s for s in rows}


def bound(actor: Actor, of: Source, span: Span, volume: int = 1) -> bytes:
    """One volume of the bound book as PDF/A-2b. Raises Refusal `register.volume`."""
    volumes = of.volumes()
    if not 1 <= volume <= volumes:
        raise Refusal("register.volume", vi=f"Sổ có {volumes} quyển.", en=f"The register has {volumes} volumes.", status=400)
    before = (volume - 1) * VOLUME
    rows = list(of.rows.order_by(*of.keys)[before : before + VOLUME])
    numbers = (_shown(of, rows[0]), _shown(of, rows[-1])) if rows else ("", "")
    carried = (before, before * of.each if of.summed is not None else 0)
    book = _book(actor, of, span, numbers, volume, volumes, carried)
    with translation.override("vi"):  # as the cover has it, whoever asks
        return register_pdf(of.columns, of.told(rows), book)


def workbook(actor: Actor, of: Source, span: Span, out: IO[bytes]) -> int:
    """The whole span as one workbook, written to `out` as it is read; returns how many lines."""
    with translation.override("vi"):
        return register_xlsx(of.columns, of.lines(), _book(actor, of, span), out)


def _shown(of: Source, row: dict[str, Any]) -> str:
    return str(row[of.number]) if of.number else f"{day_of(row[of.keys[0]]):%d/%m/%Y}"


def _book(
    actor: Actor,
    of: Source,
    span: Span,
    numbers: tuple[str, str] = ("", ""),
    volume: int = 1,
    volumes: int = 1,
    carried: tuple[int, int] = (0, 0),
) -> Book:
    organ = directory().get(actor.agency)
    return Book(
        of.title, organ.name, span.words, f"{actor.name}, {actor.title}", superior=organ.superior_line, series=of.series, first=numbers[0],
        last=numbers[1], summed=of.summed, extract=not actor.roles & KEEPERS, paper=span.paper, volume=volume, volumes=volumes, carried=carried,
        by="số" if of.number else "ngày", counts=of.counts,
    )  # fmt: skip


def choices(actor: Actor) -> list[tuple[str, str]]:
    """What may be chosen for `Span.series`."""
    return [
        ("", _("Mọi hệ thống số, trừ văn bản mật")),
        (SECRETS, _("Văn bản mật")),
        (POST, _("Sổ gửi văn bản đi bưu điện")),
        *((i, s.name) for i, s in series_of(actor).items()),
    ]
