"""A draft's typed body and the parts it is made of (Phụ lục I.II.6, III.1). What a line begins with says what it is:

`Phần I. …` `Chương I. …` `Mục 1. …` `Tiểu mục 1. …` `Điều 1. …` `I. …` `1. …` `a) …` `- …`; `| … | … |` a row of a table, the first its
head; `**…**` a bold line; `Phụ lục: …` or `Phụ lục ngang: …` an annex in the same file from here on; `Kèm theo Quy chế: …` the document
that this one issues or approves (sample 1.3). Any other line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tinhso.documents.layout.public import Annex, Block, Bullets, Column, Heading, Level, Paragraph, Table
from tinhso.documents.types import ADMINISTRATIVE
from tinhso.kit.text import squeeze

_DIVISION = re.compile(r"^(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+)\s*(?:[.:]\s*(.*))?$")
_ARTICLE = re.compile(r"^Điều\s+(\d+)\.\s*(.*)$")
_CLAUSE = re.compile(r"^(\d+)\.\s+(.+)$")
_POINT = re.compile(r"^([a-zđ]{1,2})\)\s+(.+)$")
_ROMAN = re.compile(r"^([IVX]+)\.\s+(.+)$")
_BULLET = re.compile(r"^[-+•]\s+(.+)$")
_BOLD = re.compile(r"^\*\*(.+)\*\*$")
_RULE = re.compile(r"^\|(\s*:?-+:?\s*\|)+$")
_ANNEX = re.compile(r"^Phụ lục(?:\s+[IVX\d]+)?(\s+ngang)?\s*:\s*(\S.*)$")
_ISSUED = re.compile(rf"^Kèm theo ({'|'.join(t.vi for t in ADMINISTRATIVE)})\s*:\s*(\S.*)$")
_NUMERIC = re.compile(r"[\d.,%\s-]*\d[\d.,%\s-]*")
_LEVELS: dict[str, Level] = {"Phần": "part", "Chương": "chapter", "Mục": "section", "Tiểu mục": "subsection"}


def parts(body: str) -> tuple[tuple[Block, ...], tuple[Annex, ...]]:
    """The body's blocks and the annexes laid out behind it in the same file."""
    sections: list[tuple[Callable[[tuple[Block, ...]], Annex] | None, list[str]]] = [(None, [])]
    for raw in body.splitlines():
        line = squeeze(raw)
        if begun := _annex(line):
            sections.append((begun, []))
        else:
            sections[-1][1].append(line)
    annexes = tuple(make(blocks(lines)) for make, lines in sections[1:] if make is not None)
    return blocks(sections[0][1]), annexes


def _annex(line: str) -> Callable[[tuple[Block, ...]], Annex] | None:
    if m := _ISSUED.match(line):
        kind, title = m[1], m[2]
        return lambda text: Annex(title=title, body=text, promulgates=True, type_name=kind.upper())
    if m := _ANNEX.match(line):
        across, name = m[1] is not None, m[2]
        return lambda text: Annex(title=name, body=text, landscape=across)
    return None


def blocks(lines: list[str]) -> tuple[Block, ...]:
    """The parts of lines whose spaces are single; empty lines part lists and tables."""
    return tuple(_blocks(lines))


def _blocks(lines: list[str]) -> Iterator[Block]:
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        if _BULLET.match(line):
            yield Bullets(items=tuple(m[1] for one in _run(line, rest, _BULLET.match) if (m := _BULLET.match(one))))
        elif line.startswith("|"):
            yield _table(_run(line, rest, lambda one: one.startswith("|")))
        elif m := _DIVISION.match(line):
            title = m[3] or (rest.pop(0) if rest and rest[0].isupper() else "")
            yield Heading(level=_LEVELS[m[1]], number=m[2], title=title)
        elif line:
            yield _part(line)


def _run(first: str, rest: list[str], goes_on: Callable[[str], object]) -> list[str]:
    """`first` and the lines after it that go on with it, taken off `rest`."""
    found = [first]
    while rest and goes_on(rest[0]):
        found.append(rest.pop(0))
    return found


def _part(line: str) -> Block:
    if m := _ARTICLE.match(line):
        return Heading(level="article", number=m[1], text=m[2])
    if m := _ROMAN.match(line):
        return Heading(level="roman", number=m[1], title=m[2])
    if m := _CLAUSE.match(line):
        return Heading(level="clause", number=m[1], text=m[2])
    if m := _POINT.match(line):
        return Heading(level="point", number=m[1], text=m[2])
    if m := _BOLD.match(line):
        return Paragraph(text=m[1], style="bold")
    return Paragraph(text=line)


def _table(rows: list[str]) -> Table:
    """Short rows are filled up; a column of figures stands right, an ordinal one is as narrow as it can be."""
    cells = [[c.strip() for c in row.strip("|").split("|")] for row in rows if not _RULE.match(row)]
    width = max((len(row) for row in cells), default=1)
    head, *body = [[*row, *[""] * (width - len(row))] for row in cells] or [[""]]
    return Table(tuple(_column(title, [row[i] for row in body]) for i, title in enumerate(head)), tuple(map(tuple, body)))


def _column(title: str, values: list[str]) -> Column:
    longest = max((len(v) for v in (title, *values)), default=1)
    if title.casefold() in ("stt", "tt", "số tt"):
        return Column(title, 0, "center")
    figures = [v for v in values if v]
    right = bool(figures) and all(_NUMERIC.fullmatch(v) for v in figures)
    return Column(title, min(max(longest, 6), 40), "right" if right else "left")
