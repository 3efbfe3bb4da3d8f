"""The title and the subject (Phụ lục I, Part I, II.5)."""

from __future__ import annotations

import re

from tinhso.documents.incoming.proposals.evidence import Found
from tinhso.documents.incoming.proposals.sheet import Sheet
from tinhso.documents.incoming.proposals.values import Segment
from tinhso.documents.incoming.proposals.words import AUTHORITY, BODY, FIRST
from tinhso.documents.incoming.rules.identity import type_of
from tinhso.documents.types import ADMINISTRATIVE, LEGAL, PETITION, RECEIVED_ONLY
from tinhso.kit.text import fold

_CODES: dict[str, list[str]] = {}
for _type in (*ADMINISTRATIVE, *RECEIVED_ONLY, *LEGAL):
    _CODES.setdefault(fold(_type.vi), []).append(_type.code)
_CODES.pop("cong van")  # it bears no title
_CODES.pop("don, thu", None)
_LETTERS = ("don khieu nai", "don to cao", "don kien nghi", "don phan anh", "don de nghi", "don thu", "don trinh bay", "don xin")
_CODES |= {letter: [PETITION.code] for letter in _LETTERS}
_NAMES = sorted(_CODES, key=len, reverse=True)
_ABOUT = re.compile(r"(v/v|ve viec|vv|v\.v)\s?[:.]?\s?")
MOST = 500


def named(sheet: Sheet) -> Segment | None:
    """The line that is, or begins with, the name of a type in capitals."""
    for segment in sheet.segments():
        if segment.top < 0.62 * sheet.height and (name := _name(segment.key)) and _in_capitals(segment, name):
            return segment
    return None


def _name(key: str) -> str:
    return next((n for n in _NAMES if key == n or key.startswith(n + " ") or key.startswith(n + ":")), "")


def _in_capitals(segment: Segment, name: str) -> bool:
    letters = [c for c in segment.text[: len(name)] if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def kind(segment: Segment | None, number: Found | None, about: Found | None) -> Found | None:
    """By its title, by its symbol, best by both; what has no title and says V/v (`about`) is an official letter."""
    by_symbol = type_of(number.value) if number else ""
    if segment is not None:
        codes = _CODES[_name(segment.key)]
        code = by_symbol if by_symbol in codes else codes[0]
        found = Found("type_code", code, [segment]).more(0.8)
        if by_symbol in codes:
            return found.more(0.8)
        return found if by_symbol in ("", "official_letter") or code == PETITION.code else found.less()
    if about is not None and number is not None:
        return (
            Found("type_code", "official_letter", [*number.where, *about.where])
            .more(0.8)
            .more(0.6 if by_symbol == "official_letter" else 0.0)
        )
    if by_symbol and number is not None:
        return Found("type_code", by_symbol, number.where).more(0.75).more(0.5 if by_symbol == "official_letter" else 0.0)
    return None


def subject(sheet: Sheet, segment: Segment | None) -> Found | None:
    """What follows the title, to the body; of an official letter what stands after V/v below its number."""
    if segment is not None and (found := _below_title(sheet, segment)):
        return found
    return _after_about(sheet)


def _after_about(sheet: Sheet) -> Found | None:
    for at, row in enumerate(sheet.rows):
        for segment in row:
            m = _ABOUT.match(segment.key)
            if m is None or segment.top > min(0.6 * sheet.height, sheet.head_end + 40):
                continue
            lines, last = [segment], segment
            for below in sheet.rows[at + 1 :]:
                near = [s for s in below if s.left < last.right and s.right > segment.left - 60 and s.top - last.bottom < 0.9 * last.height]
                near = [
                    s for s in near if not s.key.startswith(("kinh gui", "can cu")) and abs(s.middle - segment.middle) < 0.2 * sheet.width
                ]
                if not near or ("ngay" in near[0].key and "thang" in near[0].key):
                    break
                last = near[0]
                lines.append(last)
            return _made(lines, m.end()).more(0.75).more(0.5 if sheet.columns and segment.left < sheet.width / 2 else 0.2)
    return None


def _below_title(sheet: Sheet, segment: Segment) -> Found | None:
    name = _name(segment.key)
    at = next(i for i, row in enumerate(sheet.rows) if segment in row)
    rest = len(segment.key) > len(name) + 3
    lines, last = ([segment] if rest else []), segment
    for below in sheet.rows[at + 1 :]:
        line = below[0] if len(below) == 1 else _whole(below)
        if line.top - last.bottom > (1.1 if lines else 1.8) * max(line.height, last.height) or _ends(line, bool(lines)):
            break
        if not _centred(line, segment, sheet) or (lines and lines[-1].caps and not line.caps and lines[-1] is not segment):
            break
        if re.match(r"\(?s[o06]\s?[:.]", line.key):  # the number below the title
            last = line
            continue
        lines.append(line)
        last = line
    if not lines:
        return None
    found = _made(lines, len(name) + 1 if rest else 0)
    about = _ABOUT.match(fold(" ".join(s.text for s in lines))[len(name) + 1 if rest else 0 :])
    return found.more(0.65).more(0.45 if about else 0.0).more(0.3 if all(s.bold == lines[-1].bold for s in lines) else 0.0)


def _whole(row: list[Segment]) -> Segment:
    return Segment([w for s in row for w in s.words], row[0].page)


def _ends(line: Segment, begun: bool) -> bool:
    if (BODY if begun else FIRST).match(line.key) and not _ABOUT.match(line.key):
        return True
    return begun and line.caps and bool(AUTHORITY.match(line.key))


def _centred(line: Segment, title: Segment, sheet: Sheet) -> bool:
    return abs(line.middle - title.middle) < 0.05 * sheet.width or abs(line.left - title.left) < 4


def _made(lines: list[Segment], skip: int) -> Found:
    text = " ".join(s.text for s in lines)[skip:].strip(" -–:.*•(")
    about = _ABOUT.match(fold(text))
    if about and re.match(r"[vV]\s?/\s?[vV]|[vV][vV]\b", text):
        text = text[about.end() :].strip()
    if text and text == text.upper():
        text = text.capitalize()
    return Found("subject", text[:1].upper() + text[1:MOST], lines)
