"""Two versions of a text, paragraph by paragraph and word by word: what went, what came, in the place where it stood.

Pure; words in, words out. Paragraphs that are the same are found first, those that were rewritten are paired by the words they share,
and only within a pair are single words compared: a paragraph written anew is shown as one that went and one that came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

Kind = Literal["same", "added", "removed"]

ALIKE = 0.45
"""Share of common words from which two paragraphs are one rewritten."""
MOST_PARAGRAPHS, MOST_WORDS, MOST_PAIRED = 5_000, 2_000, 80
MOST_STEPS = 200_000
"""Equal pairs one search for the longest match may look at; a text of one line or word over and over counts as written anew."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, came or went together, without a space at their ends."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `kind` of the whole, or `changed` where `runs` differ."""

    kind: Kind | Literal["changed"]
    runs: tuple[Run, ...]


def compare(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """The lines of both texts in reading order; empty paragraphs are left out. Longer texts than `MOST_PARAGRAPHS` are cut there."""
    before, after = ([line for line in text if line.strip()][:MOST_PARAGRAPHS] for text in (old, new))
    found: list[Line] = []
    for kind, a, b, c, d in _codes(before, after):
        if kind == "equal":
            found += [Line("same", (Run("same", text),)) for text in after[c:d]]
        else:
            found += _rewritten(before[a:b], after[c:d])
    return found


def _codes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """`SequenceMatcher`'s opcodes in bounded time: its search grows with the square of what repeats."""
    times = Counter(new)
    if sum(times[item] for item in old) <= MOST_STEPS:
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = min(len(old), len(new)) - head
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old[::-1][:rest], new[::-1][:rest], strict=False)))
    a, b = len(old) - tail, len(new) - tail
    codes = [("equal", 0, head, 0, head), ("replace", head, a, head, b), ("equal", a, len(old), b, len(new))]
    return [code for code in codes if code[1] < code[2] or code[3] < code[4]]


def _rewritten(old: list[str], new: list[str]) -> Iterator[Line]:
    i = j = 0
    for a, b in [*_pairs(old, new), (len(old), len(new))]:
        yield from (Line("removed", (Run("removed", text),)) for text in old[i:a])
        yield from (Line("added", (Run("added", text),)) for text in new[j:b])
        if a < len(old) and b < len(new):
            yield Line("changed", tuple(_words(old[a], new[b])))
        i, j = a + 1, b + 1


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which of the old paragraphs became which of the new ones: in order, together as much alike as can be."""
    if not old or not new or len(old) > MOST_PAIRED or len(new) > MOST_PAIRED:
        return []
    bags = [Counter(text.split()) for text in old], [Counter(text.split()) for text in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_alike(x, y) for y in bags[1]] for x in bags[0]]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], likeness[a][b] + best[a + 1][b + 1] if likeness[a][b] else 0.0)
    found, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if likeness[a][b] and best[a][b] == likeness[a][b] + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _alike(old: Counter[str], new: Counter[str]) -> float:
    """2 × common ÷ all words; 0 below `ALIKE`."""
    total = old.total() + new.total()
    if total > 2 * MOST_WORDS:
        return 0.0
    share = 2 * (old & new).total() / total
    return share if share >= ALIKE else 0.0


def _words(old: str, new: str) -> Iterator[Run]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    removed: list[str] = []
    added: list[str] = []
    codes = _codes(before, after)
    for place, (kind, a, b, c, d) in enumerate(codes):
        # One word that happens to stand in both, amid words that do not, keeps nobody's place: it goes with its neighbours.
        lone = kind == "equal" and b - a == 1 and 0 < place < len(codes) - 1
        if kind == "equal" and not lone:
            yield from _changed(removed, added)
            removed, added = [], []
            yield Run("same", " ".join(after[c:d]))
        else:
            removed += before[a:b]
            added += after[c:d]
    yield from _changed(removed, added)


def _changed(removed: list[str], added: list[str]) -> Iterator[Run]:
    if removed:
        yield Run("removed", " ".join(removed))
    if added:
        yield Run("added", " ".join(added))


_ENDS = re.compile(r"[.;:!?]$|\./\.$")
_BEGINS = re.compile(r"(Phần|Chương|Mục|Tiểu mục|Điều|Phụ lục|Nơi nhận|Kính gửi)\b|[IVX]+\.\s|\d+(\.\d+)*[.)]\s|[a-zđ]{1,2}\)\s|[-+•*]\s")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of what was read off a PDF, whose lines end where the page does: a line goes on with the one before it unless that
    one ended a sentence or this one begins an article, a clause, a point, an item. Numbers of pages are left out.
    """
    found: list[str] = []
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or line.isdecimal():
            continue
        goes_on = bool(found) and not _ENDS.search(found[-1]) and not _BEGINS.match(line) and line.isupper() == found[-1].isupper()
        if goes_on:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found
