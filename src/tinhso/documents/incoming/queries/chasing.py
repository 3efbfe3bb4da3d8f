"""What is to be chased: late and soon due, each with how often it was chased; and all that is late, by unit (ND30 Điều 24.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.organisations.public import Directory, directory
from tinhso.core.people.public import Roster, roster
from tinhso.documents.clocks import last_close
from tinhso.documents.incoming.actions.common import url_of
from tinhso.documents.incoming.models import Assignment, Incoming, Note
from tinhso.documents.incoming.queries.lists import FIELDS, LIMIT, rows_of
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.paged import keyset
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Row

SOON = 3
"""Working days before its deadline from which a document is among the soon due."""
TERMS: dict[str, Any] = {"late": gettext_lazy("Quá hạn"), "near": gettext_lazy("Sắp đến hạn")}


@dataclass(frozen=True, slots=True)
class ToChase:
    """How many of each term, and a page of the one looked at, the earliest deadline first."""

    counts: dict[str, int]
    code: str
    page: Page[Row]


def to_chase(actor: Actor, code: str = "", *, older: str = "", newer: str = "", limit: int = LIMIT) -> ToChase:
    """Of what is being handled and the actor may see; four queries (and the calendar's).

    Raises KeyError for an unknown term, Refusal for a malformed cursor.
    """
    days = calendar.of(actor.agency)
    wanted, seen = _wanted(days), Incoming.objects.visible_to(actor).filter(box="handling")
    counted = {k: int(v) for k, v in seen.aggregate(**{term: Count("id", filter=which) for term, which in wanted.items()}).items()}
    code = code or next((term for term in TERMS if counted[term]), "late")
    page = keyset(seen.filter(wanted[code]).values(*FIELDS), ("due", "id"), older, newer, limit, oldest_first=True)
    chased = {str(k): v for k, v in _chased(actor, [r["id"] for r in page.rows]).items()}
    rows = rows_of(actor, page, days)
    told = [replace(row, more=(*row.more, _times(*chased[str(row.id)]))) if str(row.id) in chased else row for row in rows.rows]
    return ToChase(counted, code, Page(told, rows.newer, rows.older))


def _wanted(days: WorkingCalendar) -> dict[str, Q]:
    closed = last_close(days, clock.now())
    return {"late": Q(due__lte=closed), "near": Q(due__gt=closed, due__lte=days.add_working_days(clock.today(), SOON))}


def _chased(actor: Actor, documents: Collection[UUID]) -> dict[UUID, tuple[int, datetime]]:
    """Document → how often it was chased, and when last. One query."""
    notes = Note.objects.within(actor).filter(document__in=documents, kind=NoteKind.CHASE).order_by()
    counted = notes.values_list("document_id").annotate(Count("id"), Max("at"))
    return {document: (times, last) for document, times, last in counted}


def _times(times: int, last: datetime) -> str:
    return _("đã đôn đốc %(n)s lần, gần nhất %(when)s") % {"n": times, "when": fmt.moment(last)}


COLUMNS: tuple[Column, ...] = (
    Column("number", gettext_lazy("Số đến"), width=70, nowrap=True),
    Column("notation", gettext_lazy("Số, ký hiệu; tác giả"), width=190),
    Column("subject", gettext_lazy("Trích yếu"), heading=True, width=380),
    Column("holder", gettext_lazy("Người đang giữ"), width=190),
    Column("due", gettext_lazy("Hạn"), width=130),
    Column("chased", gettext_lazy("Đôn đốc"), width=130),
)


@dataclass(frozen=True, slots=True)
class Section:
    """What of one unit is late; lines of COLUMNS, the longest late first."""

    unit: str
    number: str
    lines: list[Line]


def late_by_unit(actor: Actor) -> list[Section]:
    """All that is late and the actor may see, by the unit that leads, in the order of the tree. Three queries (and the calendar's)."""
    days = calendar.of(actor.agency)
    late = Incoming.objects.visible_to(actor).filter(box="handling", due__lte=last_close(days, clock.now()))
    rows: list[Any] = list(late.order_by("due", "id").values("id", "subject", "notation", "issuer", "arrival_number", "due"))
    ids = [r["id"] for r in rows]
    leads: dict[UUID, list[Assignment]] = {}
    for a in Assignment.objects.within(actor).filter(document__in=ids, part="lead", done_at=None, cancelled_at=None):
        leads.setdefault(a.document_id, []).append(a)
    chased = _chased(actor, ids)
    tree, people = directory(), roster()
    found: dict[int, list[Line]] = {}
    for row in rows:
        parts = leads.get(row["id"], [])
        unit = _unit(parts, tree, people) or actor.agency
        found.setdefault(unit, []).append(_line(row, parts, days, chased.get(row["id"])))
    order = {u.id: i for i, u in enumerate(tree.subtree(actor.agency))}
    return [
        Section(tree.get(unit).shown, fmt.number(len(lines)), lines)
        for unit, lines in sorted(found.items(), key=lambda pair: order.get(pair[0], len(order)))
    ]


def _unit(parts: list[Assignment], tree: Directory, people: Roster) -> int | None:
    """The unit of the desk to which the directive gave the lead."""
    top = next((a.principal for a in parts if a.parent_id is None), parts[0].principal if parts else "")
    unit = people.unit_of(top)
    return unit if unit is not None and unit in tree else None


def _line(row: dict[str, Any], parts: list[Assignment], days: WorkingCalendar, chased: tuple[int, datetime] | None) -> Line:
    passed_on = {a.parent_id for a in parts}
    holders = ", ".join(a.label for a in parts if a.id not in passed_on)
    due: date = row["due"]
    return Line(
        str(row["id"]),
        [
            str(row["arrival_number"] or ""), Cell(row["notation"], small=row["issuer"]), Cell(row["subject"], url=url_of(row["id"])), holders,
            Cell(fmt.deadline(due, days=days.days_left(due, clock.today())).text, small=fmt.date(due)),
            Cell(_("%(n)s lần") % {"n": chased[0]}, small=fmt.date(chased[1])) if chased else "",
        ],
    )  # fmt: skip
