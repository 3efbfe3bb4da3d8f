"""Sổ đăng ký văn bản đến and sổ theo dõi giải quyết, in the columns of Appendix IV (VI and VIII)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor
from tinhso.documents.incoming.actions.common import url_of
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.queries.shown import state_tag
from tinhso.documents.numbering.public import SeriesYear, arrival_series
from tinhso.documents.paged import keyset
from tinhso.documents.types import BY_CODE
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line
from tinhso.ui.words import said

LIMIT = 100

REGISTER: tuple[Column, ...] = (
    Column("arrival_date", gettext_lazy("Ngày đến"), nowrap=True),
    Column("arrival_number", gettext_lazy("Số đến"), align="right", heading=True),
    Column("issuer", gettext_lazy("Tác giả")),
    Column("notation", gettext_lazy("Số, ký hiệu"), nowrap=True),
    Column("document_date", gettext_lazy("Ngày văn bản"), nowrap=True),
    Column("subject", gettext_lazy("Tên loại và trích yếu nội dung"), width=360),
    Column("receiver", gettext_lazy("Đơn vị hoặc người nhận")),
    Column("handed_over", gettext_lazy("Ngày chuyển"), nowrap=True),
    Column("signed_for", gettext_lazy("Ký nhận"), nowrap=True),
    Column("note", gettext_lazy("Ghi chú")),
)
TRACKING: tuple[Column, ...] = (
    Column("arrival_number", gettext_lazy("Số đến"), align="right", heading=True),
    Column("document", gettext_lazy("Tên loại, số, ký hiệu, ngày tháng và cơ quan ban hành"), width=420),
    Column("receiver", gettext_lazy("Đơn vị hoặc người nhận")),
    Column("due", gettext_lazy("Thời hạn giải quyết"), nowrap=True),
    Column("progress", gettext_lazy("Tiến độ giải quyết")),
    Column("answer", gettext_lazy("Số, ký hiệu văn bản trả lời"), nowrap=True),
    Column("note", gettext_lazy("Ghi chú")),
)
_FIELDS = (
    "id", "arrival_number", "arrival_date", "issuer", "notation", "document_date", "type_code", "subject", "note", "state", "due",
    "answer_notation", "secrecy", "channel", "result",
)  # fmt: skip
KEYS = ("arrival_date", "arrival_number", "id")
UNDER_WAY = Q(state__in=("assigned", "in_progress"))
TRACKED = Q(state__in=("assigned", "in_progress", "done", "void"))
"""A void number has no directive, but nobody is to look for it."""


def register(actor: Actor, year: int, month: int = 0, *, older: str = "", newer: str = "", limit: int = LIMIT) -> Page[Line]:
    """The year's register, or one month's, last number first; only lines the actor may see. `Line.cells` follow `REGISTER`."""
    page = _page(actor, year, month, Q(), older, newer, limit)
    return Page([Line(str(r["id"]), _register_cells(r), void=r["state"] == "void") for r in page.rows], page.newer, page.older)


def tracking(
    actor: Actor, year: int, month: int = 0, *, open_only: bool = False, older: str = "", newer: str = "", limit: int = LIMIT
) -> Page[Line]:
    """Who handles what and how far it is; documents with a directive. `Line.cells` follow `TRACKING`."""
    wanted = UNDER_WAY if open_only else TRACKED
    page = _page(actor, year, month, wanted, older, newer, limit)
    return Page([Line(str(r["id"]), _tracking_cells(r), void=r["state"] == "void") for r in page.rows], page.newer, page.older)


def next_arrival_number(actor: Actor) -> int:
    """What the next registration would get now; another clerk may be quicker. Raises DoesNotExist without an arrival series."""
    series = arrival_series(actor)
    row = SeriesYear.objects.within(actor).filter(series=series, year=clock.today().year).first()
    return (row.last_number if row else 0) + 1


def _page(actor: Actor, year: int, month: int, wanted: Q, older: str, newer: str, limit: int) -> Page[dict[str, Any]]:
    first, last = month or 1, month or 12
    days = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return keyset(entered(actor, *days, wanted), KEYS, older, newer, limit)


def entered(actor: Actor, first: date, last: date, wanted: Q) -> Any:
    """The register's lines of these days, as far as the actor sees them: rows with what both registers show."""
    standing = Directive.objects.within(actor).filter(document=OuterRef("pk"), state=Directive.State.GIVEN)
    rows = Incoming.objects.visible_to(actor).filter(wanted, arrival_number__isnull=False, arrival_date__range=(first, last))
    shown = rows.annotate(
        receiver=Subquery(standing.values("lead_label")[:1]),
        handed_over=Subquery(standing.values("at")[:1]),
        signed_for=Subquery(standing.values("document").annotate(first=Min("assignments__begun_at")).values("first")[:1]),
    )
    return shown.values(*_FIELDS, "receiver", "handed_over", "signed_for")


def kind_of(row: dict[str, Any]) -> str:
    return said(BY_CODE[row["type_code"]]) if row["type_code"] else ""


def named(row: dict[str, Any]) -> str:
    """Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành."""
    words = (" ".join(y for y in (kind_of(row), row["notation"]) if y), fmt.date(row["document_date"]), row["issuer"])
    return ", ".join(x for x in words if x)


def noted(row: dict[str, Any]) -> str:
    """The clerk's note; of a void number that it is void, and why."""
    if row["state"] != "void":
        return str(row["note"])
    return "; ".join(x for x in (_("Đã hủy số đến: %(reason)s") % {"reason": row["result"]}, row["note"]) if x)


def _register_cells(row: dict[str, Any]) -> list[str | Cell]:
    return [
        fmt.date(row["arrival_date"]), str(row["arrival_number"]), row["issuer"], row["notation"], fmt.date(row["document_date"]),
        Cell(" ".join(x for x in (kind_of(row), row["subject"]) if x), url=url_of(row["id"])), row["receiver"] or "",
        fmt.date(row["handed_over"]), fmt.date(row["signed_for"]), noted(row),
    ]  # fmt: skip


def _tracking_cells(row: dict[str, Any]) -> list[str | Cell]:
    return [
        str(row["arrival_number"]), Cell(named(row), url=url_of(row["id"])), row["receiver"] or "", fmt.date(row["due"]),
        Cell(tag=state_tag(row["state"])), row["answer_notation"], noted(row),
    ]  # fmt: skip
