"""The words typed into a list's filter: found without accents, in any order, in any of its columns.

Behind row-level security LIKE cannot use an index, so the words of what is listed stand once more in `search_listed`, without policy
and grants, and `tinhso_listed` alone reads it: both walls stand in its SQL. A migration says what is listed (`migration.listed`).
"""

from __future__ import annotations

from typing import TypeVar

from django.db import connection
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

from tinhso.kit.text import fold

_Row = TypeVar("_Row", bound=Model)
_AS_TYPED = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})
FEW = 1000
"""Records that are brought from the index. What more than these hold fills a page soon: the list is then walked in its own order."""


def narrowed(rows: QuerySet[_Row], words: str) -> QuerySet[_Row]:
    """Of rows visible to whom the transaction's scope is of, those that hold every one of `words`, as parts of words ("12/kh" of a symbol).

    All of them, however many. The index is asked here, in one query.
    """
    wanted = list(dict.fromkeys(fold(words).split()))
    if not wanted:
        return rows
    table = rows.model._meta.db_table
    patterns = [f"%{word.translate(_AS_TYPED)}%" for word in wanted]
    if (few := _found(table, wanted, patterns)) is not None:
        return rows.filter(pk__in=few)
    # CASE: of several words PostgreSQL thinks that few rows hold them all, and would read every row first.
    held = RawSQL(f'CASE WHEN "{table}".words LIKE ALL (%s) THEN true END', [patterns], BooleanField())  # noqa: S611  (the model's own name)
    return rows.filter(held)


def _found(table: str, wanted: list[str], patterns: list[str]) -> list[object] | None:
    """The ids of all visible records that hold the words; None where they are many."""
    parts = {part for word in wanted for part in _parts(word)}
    if not parts:
        return None  # single letters stand everywhere
    with connection.cursor() as cursor:
        cursor.execute("SELECT tinhso_listed(%s, %s, %s)", [[table, *sorted(parts)], patterns, FEW + 1])
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= FEW else None


def _parts(word: str) -> list[str]:
    """As `tinhso_parts` has them in the index: every three letters, of a word of two these."""
    return [word[n : n + 3] for n in range(len(word) - 2)] if len(word) > 2 else [word] * (len(word) == 2)
