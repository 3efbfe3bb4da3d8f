"""From the tuples of a `Piece` to what the product takes: laid-out blocks, or the lines a drafter types."""

from __future__ import annotations

import re

from tinhso.documents.layout import content
from tinhso.scenario.data.template import Block

_NUMBERED = re.compile(r"([IVX]+|\d+)\. (.+)")


def body(found: tuple[Block, ...]) -> tuple[content.Block, ...]:
    return tuple(_one(block) for block in found)


def typed(found: tuple[Block, ...]) -> str:
    """The body as typed into a draft's form: `Điều 1. …`, `I. …`, `a) …`; a table becomes `- ` lines (the form has no tables)."""
    lines: list[str] = []
    for block in found:
        if block[0] == "dieu":
            lines.append(f"Điều {block[1]}. {block[3]}")
        elif block[0] == "item":
            lines.append(f"{block[1]}) {block[2]}")
        elif block[0] == "table":
            titles, *rows = block[1]
            for name, *values in rows:
                lines.append(f"- {name}: " + "; ".join(f"{t.lower()} {v}" for t, v in zip(titles[1:], values, strict=True)))
        else:
            lines.append(block[1])
    return "\n".join(lines)


def _one(block: Block) -> content.Block:
    if block[0] == "para":
        return content.Paragraph(block[1])
    if block[0] == "heading":
        found = _NUMBERED.fullmatch(block[1])
        if found is None:
            return content.Paragraph(block[1], style="bold")
        return content.Heading("clause" if found[1].isdigit() else "roman", title=found[2], number=found[1])
    if block[0] == "item":
        return content.Heading("point", text=block[2], number=block[1])
    if block[0] == "dieu":
        return content.Heading("article", title=block[2], text=block[3], number=str(block[1]))
    titles, *rows = block[1]
    columns = tuple(content.Column(title, 3 if i == 0 else 1, "left" if i == 0 else "right") for i, title in enumerate(titles))
    return content.Table(columns, tuple(rows))
