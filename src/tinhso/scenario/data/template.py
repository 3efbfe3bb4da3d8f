"""How a text's pattern is written and read: plain lines with marks at their start, slots in braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Who = Literal["dept", "province", "central", "peer", "district", "commune"]

Block = (
    tuple[Literal["para"], str]
    | tuple[Literal["heading"], str]
    | tuple[Literal["item"], str, str]
    | tuple[Literal["dieu"], int, str, str]
    | tuple[Literal["table"], tuple[tuple[str, ...], ...]]
)
"""("para", text) · ("heading", text) · ("item", letter, text) · ("dieu", number, title, text) · ("table", rows, the first the titles)."""

LETTERS = "abcdđeghik"
"""Points are lettered in the Vietnamese alphabet (Phụ lục I.II.6.đ)."""


@dataclass(frozen=True, slots=True)
class Template:
    """`type` a code of `documents.types`; `to` a key of `corpus.addressed` ("" for nobody); `who` writes it."""

    type: str
    field: str
    to: str
    subject: str
    body: str
    who: Who = "dept"
    bases: tuple[str, ...] = ()


def letter(field: str, to: str, subject: str, body: str, who: Who = "dept") -> Template:
    return Template("official_letter", field, to, subject, body, who)


def blocks(text: str) -> tuple[Block, ...]:
    """Filled lines to blocks: `# ` heading, `- ` point, `@ ` điều, `| ` table row (consecutive rows make one table), else a paragraph."""
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    points = articles = 0
    for line in text.strip().splitlines():
        if line.startswith("| "):
            rows.append(tuple(cell.strip() for cell in line[2:].split(" | ")))
            continue
        if rows:
            found.append(("table", tuple(rows)))
            rows = []
        if line.startswith("- "):
            found.append(("item", LETTERS[points], line[2:]))
            points += 1
            continue
        points = 0
        if line.startswith("# "):
            found.append(("heading", line[2:]))
        elif line.startswith("@ "):
            articles += 1
            found.append(("dieu", articles, "", line[2:]))
        else:
            found.append(("para", line))
    if rows:
        found.append(("table", tuple(rows)))
    return tuple(found)
