"""The register of arrivals and the book that follows what becomes of them (Appendix IV.VI, VIII), as files over a period."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents.incoming.queries.registers import KEYS, TRACKED, entered, kind_of, named, noted
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.layout.public import INCOMING, TRACKING, Value
from tinhso.documents.marks import Secrecy
from tinhso.documents.outgoing.books import Source, Span
from tinhso.documents.outgoing.register import day_of
from tinhso.ui.words import said

REGISTER, FOLLOWING = "so", "theo-doi"


def source(actor: Actor, book: str, span: Span) -> Source:
    """The register (`REGISTER`) or the tracking book (`FOLLOWING`), as far as the actor sees it: one sequence for paper and wire."""
    if book == REGISTER:
        rows = entered(actor, span.first, span.last, Q())
        return Source(INCOMING, rows, KEYS, _registered, "arrival_number", "Sổ đăng ký văn bản đến")
    rows = entered(actor, span.first, span.last, TRACKED)
    return Source(TRACKING, rows, KEYS, _followed, "arrival_number", "Sổ theo dõi giải quyết văn bản đến")


def choices() -> list[tuple[str, str]]:
    return [(REGISTER, _("Sổ đăng ký văn bản đến")), (FOLLOWING, _("Sổ theo dõi giải quyết văn bản đến"))]


def _registered(rows: list[dict[str, Any]]) -> list[list[Value]]:
    """Of a secret document its kind and its mark only: a file leaves the room that the register is kept in."""
    return [
        [
            r["arrival_date"], r["arrival_number"], r["issuer"], r["notation"], r["document_date"],
            kind_of(r) if r["secrecy"] else " ".join(x for x in (kind_of(r), r["subject"]) if x), r["receiver"], day_of(r["handed_over"]),
            day_of(r["signed_for"]), _noted(r),
        ]
        for r in rows
    ]  # fmt: skip


def _followed(rows: list[dict[str, Any]]) -> list[list[Value]]:
    return [
        [r["arrival_number"], named(r), r["receiver"], r["due"], said(State(r["state"])), r["answer_notation"], _noted(r)] for r in rows
    ]


def _noted(row: dict[str, Any]) -> str:
    """What the clerk noted of a secret document may tell what is in it: its mark stands instead."""
    if row["secrecy"] and row["state"] == State.VOID:
        return f"{said(Secrecy(row['secrecy']))}; {said(State.VOID)}"
    return said(Secrecy(row["secrecy"])) if row["secrecy"] else noted(row)
