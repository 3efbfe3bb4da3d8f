"""Sổ đăng ký văn bản đi in the ten columns of Appendix IV.I: on the screen, and as the bound PDF/A of Điều 16.2.b."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.layout.public import OUTGOING, register_pdf
from tinhso.documents.marks import Secrecy
from tinhso.documents.numbering.public import Line as RegisterLine
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.queries import keyset, state_tag
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.types import BY_CODE
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line
from tinhso.ui.words import said

LIMIT = 100
COLUMNS: tuple[Column, ...] = (
    Column("notation", gettext_lazy("Số, ký hiệu"), heading=True, nowrap=True),  # type: ignore[arg-type]  # lazy text
    Column("issue_date", gettext_lazy("Ngày văn bản"), nowrap=True),  # type: ignore[arg-type]
    Column("subject", gettext_lazy("Tên loại và trích yếu nội dung"), width=360),  # type: ignore[arg-type]
    Column("signer", gettext_lazy("Người ký"), width=150),  # type: ignore[arg-type]
    Column("recipients", gettext_lazy("Nơi nhận"), width=260),  # type: ignore[arg-type]
    Column("keeper", gettext_lazy("Đơn vị, người nhận bản lưu"), width=170),  # type: ignore[arg-type]
    Column("copies", gettext_lazy("Số lượng bản"), align="right"),  # type: ignore[arg-type]
    Column("sent", gettext_lazy("Ngày chuyển"), nowrap=True),  # type: ignore[arg-type]
    Column("signed_for", gettext_lazy("Ký nhận")),  # type: ignore[arg-type]
    Column("note", gettext_lazy("Ghi chú")),  # type: ignore[arg-type]
)
_FIELDS = (
    "id",
    "notation",
    "issue_date",
    "number",
    "type_code",
    "subject",
    "signer_id",
    "unit_id",
    "issued_at",
    "state",
    "paper_reason",
    "secrecy",
)


def _lines(actor: Actor, year: int, secret: bool) -> QuerySet[Outgoing]:
    """Secret documents count for themselves and stand in a register of their own (Điều 15.2)."""
    numbered = Outgoing.objects.visible_to(actor).filter(number__isnull=False, issue_date__year=year)
    return numbered.exclude(secrecy="") if secret else numbered.filter(secrecy="")


def page(actor: Actor, year: int, *, secret: bool = False, older: str = "", newer: str = "", limit: int = LIMIT) -> Page[Line]:
    """The year's register as the actor may see it, last number first; three queries."""
    found = keyset(_lines(actor, year, secret).values(*_FIELDS), ("issue_date", "number", "id"), older, newer, limit)
    cells = _cells(actor, found.rows)
    lines = [Line(str(r["id"]), _linked(r, texts)) for r, texts in zip(found.rows, cells, strict=True)]
    return Page(lines, found.newer, found.older)


def _linked(row: dict[str, Any], texts: list[str]) -> list[str | Cell]:
    tag = state_tag(row["state"]) if row["state"] in (State.VOID, State.RECALLED, State.RECALLING) else None
    return [Cell(texts[0], url=f"/van-ban-di/{row['id']}/"), *texts[1:9], Cell(texts[9], tag=tag) if tag else texts[9]]


def bound(actor: Actor, year: int, printed_by: str, secret: bool = False) -> bytes:
    """The whole year, first number first, as the actor may see it."""
    rows = list(_lines(actor, year, secret).values(*_FIELDS).order_by("issue_date", "number", "id"))
    organ = directory().get(actor.agency)
    cover = [f"Từ số: {rows[0]['notation']} đến số: {rows[-1]['notation']}"] if rows else ["Chưa có văn bản nào"]
    return register_pdf(
        OUTGOING, _cells(actor, rows), title="SỔ ĐĂNG KÝ VĂN BẢN MẬT ĐI" if secret else "SỔ ĐĂNG KÝ VĂN BẢN ĐI", agency=organ.name, superior=organ.superior_line, year=year,
        printed_by=printed_by, cover=cover,
    )  # fmt: skip


def _cells(actor: Actor, rows: Iterable[dict[str, Any]]) -> list[list[str]]:
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
    made = []
    for r in rows:
        kind = said(BY_CODE[r["type_code"]])
        subject = kind if r["secrecy"] else f"{kind}: {r['subject']}"
        notes = [
            said(Secrecy(r["secrecy"])) if r["secrecy"] else _("Bản giấy") if r["paper_reason"] else "",
            f"{_('Hủy số')}: {voided[r['id']]}" if r["id"] in voided else "",
        ]
        made.append(
            [
                r["notation"], fmt.date(r["issue_date"]), subject, here.post(r["signer_id"]).name if r["signer_id"] else "",
                "; ".join(names.get(r["id"], [])), tree.get(r["unit_id"]).shown, "1", fmt.date(r["issued_at"]) if r["issued_at"] else "", "", ". ".join(filter(None, notes)),
            ]
        )  # fmt: skip
    return made
