"""Reads of the old registers, always for an actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.access.scoped import ScopedQuerySet
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.core.search.public import narrowed
from tinhso.documents.found import Found
from tinhso.documents.paged import keyset
from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.rules import FIELDS, Kind
from tinhso.documents.registers.shown import ROOT, SLUG_OF, cells, url_of
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Tag
from tinhso.ui.words import said

LIMIT = 100
KEYS = ("day", "number", "id")
SHOWN = ("id", "number", "secrecy", *dict.fromkeys(f for fields in FIELDS.values() for f in fields if f != "number"))


def lines(actor: Actor, kind: Kind, year: int, words: str = "") -> Any:
    """The year's old lines as `values()` rows, as far as the actor sees them."""
    rows = OldLine.objects.visible_to(actor).filter(kind=kind, year=year)
    return narrowed(rows, words).values(*SHOWN)


def page(actor: Actor, kind: Kind, year: int, words: str = "", *, older: str = "", newer: str = "", limit: int = LIMIT) -> Page[Line]:
    """Last number first. One query."""
    found = keyset(lines(actor, kind, year, words), KEYS, older, newer, limit)
    return Page([Line(str(r["id"]), cells(kind, r)) for r in found.rows], found.newer, found.older)


def years(actor: Actor, kind: Kind) -> list[int]:
    """Of which years the actor sees old registers, the last first. One query."""
    seen = OldRegister.objects.visible_to(actor).filter(kind=kind, withdrawn_at=None)
    return sorted(set(seen.values_list("year", flat=True)), reverse=True)


def line(actor: Actor, ident: UUID) -> OldLine | None:
    return OldLine.objects.visible_to(actor).select_related("register").filter(pk=ident).first()


def register(actor: Actor, ident: int) -> OldRegister | None:
    """An import that may be withdrawn: by who holds the right, whether or not he sees its lines."""
    return imports_of(actor).filter(pk=ident).first()


def imports_of(actor: Actor) -> ScopedQuerySet[OldRegister]:
    """The agency's imports for who may import, else those whose lines the actor sees."""
    if IMPORT.held_by(actor):
        return OldRegister.objects.within(actor).filter(agency_id=actor.agency)
    return OldRegister.objects.visible_to(actor)


IMPORTS = 50


def columns() -> list[Column]:
    return [
        Column("register", _("Sổ"), heading=True, width=260), Column("lines", _("Số dòng"), align="right"), Column("file", _("Tệp đã nhập"), width=240),
        Column("by", _("Người nhập"), width=200), Column("state", _("Tình trạng"), width=220), Column("verb", _("Rút lại")),
    ]  # fmt: skip


def imports(actor: Actor, *, older: str = "", newer: str = "") -> Page[Line]:
    """What was imported and withdrawn, the last first; one query."""
    rows = imports_of(actor).values("id", "kind", "year", "series", "lines", "name", "sha256", "at", "by_id", "withdrawn_at", "withdrawn_by_id", "reason", "audience")  # fmt: skip
    found = keyset(rows, ("at", "id"), older, newer, IMPORTS)
    return Page([_import(actor, r) for r in found.rows], found.newer, found.older)


def _import(actor: Actor, row: dict[str, Any]) -> Line:
    people, kind = roster(), Kind(row["kind"])
    gone, sees = row["withdrawn_at"], bool(actor.principals & set(row["audience"]))
    name = f"{said(kind)} {row['year']}"
    book = Cell(name, url="" if gone or not sees else f"{ROOT}{SLUG_OF[kind]}/?nam={row['year']}", small=row["series"])
    file = Cell(row["name"], url="" if gone or not sees else f"{ROOT}{row['id']}/tep", small=f"SHA-256 {row['sha256'][:16]}…")
    by = Cell(people.post(row["by_id"]).name, small=fmt.moment(row["at"]))
    why = f"{people.post(row['withdrawn_by_id']).name}, {fmt.moment(gone)}: {row['reason']}" if gone else ""
    state = Cell(tag=Tag(_("Đã rút"), "warn") if gone else Tag(_("Đang giữ"), "ok"), small=why)
    verb = Cell(_("Rút lại"), url=f"{ROOT}{row['id']}/rut/") if not gone and IMPORT.held_by(actor) else ""
    return Line(row["id"], [book, fmt.number(row["lines"]), file, by, state, verb], void=bool(gone))


_FOUND = ("id", "agency_id", "kind", "number", "secrecy", "notation", "day", "document_date", "subject", "author", "place")


def found(actor: Actor, idents: Sequence[UUID]) -> dict[UUID, Found]:
    """Those of them the actor sees, by id, for search; one query."""
    made = {}
    for r in OldLine.objects.visible_to(actor).filter(pk__in=idents).values(*_FOUND):
        out = r["kind"] == Kind.OUTGOING
        made[r["id"]] = Found(
            url_of(r["id"]), r["subject"], r["notation"], r["day"] if out else r["document_date"], "", directory().get(r["agency_id"]).shown if out else r["author"], r["author"] if out else "",
            r["place"], Tag(_("Sổ cũ (nhập)"), "plain"), None, "" if out else str(r["number"]),
        )  # fmt: skip
    return made
