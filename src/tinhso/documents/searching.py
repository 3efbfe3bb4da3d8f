"""What search found, with what its records say now: two queries a kind and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO
from uuid import UUID

from django.utils import translation

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.core.search.public import Record
from tinhso.documents.found import Found
from tinhso.documents.incoming.queries import found as found_incoming
from tinhso.documents.layout.public import Book, Column, Value, register_xlsx
from tinhso.documents.outgoing.queries import found as found_outgoing
from tinhso.documents.registers.public import SEARCHED, found_old
from tinhso.kit.typed import uuid

__all__ = ["MOST", "shown", "workbook"]

OF = {"incoming": found_incoming, "outgoing": found_outgoing, SEARCHED: found_old}
KIND = {"incoming": "Văn bản đến", "outgoing": "Văn bản đi", SEARCHED: "Sổ cũ"}
MOST = 5_000
"""Lines of one workbook; who needs more narrows the search."""
COLUMNS = (
    Column("Văn bản", 1.2), Column("Số, ký hiệu", 1.5), Column("Số đến", 0.7), Column("Ngày văn bản", 1.1, "center"), Column("Tên loại", 1.2),
    Column("Trích yếu", 4), Column("Cơ quan, đơn vị", 2.2), Column("Người ký", 1.6), Column("Nơi nhận", 2.4), Column("Trạng thái", 1.3),
)  # fmt: skip


def shown(actor: Actor, hits: Sequence[Record]) -> list[Found | None]:
    """In the order of the hits; None for one that is not a document, or is no longer seen."""
    of: dict[str, dict[UUID, Found]] = {}
    for kind, ask in OF.items():
        wanted = [ident for hit in hits if hit.kind == kind and (ident := _ident(hit))]
        of[kind] = ask(actor, wanted) if wanted else {}
    return [of[hit.kind].get(ident) if hit.kind in of and (ident := _ident(hit)) else None for hit in hits]


def workbook(actor: Actor, pages: Iterable[Sequence[Record]], title: str, out: IO[bytes]) -> int:
    """The first MOST documents found as a workbook, in Vietnamese whoever asks; returns how many lines."""
    organ = directory().get(actor.agency).name
    with translation.override("vi"):
        book = Book(title, organ, f"Tối đa {MOST} dòng", f"{actor.name}, {actor.title}")
        return register_xlsx(COLUMNS, islice(_lines(actor, pages), MOST), book, out)


def _lines(actor: Actor, pages: Iterable[Sequence[Record]]) -> Iterator[list[Value]]:
    for hits in pages:
        for hit, d in zip(hits, shown(actor, hits), strict=True):
            if d is not None:
                yield [KIND[hit.kind], d.number, d.arrival, d.date, d.type, d.subject, d.issuer, d.signer, d.recipients, d.tag.text]


def _ident(hit: Record) -> UUID | None:
    return uuid(hit.aggregate.partition(":")[2])
