"""Words: how texts and queries become what the index compares, and where they stand in the text shown. No database here.

Vectors and queries are spelled here and not by PostgreSQL's parser, which takes `123/QĐ-UBND` for a file name and depends on the
server's locale.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tinhso.kit.text import compare_key, fold, nfc

WORD = re.compile(r"[^\W_]+")
MAX_WORDS = 20_000
"""Words of one entry that are found; a tsvector ends at 1 MB."""
MAX_LETTERS = 64
"""Letters of a word that are compared."""
MAX_TERMS = 24
"""Terms of a query that are heard."""


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
    spans = [m.span() for m in WORD.finditer(text)]
    hits = _hits([fold(text[a:b])[:MAX_LETTERS] for a, b in spans], terms)
    first = spans[_densest(hits, spans, room)][0] if hits else 0
    start = 0 if len(text) <= room else min((a for a, _ in spans if first - room // 4 <= a <= first), default=0)
    whole = len(text) - start <= room
    end = len(text) if whole else max((b for _, b in spans if start < b <= start + room), default=start + room)
    out: list[Span] = []
    at = start
    for n in sorted(hits):
        a, b = spans[n]
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


def _densest(hits: dict[int, int], spans: list[tuple[int, int]], room: int) -> int:
    """The hit from which a window of three quarters of `room` holds the most different terms."""
    order = sorted(hits)
    inside: Counter[int] = Counter()
    best, most, end = order[0], 0, 0
    for n in order:
        while end < len(order) and spans[order[end]][1] <= spans[n][0] + room * 3 // 4:
            inside[hits[order[end]]] += 1
            end += 1
        if (here := sum(count > 0 for count in inside.values())) > most:
            best, most = n, here
        inside[hits[n]] -= 1
    return best


def _hits(line: list[str], terms: list[Term]) -> dict[int, int]:
    """The words that match, each with its term. A beginning is marked only where the whole word stands nowhere."""
    found: dict[int, int] = {}
    for i, term in enumerate(terms):
        wanted = [fold(w) for w in term.words]
        at = _places(line, wanted, begins=False) or (_places(line, wanted, begins=True) if term.prefix else [])
        found |= {n: i for start in at for n in range(start, start + len(wanted))}
    return found


def _places(line: list[str], wanted: list[str], *, begins: bool) -> list[int]:
    last = len(wanted) - 1
    return [
        n
        for n in range(len(line) - last)
        if line[n : n + last] == wanted[:last] and (line[n + last].startswith(wanted[last]) if begins else line[n + last] == wanted[last])
    ]
