"""Who signed: the title in capitals over a name, in the right half near the end (Phụ lục I, Part I, II.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhso.documents.incoming.proposals.evidence import Found
from tinhso.documents.incoming.proposals.lines import rows
from tinhso.documents.incoming.proposals.values import Page, Segment
from tinhso.documents.incoming.proposals.words import TITLES, begins_organ

_FOR = re.compile(r"(tm|kt|tl|tuq|q|kt\.? ?tm)\s?\.\s?")
_PERSON = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){1,5}")
_DEGREES = re.compile(r"^((ts|ths|pgs|gs|bs|ks|cn|bscki|bsckii|dr|mr|ong|ba)\.?\s?)+(?=\w)", re.IGNORECASE)
_NO_PERSON = (
    "noi nhan", "luu", "nhu tren", "kinh gui", "da ky", "ky boi", "thoi gian", "so ", "tran trong", "cong hoa", "ky ten", "ky va", "nguoi ky",
    "dong dau", "ky, ", "(",
)  # fmt: skip


def signer(pages: Sequence[Page]) -> list[Found | None]:
    """From the first page that has such a pair, beginning with where "Nơi nhận" stands: an annex has its own."""
    gathered = [[s for row in rows(page, i) for s in row] for i, page in enumerate(pages)]
    with_receivers = [i for i, segments in enumerate(gathered) if any(s.key.startswith("noi nhan") for s in segments)]
    for i in dict.fromkeys([*with_receivers, *reversed(range(len(gathered)))]):
        if pair := _signed(gathered[i], pages[i], bool(with_receivers)):
            return list(pair)
    return []


def _signed(segments: list[Segment], page: Page, receivers: bool) -> tuple[Found, Found] | None:
    titles = [s for s in segments if _title(s)]
    on_the_right = any(s.middle > 0.5 * page.width for s in titles)
    for title in reversed(titles):
        if on_the_right and title.middle < 0.4 * page.width:
            continue
        name = _name_below(title, segments)
        if name is None:
            continue
        who = Found("signer_name", _DEGREES.sub("", name.text) if _DEGREES.match(name.key) else name.text, [name]).more(0.6)
        as_what = Found("signer_title", _sentence(_bare(title)), [title]).more(0.8)
        if who.value == who.value.upper():
            who.value = who.value.title()
        for found in (who, as_what):
            found.more(0.4 if title.middle > 0.5 * page.width else 0.0).more(0.3 if receivers else 0.0)
        if title.key.startswith("kt"):  # whose place he takes; his own title was not read
            as_what.less()
        who.more(0.4 if name.bold or abs(name.middle - title.middle) < 12 else 0.0)
        return who, as_what
    return None


def _bare(s: Segment) -> str:
    m = _FOR.match(s.key)
    return s.text[m.end() :] if m else s.text


def _title(s: Segment) -> bool:
    m = _FOR.match(s.key)
    key = s.key[m.end() :] if m else s.key
    return s.caps and any(key == t or key.startswith(t + " ") for t in TITLES) and len(key) < 60


def _name_below(title: Segment, segments: list[Segment]) -> Segment | None:
    """The first line like a person's name under the title, not so near as its own second line nor farther than a seal is high."""
    below = [
        s for s in segments
        if s.top > title.bottom + 0.5 * title.height and s.top - title.bottom < 190
        and abs(s.middle - title.middle) < max(60.0, 0.6 * (title.right - title.left))
    ]  # fmt: skip
    for s in sorted(below, key=lambda s: s.top):
        bare = _DEGREES.sub("", s.text) if _DEGREES.match(s.key) else s.text
        words = bare.split()
        fits = _PERSON.fullmatch(bare) and all(w[:1].isupper() for w in words) and 2 <= len(words) <= 6
        if fits and not _sealed(s, title) and not _title(s) and not s.key.startswith(_NO_PERSON):
            return s
    return None


def _sealed(s: Segment, title: Segment) -> bool:
    """Letters of a seal over the signature: smaller than the title, or an organ's name in capitals."""
    return s.height < 0.75 * title.height or (s.caps and begins_organ(s.key))


def _sentence(text: str) -> str:
    """`PHÓ GIÁM ĐỐC` is `Phó Giám đốc` (Phụ lục II.V.1)."""
    words = text.lower().split()
    if words[:1] == ["phó"] and len(words) > 1:
        words[1] = words[1].capitalize()
    return " ".join([words[0].capitalize(), *words[1:]]) if words else ""
