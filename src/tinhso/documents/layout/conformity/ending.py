"""The end of the document: box 7 on the right, 9b and 12 on the left, found from the words `Nơi nhận`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tinhso.documents.layout.conformity.lines import Line, gaps, split
from tinhso.documents.layout.conformity.page import MM, Page, Word

_ROOM = 12 * MM  # a signature needs it at least
_SIGN = re.compile(r"^[A-Za-zĐđ]{1,8}\.$")
_COPIES = re.compile(r"^(?:[A-Za-zĐđ]{1,8}\.?)?\(\d+\)\.?$")
_SIGNED = re.compile(r"^(được )?(ký (bởi|số)|người ký|thời gian ký|ngày ký|e-?mail|cơ quan|signed|digitally|signature)")


@dataclass
class Ending:
    """`authority` the lines above the signature, `name` from the other post to the name; `room`: bottom and top between them."""

    page: int = 0
    authority: list[Line] = field(default_factory=list)
    name: list[Line] = field(default_factory=list)
    recipients: Line | None = None
    items: list[Line] = field(default_factory=list)
    drafter: tuple[Word, ...] = ()
    room: tuple[float, float] | None = None
    beside: bool = True


def ending(pages: tuple[Page, ...], rest: list[Line], left: float, right: float) -> tuple[Ending, list[Line]]:
    """The ending and the lines before it."""
    at = next((i for i in range(len(rest) - 1, -1, -1) if rest[i].key.startswith("nơi nhận")), None)
    middle = (left + right) / 2
    if at is None:
        return _without_recipients(rest, middle)
    word = rest[at]
    zone = [line for line in rest[at:] if line.page == word.page]
    end = Ending(word.page)
    start = at
    beside = [w for line in zone for w in line.words if w.x0 > middle - 30]
    if beside and any(line.upper or line.bold for line in split(zone, middle - 20)[1]):
        # The signer's lines may have slipped above "Nơi nhận".
        while start > 0 and rest[start - 1].page == word.page and rest[start - 1].x0 > middle - 30 and rest[start - 1].upper:
            start -= 1
        zone = [line for line in rest[start:] if line.page == word.page]
        bands = [band for band in gaps((w for line in zone for w in line.words), 3.6) if band[1] > middle - 60]
        divider = max(bands, key=lambda band: band[1] - band[0])[1] - 0.5 if bands else middle
        lefts, rights = split(zone, divider)
        _signature(end, rights)
    else:
        end.beside = False
        start = _stacked(rest, at, middle)
        _signature(end, split(rest[start:at], middle)[1])
        lefts = zone
    _recipients(end, [line for line in lefts if line.base <= word.base + 4])
    return end, rest[:start]


def _without_recipients(rest: list[Line], middle: float) -> tuple[Ending, list[Line]]:
    """Only the signer's column at the end: its lines stand in the right half."""
    start = len(rest)
    while start > 0 and rest[start - 1].x0 > middle - 30:
        start -= 1
    if start and start < len(rest):
        # The list may remain though its title is gone.
        page = rest[-1].page
        while start > 0 and rest[start - 1].page == page and (rest[start - 1].text.startswith("-") and rest[start - 1].size < 12):
            start -= 1
    while start > 0 and rest[start - 1].size < 12.5 and rest[start - 1].x1 > middle and _mixed(rest[start - 1], middle):
        start -= 1
    end = Ending(rest[-1].page if rest else 0)
    first = next(
        (i for i, line in enumerate(rest) if i >= max(0, len(rest) - 30) and _mixed(line, middle) and _right_upper(line, middle)), start
    )
    start = min(start, first)
    lefts, rights = split(rest[start:], middle - 20)
    _signature(end, rights)
    end.items = [line for line in lefts if line.text.startswith("-")]
    return end, rest[:start]


def _mixed(line: Line, middle: float) -> bool:
    return line.x0 < middle - 60 and bool(gaps(line.words, 12))


def _right_upper(line: Line, middle: float) -> bool:
    right = split([line], middle - 20)[1]
    return bool(right) and right[0].upper


def _stacked(rest: list[Line], at: int, middle: float) -> int:
    """Minutes: both signatures above the recipients. Up from `Nơi nhận`: names, a room, the authorities."""
    page = rest[at].page
    room = next(
        (i for i in range(at - 1, max(at - 6, 0), -1) if rest[i - 1].page == page and rest[i - 1].base - rest[i].base > _ROOM), None
    )
    if room is None:
        return at
    start = room
    while start > 0 and rest[start - 1].page == page and rest[start - 1].upper and rest[start - 1].x1 > middle:
        if start < room and rest[start - 1].base - rest[start].base > 1.7 * rest[start].size:
            break  # a heading at the end of the text
        start -= 1
    return start


def _written(column: list[Line]) -> list[Line]:
    """Without what stands in the room of the signature: `(Đã ký)`, the lines a signing program prints."""
    kept: list[Line] = []
    inside = False
    for line in column:
        inside = inside or line.text.startswith("(")
        if not inside and not (line.size < 11 and _SIGNED.match(line.key)):
            kept.append(line)
        inside = inside and not line.text.rstrip().endswith(")")
    return kept


def _signature(end: Ending, column: list[Line]) -> None:
    """Authority, room, name: the widest gap parts them; without a room the last line is the name."""
    column = _written(column)
    if not column:
        return
    if len(column) == 1:
        (end.authority if column[0].upper else end.name).append(column[0])
        return
    drops = [column[i].base - column[i + 1].base for i in range(len(column) - 1)]
    at = max(range(len(drops)), key=lambda i: drops[i])
    if drops[at] < _ROOM and all(line.upper for line in column):
        end.authority = column
        return
    if drops[at] < _ROOM:
        at = len(column) - 2
    end.authority, end.name = column[: at + 1], column[at + 1 :]
    end.room = (end.name[0].box[3], end.authority[-1].box[1])


def _recipients(end: Ending, column: list[Line]) -> None:
    if not column:
        return
    end.recipients = column[0]
    archived = False
    for line in column[1:]:
        over = end.items[-1] if end.items else end.recipients
        if over.base - line.base > 2.2 * over.size or (
            archived and not line.text.startswith("-") and over.text.rstrip().endswith((".", ")"))
        ):
            break
        archived = archived or "lưu" in line.key[:6]
        end.items.append(line)
    if end.items:
        _drafter(end)


def _drafter(end: Ending) -> None:
    """`PL.(300)` after the archive line, or alone under it (12); a sign without copies is known by the full stop before it."""
    words = end.items[-1].words
    if _COPIES.match(words[-1].text):
        count = 2 if len(words) > 1 and words[-1].text.startswith("(") and _SIGN.match(words[-2].text) else 1
    else:
        count = _after_stop(end.items[-1])
    if not count:
        return
    end.drafter = words[-count:]
    kept = words[:-count]
    end.items[-1:] = [Line(end.items[-1].page, kept)] if kept else []


def _after_stop(line: Line) -> int:
    """How many words follow the full stop that ends the archive line: `- Lưu: VT, CNTT. NVA`."""
    stop = next((i for i, word in enumerate(line.words[:-1]) if word.text.endswith(".")), None)
    if stop is None or "lưu" not in line.key[:6] or len("".join(w.text for w in line.words[stop + 1 :])) > 20:
        return 0
    return len(line.words) - stop - 1
