"""Where the words of one version differ from those of another: what a signer reads first when a draft comes back to him."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

BESIDE = 6
"""Words shown on either side of a change."""
MOST_WORDS = 30_000
"""Longer texts are not compared: it would take seconds; both versions can be opened."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place; `before` and `after` are the nearest words that stayed, `removed` and `added` what did not."""

    before: str
    removed: str
    added: str
    after: str


def changes(old: str, new: str) -> list[Change] | None:
    """In the order of the text, word by word: lines break elsewhere in another version. None: too long to be compared."""
    a, b = _words(old), _words(new)
    if max(len(a), len(b)) > MOST_WORDS:
        return None
    return [
        Change(" ".join(b[max(0, j1 - BESIDE) : j1]), " ".join(a[i1:i2]), " ".join(b[j1:j2]), " ".join(b[j2 : j2 + BESIDE]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b).get_opcodes()
        if tag != "equal"
    ]


def _words(text: str) -> list[str]:
    """The mark of the end stands apart: it moves with the last line and says nothing."""
    return text.replace("./.", " ./.").split()
