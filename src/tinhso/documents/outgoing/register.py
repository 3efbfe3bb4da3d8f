"""Sổ đăng ký văn bản đi in the ten columns of Appendix IV.I: its lines, and the screen (bound and as a workbook: `books`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.layout.public import Value
from tinhso.documents.marks import Secrecy
from tinhso.documents.numbering.public import Line as RegisterLine
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.queries import state_tag
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.paged import keyset
from tinhso.documents.side import OUTGOING
from tinhso.documents.types import BY_CODE
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line
from tinhso.ui.words import said

LIMIT = 100
COPIES = 1
"""Số lượng bản: an electronic document has one original, whoever gets it."""
COLUMNS: tuple[Column, ...] = (
    Column("notation", gettext_lazy("Số, ký hiệu"), heading=True, nowrap=True),
    Column("issue_date", gettext_lazy("Ngày văn bản"), nowrap=True),
    Column("subject", gettext_lazy("Tên loại và trích yếu nội dung"), width=360),
    Column("signer", gettext_lazy("Người ký"), width=150),
    Column("recipients", gettext_lazy("Nơi nhận"), width=260),
    Column("keeper", gettext_lazy("Đơn vị, người nhận bản lưu"), width=170),
    Column("copies", gettext_lazy("Số lượng bản"), align="right"),
    Column("sent", gettext_lazy("Ngày chuyển"), nowrap=True),
    Column("signed_for", gettext_lazy("Ký nhận")),
    Column("note", gettext_lazy("Ghi chú")),
)
FIELDS = (
    "id", "notation", "issue_date", "number", "type_code", "subject", "signer_id", "unit_id", "issued_at", "state", "paper_reason",
    "secrecy",
)  # fmt: skip
KEYS = ("issue_date", "number", "id")
"""A register's order: a series gives its numbers in the order of their days."""


def _lines(actor: Actor, year: int, secret: bool) -> QuerySet[Outgoing]:
    """Secret documents count for themselves and stand in a register of their own (Điều 15.2)."""
    numbered = Outgoing.objects.visible_to(actor).filter(number__isnull=False, issue_date__year=year)
    return numbered.exclude(secrecy="") if secret else numbered.filter(secrecy="")


def page(actor: Actor, year: int, *, secret: bool = False, older: str = "", newer: str = "", limit: int = LIMIT) -> Page[Line]:
    """The year's register as the actor may see it, last number first; three queries."""
    found = keyset(_lines(actor, year, secret).values(*FIELDS), KEYS, older, newer, limit)
    cells = [[_shown(value) for value in line] for line in values(actor, found.rows)]
    lines = [Line(str(r["id"]), _linked(r, texts), void=r["state"] == State.VOID) for r, texts in zip(found.rows, cells, strict=True)]
    return Page(lines, found.newer, found.older)


def _linked(row: dict[str, Any], texts: list[str]) -> list[str | Cell]:
    tag = state_tag(row["state"]) if row["state"] in (State.VOID, State.RECALLED, State.RECALLING) else None
    return [Cell(texts[0], url=OUTGOING.url_of(row["id"])), *texts[1:9], Cell(texts[9], tag=tag) if tag else texts[9]]


def _shown(value: Value) -> str:
    return "" if value is None else fmt.date(value) if isinstance(value, date) else str(value)


def day_of(moment: datetime | None) -> date | None:
    """The day of an instant where the register is kept."""
    return clock.day(moment) if moment else None


def values(actor: Actor, rows: Iterable[dict[str, Any]]) -> list[list[Value]]:
    """The ten cells of each line, in two queries. Of a secret document its kind and its mark only."""
    rows = list(rows)
    ids = [r["id"] for r in rows]
    here, tree = roster(), directory()
    names: dict[Any, list[str]] = {}
    for document, name in (
        Recipient.objects.within(actor).filter(Q(document__in=ids)).order_by("ordinal").values_list("document_id", "name")
    ):
        names.setdefault(document, []).append(name)
    voided = dict(
        RegisterLine.objects.within(actor).filter(document__in=ids).exclude(voided_at=None).values_list("document", "void_reason")
    )
    made: list[list[Value]] = []
    for r in rows:
        kind = said(BY_CODE[r["type_code"]])
        subject = kind if r["secrecy"] else f"{kind}: {r['subject']}"
        notes = [
            said(Secrecy(r["secrecy"])) if r["secrecy"] else _("Bản giấy") if r["paper_reason"] else "",
            f"{_('Hủy số')}: {voided[r['id']]}" if r["id"] in voided else "",
        ]
        made.append(
            [
                r["notation"], r["issue_date"], subject, here.post(r["signer_id"]).name if r["signer_id"] else "",
                "; ".join(names.get(r["id"], [])), tree.get(r["unit_id"]).shown, COPIES,
                day_of(r["issued_at"]), "", ". ".join(filter(None, notes)),
            ]
        )  # fmt: skip
    return made
