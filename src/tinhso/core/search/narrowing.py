"""The words typed into a list's filter: found without accents, in any order, in any of its columns."""

from __future__ import annotations

from functools import reduce
from typing import TypeVar, cast

from django.db.models import CharField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from tinhso.kit.text import fold

_Row = TypeVar("_Row", bound=Model)
# Every lower-case Latin letter with marks and the plain one it folds to; what is stored is composed (NFC).
_BARE = {
    c: fold(c) for c in map(chr, range(0xC0, 0x1EFA)) if c == c.lower() and fold(c).isascii() and fold(c).isalpha() and len(fold(c)) == 1
}


def narrowed(rows: QuerySet[_Row], words: str, *columns: str) -> QuerySet[_Row]:
    """The rows of a queryset whose `columns` together hold every one of `words`, as parts of words (as a symbol is typed: "12/kh")."""
    wanted = fold(words).split()
    if not wanted:
        return rows
    columns_text = Concat(*(piece for column in columns for piece in (F(column), Value(" "))), output_field=CharField())
    spelled = Func(
        Lower(columns_text), Value("".join(_BARE)), Value("".join(_BARE.values())), function="translate", output_field=CharField()
    )
    every = reduce(lambda q, word: q & Q(_spelled__contains=word), wanted, Q())
    return cast(QuerySet[_Row], rows.alias(_spelled=spelled).filter(every))
