"""Words: how texts and queries become what the index compares, and where they stand in the text shown. No database here.

Vectors and queries are spelled here and not by PostgreSQL's parser, which takes `123/QĐ-UBND` for a file name and depends on the
server's locale.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from tinhso.kit.text import compare_key, fold, nfc

WORD = re.compile(r"[^\W_]+")
MAX_WORDS = 20_000
"""Words of one entry that are found; a tsvector ends at 1 MB."""
MAX_LETTERS = 64
"""Letters of a word that are compared."""
MAX_TERMS = 24
"""Terms of a query that are heard."""
HEAD = 4_000
"""Letters looked through first for an excerpt; all of the text only where not every term stands together in them."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; the last may be a beginning."""

    words: tuple[str, ...]
    prefix: bool


def words(text: str) -> list[str]:
    """The words of a text, cut at everything that is no letter or digit; accents kept, case folded, one tone placement."""
    return [w[:MAX_LETTERS] for w in WORD.findall(compare_key(text))]


def parse(query: str) -> list[Term]:
    """What a person typed: `"…"` is a phrase, `word*` a beginning, so is the last word; `123/QĐ-UBND` is a phrase by itself.

    Anything can be typed; nothing raises. No words: an empty list, which finds nothing.
    """
    terms: list[Term] = []
    pieces = nfc(query).replace("“", '"').replace("”", '"').split('"')
    for n, piece in enumerate(pieces):
        # An odd piece stands between quotes; a last quote without its partner is one still being typed.
        quoted, closed = n % 2 == 1, n < len(pieces) - 1
        for chunk in [piece] if quoted else piece.split():
            found = words(chunk)
            if found:
                terms.append(Term(tuple(found), chunk.rstrip().endswith("*") or (quoted and not closed)))
    if terms and pieces[-1].strip():
        terms[-1] = Term(terms[-1].words, True)
    return terms[:MAX_TERMS]


def tsquery(terms: list[Term], *, folded: bool) -> str:
    """The query as PostgreSQL's `tsquery` text: all terms, words of a term in sequence."""

    def spell(term: Term) -> str:
        last = len(term.words) - 1
        return " <-> ".join(f"'{fold(w) if folded else w}'" + (":*" if term.prefix and n == last else "") for n, w in enumerate(term.words))

    return " & ".join(f"({spell(term)})" for term in terms)


def accented(terms: list[Term]) -> bool:
    """Whether the query tells accents apart, so that exact ones rank first."""
    return any(fold(w) != w for term in terms for w in term.words)


def tsvector(title: str, body: str, *, folded: bool) -> str:
    """The index line as PostgreSQL's `tsvector` text; words of the title weigh more (A)."""
    places: dict[str, list[str]] = {}
    for n, (word, weight) in enumerate(_numbered(title, body), start=1):
        spelled = fold(word) if folded else word
        if spelled:
            places.setdefault(spelled, []).append(f"{n}{weight}")
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


def _numbered(title: str, body: str) -> list[tuple[str, str]]:
    both = [(w, "A") for w in words(title)] + [("", "")] + [(w, "") for w in words(body)]
    return both[:MAX_WORDS]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of shown text; `hit` pieces are marked."""

    text: str
    hit: bool


def highlight(text: str, terms: list[Term], room: int = 240) -> list[Span]:
    """The part of a text in which most terms stand together (the first such), about `room` characters, cut at words, matches marked.

    Nothing matches: its beginning.
    """
    text = nfc(text)
    shown = _Marked.of(text[:HEAD], terms)
    first, together = shown.densest(room)
    if len(text) > HEAD and not (shown.whole and together == len(terms) and first < HEAD - 2 * room):
        shown = _Marked.of(text, terms)  # the best place may stand further down
        first, _ = shown.densest(room)
    start = shown.begin(first - room // 4, first) if len(text) > room else 0
    end = len(text) if len(text) - start <= room else shown.end(start, start + room)
    out: list[Span] = []
    at = start
    for a, b in shown.hits():
        if a < at or b > end:
            continue
        if a > at:
            out.append(Span(text[at:a], False))
        out.append(Span(text[a:b], True))
        at = b
    if at < end:
        out.append(Span(text[at:end], False))
    if out and start > 0:
        out.insert(0, Span("… ", False))
    if out and end < len(text):
        out.append(Span(" …", False))
    return out


@lru_cache(maxsize=2**14)
def _bare(word: str) -> str:
    """A word as it is compared. Kept: a body of 10,000 words has a few hundred different ones, the same as the next body's."""
    return fold(word)[:MAX_LETTERS]


@dataclass(frozen=True, slots=True)
class _Marked:
    """The words of a text, where each begins, and those that match, each with its term; `whole`: each term stands there, none as a
    beginning only.
    """

    line: list[str]
    starts: list[int]
    found: dict[int, int]
    whole: bool

    @classmethod
    def of(cls, text: str, terms: list[Term]) -> Self:
        line = WORD.findall(text)
        bare = [_bare(word) for word in line]
        found: dict[int, int] = {}
        whole = True
        for i, term in enumerate(terms):
            wanted = [fold(w) for w in term.words]
            at = _places(bare, wanted, begins=False)
            whole = whole and bool(at)
            if not at and term.prefix:  # a beginning is marked only where the whole word stands nowhere
                at = _places(bare, wanted, begins=True)
            found |= {n: i for start in at for n in range(start, start + len(wanted))}
        return cls(line, [m.start() for m in WORD.finditer(text)], dict(sorted(found.items())), whole)

    def span(self, n: int) -> tuple[int, int]:
        return self.starts[n], self.starts[n] + len(self.line[n])

    def hits(self) -> Iterator[tuple[int, int]]:
        return (self.span(n) for n in self.found)

    def densest(self, room: int) -> tuple[int, int]:
        """The hit from which a window of three quarters of `room` holds the most different terms: where it stands, and how many."""
        order = list(self.found)
        inside: Counter[int] = Counter()
        best, most, end = self.span(order[0])[0] if order else 0, 0, 0
        for n in order:
            a, _ = self.span(n)
            while end < len(order) and self.span(order[end])[1] <= a + room * 3 // 4:
                inside[self.found[order[end]]] += 1
                end += 1
            if (here := sum(count > 0 for count in inside.values())) > most:
                best, most = a, here
            inside[self.found[n]] -= 1
        return best, most

    def begin(self, low: int, high: int) -> int:
        """Where the first word from `low` to `high` begins; 0 where none does."""
        n = bisect_left(self.starts, low)
        return self.starts[n] if n < len(self.starts) and self.starts[n] <= high else 0

    def end(self, low: int, high: int) -> int:
        """Where the last word that ends after `low`, and no later than `high`, does; `high` where none does."""
        n = bisect_left(self.starts, high) - 1
        n -= n >= 0 and self.span(n)[1] > high
        return self.span(n)[1] if n >= 0 and self.span(n)[1] > low else high


def _places(line: list[str], wanted: list[str], *, begins: bool) -> list[int]:
    last = len(wanted) - 1
    like = {word for word in set(line) if word.startswith(wanted[last])} if begins else {wanted[last]}
    ends = (n for n, word in enumerate(line[last:]) if word in like)
    return [n for n in ends if line[n : n + last] == wanted[:last]]
