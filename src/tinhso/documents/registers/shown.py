"""A line of an old register in words: its ten cells, its address, its row in search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import aggregate
from tinhso.documents.layout.public import Value
from tinhso.documents.marks import Secrecy
from tinhso.documents.registers.models import OldLine
from tinhso.documents.registers.rules import FIELDS, Kind
from tinhso.ui import format as fmt
from tinhso.ui.rows import Action, Cell, Column

ROOT = "/so-cu/"
SLUGS = {"di": Kind.OUTGOING, "den": Kind.INCOMING}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
SEARCHED = "old_line"

_LABELS: dict[str, Any] = {
    "number": gettext_lazy("Số đến"), "keeper": gettext_lazy("Đơn vị, người nhận bản lưu"), "copies": gettext_lazy("Số lượng bản"),
    "moved": gettext_lazy("Ngày chuyển"), "signed_for": gettext_lazy("Ký nhận"), "note": gettext_lazy("Ghi chú"),
    "notation": gettext_lazy("Số, ký hiệu"), "document_date": gettext_lazy("Ngày văn bản"), "subject": gettext_lazy("Tên loại và trích yếu nội dung"),
}  # fmt: skip
_OF_KIND: dict[Kind, dict[str, Any]] = {
    Kind.OUTGOING: {"day": gettext_lazy("Ngày văn bản"), "author": gettext_lazy("Người ký"), "place": gettext_lazy("Nơi nhận")},
    Kind.INCOMING: {"day": gettext_lazy("Ngày đến"), "author": gettext_lazy("Tác giả"), "place": gettext_lazy("Đơn vị hoặc người nhận")},
}
_WIDTHS = {"subject": 360, "place": 220, "author": 160, "keeper": 170}


def label(kind: Kind, field: str) -> str:
    return str(_OF_KIND[kind].get(field) or _LABELS[field])


def columns(kind: Kind) -> list[Column]:
    """Those of Phụ lục IV, as the registers of today have them."""
    heading = "notation" if kind is Kind.OUTGOING else "number"
    days = ("day", "document_date", "moved", "notation")
    return [
        Column(
            f,
            label(kind, f),
            align="right" if f in ("number", "copies") else "left",
            width=_WIDTHS.get(f, 0),
            heading=f == heading,
            nowrap=f in days,
        )
        for f in FIELDS[kind]
    ]


def cells(kind: Kind, row: dict[str, Any]) -> list[str | Cell]:
    """As the screen shows them; the subject (the number, where it has none) opens the line."""
    made: list[str | Cell] = [worded(row[f]) for f in FIELDS[kind]]
    at = FIELDS[kind].index("subject")
    made[at] = Cell(str(made[at]) or Secrecy(row["secrecy"]).vi, url=url_of(row["id"]))
    return made


def values(kind: Kind, rows: Iterable[dict[str, Any]]) -> list[list[Value]]:
    """As a file has them. Of a secret line its number, days and mark only: a file leaves the room that the register is kept in."""
    return [[_open(row, f) for f in FIELDS[kind]] for row in rows]


def _open(row: dict[str, Any], field: str) -> Value:
    if row["secrecy"] and field in ("subject", "note"):
        return Secrecy(row["secrecy"]).vi if field == "note" else ""
    found: Value = row[field]
    return found


def with_old(this_year: int, recent: int, old: list[int]) -> list[int]:
    """The years a register's screen offers: the `recent` last ones, and those of which there is an old register; from 2000 on."""
    return sorted({*range(this_year, this_year - recent, -1), *(y for y in old if y >= 2000)}, reverse=True)


def old_action(kind: Kind, year: int, old: list[int]) -> list[Action]:
    """Beside a year's register, where an old one was imported for it."""
    return [Action(_("Sổ cũ (nhập)"), f"{ROOT}{SLUG_OF[kind]}/?nam={year}", icon="archive")] if year in old else []


def worded(value: Any) -> str:
    return "" if value is None else fmt.date(value) if isinstance(value, date) else str(value)


def url_of(ident: UUID) -> str:
    return f"{ROOT}dong/{ident}/"


def subject_of(ident: UUID) -> str:
    return aggregate(SEARCHED, ident)


def indexed(line: OldLine) -> dict[str, Any]:
    """Its row in the search index; of a secret one its number and its issuer are found, not its words."""
    words = () if line.secrecy else (line.place, line.keeper, line.note)
    return {
        "aggregate": subject_of(line.id), "kind": SEARCHED, "title": f"{line.notation} {'' if line.secrecy else line.subject}".strip(),
        "body": "\n".join(x for x in (line.author, *words) if x), "audience": line.audience, "date": line.day, "url": url_of(line.id),
    }  # fmt: skip
