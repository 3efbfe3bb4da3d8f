"""The door of search: rooms index what may be found, everyone finds what he may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from math import inf, isfinite

from django.db import connection

from tinhso.core.access.public import Actor
from tinhso.core.search.narrowing import narrowed
from tinhso.core.search.rules import Span, Term, accented, highlight, parse, tsquery, tsvector
from tinhso.kit import paging
from tinhso.kit.paging import Page
from tinhso.kit.text import nfc, squeeze

__all__ = ["Hit", "Span", "find", "index", "narrowed", "remove"]

MAX_BODY = 50_000
"""Characters kept for showing; words beyond them are still found (`rules.MAX_WORDS`)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`title` and `excerpt` come in pieces, matching words marked, in the text's own accents; `aggregate` as `outgoing:0198…`.

    No excerpt where only the title matches.
    """

    agency: int
    aggregate: str
    kind: str
    title: list[Span]
    excerpt: list[Span]
    url: str
    date: Date | None


def index(
    actor: Actor, *, aggregate: str, kind: str, title: str, body: str, audience: Iterable[str], date: Date | None, url: str,
    weight: float = 1.0, agency: int | None = None,
) -> None:  # fmt: skip
    """Put a record into the index, or renew it, in the caller's transaction. `audience` is the record's own; empty: nobody finds it.

    `agency`: another than the actor's, within the transaction's scope (else the database refuses).
    """
    title, body = squeeze(title), nfc(body)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tinhso_index(%s, %s, %s::text[], %s, %s, %s, %s, %s::date, %s::real, %s::tsvector, %s::tsvector)",
            [
                agency or actor.agency, aggregate, sorted(set(audience)), kind, title, body[:MAX_BODY], url, date, weight,
                tsvector(title, body, folded=True), tsvector(title, body, folded=False),
            ],
        )  # fmt: skip


def remove(actor: Actor, aggregate: str, agency: int | None = None) -> bool:
    """Take a record out of the index; False where it was not in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tinhso_unindex(%s, %s)", [agency or actor.agency, aggregate])
        return bool(cursor.fetchone()[0])


def find(actor: Actor, query: str, kinds: Sequence[str] | None = None, cursor: str | None = None, limit: int = 20) -> Page[Hit]:
    """The best matches first. What is found is what the transaction's scope (set from `actor`) may see; garbage finds nothing.

    Raises Refusal `paging.cursor` for a malformed cursor.
    """
    terms = parse(query)
    if not terms:
        return Page([], None, None)
    rank, ident = _after(cursor)
    exact = tsquery(terms, folded=False) if accented(terms) else ""
    with connection.cursor() as db:
        db.execute(
            "SELECT * FROM tinhso_search(%s::tsquery, %s::tsquery, %s::text[], %s::real, %s::bigint, %s)",
            [tsquery(terms, folded=True), exact, list(kinds) if kinds is not None else None, rank, ident, limit + 1],
        )
        rows = db.fetchall()
    shown = rows[:limit]
    older = paging.encode([repr(shown[-1][8]), shown[-1][0]]) if len(rows) > limit else None
    return Page([_hit(row, terms) for row in shown], None, older)


def _after(cursor: str | None) -> tuple[float | None, int | None]:
    if not cursor:
        return None, None
    rank, ident = paging.decode(cursor, 2)
    try:
        after = float(rank), int(ident)
    except ValueError:
        after = inf, 0
    if not (isfinite(after[0]) and 0 < after[1] < 2**63):
        paging.decode("", 2)  # refuses
    return after


def _hit(row: Sequence[object], terms: list[Term]) -> Hit:
    _, agency, aggregate, kind, title, body, url, date, _ = row
    excerpt = highlight(str(body), terms)
    return Hit(
        int(str(agency)), str(aggregate), str(kind), highlight(str(title), terms, 400), excerpt if any(s.hit for s in excerpt) else [],
        str(url), date if isinstance(date, Date) else None,
    )  # fmt: skip
