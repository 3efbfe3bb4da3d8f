"""Keyset pages of querysets of `values()` rows; cost does not grow with the page number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from tinhso.kit.paging import Page, decode, encode


def keyset(rows: Any, keys: tuple[str, ...], older: str, newer: str, limit: int, *, oldest_first: bool = False) -> Page[dict[str, Any]]:
    """The greatest first by `keys` (together unique), or the least; one query whatever the page.

    `newer`, `older` are cursors of `kit.paging`, towards the greater and the lesser whichever comes first.
    """
    rising = bool(newer) or (oldest_first and not older)
    if cursor := newer or older:
        last = decode(cursor, len(keys))
        try:
            rows = rows.filter(_beyond(keys, last, "gt" if rising else "lt"))
        except (TypeError, ValueError, ValidationError):  # no such day, a word where a number stands
            decode("", len(keys))  # refuses
            raise
    order = keys if rising else tuple(f"-{k}" for k in keys)
    found = list(rows.order_by(*order)[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    if rising != oldest_first:
        found.reverse()

    def at(row: dict[str, Any]) -> str:
        return encode([row[key] for key in keys])

    least, greatest = (0, -1) if oldest_first else (-1, 0)
    has_newer = bool(found) and (more if rising else bool(cursor))
    has_older = bool(found) and (bool(cursor) if rising else more)
    return Page(found, at(found[greatest]) if has_newer else None, at(found[least]) if has_older else None)


CHUNK = 500
"""Rows read at a time of a list that is walked from end to end."""


def walked(rows: Any, keys: tuple[str, ...]) -> Iterator[list[dict[str, Any]]]:
    """All rows, the least first by `keys`, a keyset page at a time: the memory of one, whatever their number."""
    after = ""
    while True:
        page = keyset(rows, keys, "", after, CHUNK, oldest_first=True)
        if page.rows:
            yield page.rows
        if not page.newer:
            return
        after = page.newer


def _beyond(keys: tuple[str, ...], values: list[Any], op: str) -> Q:
    """Rows past the cursor in lexicographic order."""
    past, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        past |= equal & Q(**{f"{key}__{op}": value})
        equal &= Q(**{key: value})
    return past
