"""The door of search: rooms index what may be found, everyone finds what he may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from math import inf, isfinite
from typing import Any

from django.db import connection

from tinhso.core.access.public import Actor
from tinhso.core.access.scoped import ScopedQuerySet
from tinhso.core.search.models import SavedSearch
from tinhso.core.search.narrowing import narrowed
from tinhso.core.search.rules import Span, Term, accented, highlight, parse, tsquery, tsvector
from tinhso.kit import clock, paging
from tinhso.kit.errors import Refusal
from tinhso.kit.paging import Page
from tinhso.kit.text import nfc, squeeze

__all__ = [
    "Hit",
    "Record",
    "SavedSearch",
    "Span",
    "Within",
    "find",
    "forget",
    "index",
    "narrowed",
    "remove",
    "remove_all",
    "save",
    "saved",
    "walk",
]

MAX_BODY = 50_000
"""Characters kept for showing; words beyond them are still found (`rules.MAX_WORDS`)."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was found; `aggregate` as `outgoing:0198…`."""

    agency: int
    aggregate: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """`title` and `excerpt` come in pieces, matching words marked, in the text's own accents. No excerpt where only the title matches."""

    title: list[Span]
    excerpt: list[Span]
    url: str
    date: Date | None


@dataclass(frozen=True, slots=True)
class Within:
    """What narrows a search. `kinds`: `outgoing`, `incoming` …, empty for all; `since`, `until` are days of the records, both included."""

    kinds: tuple[str, ...] = ()
    type: str = ""
    since: Date | None = None
    until: Date | None = None
    newest: bool = False
    """Newest day first instead of the best match."""


ANYWHERE = Within()


def index(
    actor: Actor, *, aggregate: str, kind: str, title: str, body: str, audience: Iterable[str], date: Date | None, url: str,
    type_code: str = "", weight: float = 1.0, agency: int | None = None,
) -> None:  # fmt: skip
    """Put a record into the index, or renew it, in the caller's transaction. `audience` is the record's own; empty: nobody finds it.

    `type_code`: what kind of record it is within its kind (`report`). `agency`: another than the actor's, within the transaction's scope (else the database refuses).
    """
    title, body = squeeze(title), nfc(body)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tinhso_index(%s, %s, %s::text[], %s, %s, %s, %s, %s, %s::date, %s::real, %s::tsvector, %s::tsvector)",
            [
                agency or actor.agency, aggregate, sorted(set(audience)), kind, type_code, title, body[:MAX_BODY], url, date, weight,
                tsvector(title, body, folded=True), tsvector(title, body, folded=False),
            ],
        )  # fmt: skip


def remove(actor: Actor, aggregate: str, agency: int | None = None) -> bool:
    """Take a record out of the index; False where it was not in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tinhso_unindex(%s, %s)", [agency or actor.agency, aggregate])
        return bool(cursor.fetchone()[0])


def remove_all(actor: Actor, aggregates: Sequence[str]) -> None:
    """Take these records of the actor's agency out of the index, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM unnest(%s::text[]) a WHERE tinhso_unindex(%s, a)", [list(aggregates), actor.agency])


def find(actor: Actor, query: str, within: Within = ANYWHERE, cursor: str | None = None, limit: int = 20) -> Page[Hit]:
    """The best matches first, or the newest. What is found is what the transaction's scope (set from `actor`) may see; garbage finds nothing.

    At most 200 a page. Raises Refusal `paging.cursor` for a malformed cursor.
    """
    terms = parse(query)
    page = _asked(_SHOWN, terms, within, cursor, limit)
    return Page([_hit(row, terms) for row in page.rows], None, page.older)


CHUNK = 199
"""Records read at a time of a search that is walked: one less than the function gives."""


def walk(actor: Actor, query: str, within: Within = ANYWHERE) -> Iterator[list[Record]]:
    """All that is found, a page at a time and no more than one in memory; nothing of their texts is read."""
    terms, cursor = parse(query), None
    while (page := _asked(_NAMED, terms, within, cursor, CHUNK)).rows:
        yield [_record(row) for row in page.rows]
        if not (cursor := page.older):
            return


_FROM = " FROM tinhso_search(%s::tsquery, %s::tsquery, %s::text[], %s, %s::date, %s::date, %s, %s::real, %s::bigint, %s)"
_NAMED = "SELECT id, rank, agency_id, aggregate, kind" + _FROM
_SHOWN = "SELECT id, rank, agency_id, aggregate, kind, title, body, url, date" + _FROM


def _asked(query: str, terms: list[Term], within: Within, cursor: str | None, limit: int) -> Page[Sequence[object]]:
    """Rows of id, rank, agency, aggregate, kind, and what else `query` asks for."""
    if not terms:
        return Page([], None, None)
    rank, ident = _after(cursor)
    exact = tsquery(terms, folded=False) if accented(terms) else ""
    with connection.cursor() as db:
        db.execute(
            query,
            [
                tsquery(terms, folded=True), exact, list(within.kinds) or None, within.type or None, within.since, within.until,
                within.newest, rank, ident, limit + 1,
            ],
        )  # fmt: skip
        rows = db.fetchall()
    page = rows[:limit]
    older = paging.encode([repr(page[-1][1]), page[-1][0]]) if len(rows) > limit else None
    return Page(page, None, older)


MOST_SAVED = 30


def save(actor: Actor, name: str, asked: str) -> SavedSearch:
    """Keep a search under a name; the same name again is the new one. Raises Refusal `search.name`, `search.full`."""
    name = squeeze(name)[:80]
    if not name:
        raise Refusal("search.name", vi="Đặt tên cho tìm kiếm muốn lưu.", en="Give the search a name to save it under.")
    if _mine(actor).exclude(name=name).count() >= MOST_SAVED:
        raise Refusal(
            "search.full", vi=f"Bạn đã lưu {MOST_SAVED} tìm kiếm. Bỏ bớt một tìm kiếm rồi lưu lại.",
            en=f"You have saved {MOST_SAVED} searches. Drop one, then save again.",
        )  # fmt: skip
    key: dict[str, Any] = {"owner": actor.owner, "agency_id": actor.agency, "name": name}
    kept, _ = SavedSearch.objects.within(actor).update_or_create(**key, defaults={"asked": asked[:1000], "saved_at": clock.now()})
    return kept


def saved(actor: Actor) -> list[SavedSearch]:
    """The person's own, by name."""
    return list(_mine(actor).order_by("name"))


def forget(actor: Actor, ident: int) -> bool:
    """Drop one of the person's own; False where there is none."""
    return bool(_mine(actor).filter(pk=ident).delete()[0])


def _mine(actor: Actor) -> ScopedQuerySet[SavedSearch]:
    return SavedSearch.objects.within(actor).filter(owner=actor.owner, agency_id=actor.agency)


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


def _record(row: Sequence[object]) -> Record:
    return Record(int(str(row[2])), str(row[3]), str(row[4]))


def _hit(row: Sequence[object], terms: list[Term]) -> Hit:
    title, body, url, date = row[5:]
    excerpt = highlight(str(body), terms)
    of = _record(row)
    return Hit(
        of.agency, of.aggregate, of.kind, highlight(str(title), terms, 400), excerpt if any(s.hit for s in excerpt) else [], str(url),
        date if isinstance(date, Date) else None,
    )  # fmt: skip
