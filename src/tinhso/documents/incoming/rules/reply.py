"""The first words of a reply: how what is answered is named in its subject and its opening (Phụ lục I.II.6.b)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tinhso.documents.writing import day_text, month_text

LONGEST = 160
"""Characters of a subject that is still a short phrase (Phụ lục I.II.5: ngắn gọn, khái quát); the opening cites the whole."""
_ABOUT = re.compile(r"^(v/v|về việc|về)\s*:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answered:
    """The document that is answered, as its author wrote it. `kind` is its type's name, "" where it is not known."""

    kind: str
    notation: str
    on: date | None
    issuer: str
    subject: str


def subject(answered: Answered) -> str:
    """What stands after “V/v”, which the layout adds: `phúc đáp Công văn số 07/STNB-NV về việc cung cấp số liệu`."""
    name, about = f"phúc đáp {_named(answered)}", _about(answered.subject)
    whole = f"{name} {about}" if about else name
    return whole if len(whole) <= LONGEST else name


def opening(answered: Answered, agency: str) -> str:
    """The first paragraph: type, number and symbol, day, author and subject in full, as a first citation must (II.6.b)."""
    day = answered.on
    when = f"ngày {day_text(day)} tháng {month_text(day)} năm {day.year}" if day else ""
    cited = " ".join(x for x in (_named(answered), when, f"của {answered.issuer}", _about(answered.subject)) if x)
    return f"Phúc đáp {cited}, {agency} có ý kiến như sau:"


def _named(answered: Answered) -> str:
    kind = answered.kind or "văn bản"
    return f"{kind} số {answered.notation}" if answered.notation else kind


def _about(words: str) -> str:
    """`V/v …`, `Về việc …` and a bare subject alike, without the full stop at its end."""
    bare = _ABOUT.sub("", words.strip()).rstrip(" .;")
    return f"về việc {_small(bare)}" if bare else ""


def _small(words: str) -> str:
    """Inside a sentence it begins small, unless its second letter says that it is an abbreviation or its word is a name's first."""
    first, _space, rest = words.partition(" ")
    is_name = first[1:2].isupper() or rest[:1].isupper()
    return words if is_name else words[:1].lower() + words[1:]
