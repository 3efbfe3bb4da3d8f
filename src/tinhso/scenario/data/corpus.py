"""A seeded generator of official texts: the same seed and day give the same documents, thousands of them without repeating a subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from tinhso.scenario.data import letters_in, letters_out, named
from tinhso.scenario.data.province import STTTT, Agency, agency, departments, of_level
from tinhso.scenario.data.slots import Slots
from tinhso.scenario.data.template import Block, Template, Who, blocks

MIX = {"official_letter": 70, "report": 9, "notice": 6, "plan": 5, "submission": 4, "invitation": 4, "decision": 2}
"""Shares of the types among a department's documents, in percent."""

OUTGOING = (*letters_out.TEMPLATES, *named.OUT)
INCOMING = (*letters_in.TEMPLATES, *named.IN)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text. `author` and `recipients` are keys of agencies, `kinh_gui` the names printed, `field` a key of `staff.FIELDS`.

    `annex` goes along as a workbook: its name, and its rows, the first the titles.
    `subject` is without `V/v` and without a full stop; the body's last block without `./.`: the layout adds both.
    """

    type_code: str
    subject: str
    bases: tuple[str, ...]
    body_blocks: tuple[Block, ...]
    kinh_gui: tuple[str, ...]
    field: str
    author: str
    recipients: tuple[str, ...]
    annex: tuple[str, tuple[tuple[str, ...], ...]] | None = None


def addressed(to: str, slots: Slots) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names printed after Kính gửi, keys of those who receive)."""
    others = tuple(a.key for a in departments() if a.key != STTTT)
    districts = tuple(a.key for a in of_level(2))
    groups: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "": ((), ("vpubnd", slots.peer.key)),
        "ubnd": ((agency("ubnd").name,), ("ubnd",)),
        "bo": ((agency("bsh").name,), ("bsh",)),
        "so": ((slots.peer.name,), (slots.peer.key,)),
        "huyen": ((slots.district.name,), (slots.district.key,)),
        "xa": ((slots.commune.name,), (slots.commune.key,)),
        "cac_so": (("Các sở, ban, ngành tỉnh",), others),
        "cac_huyen": (("Ủy ban nhân dân các huyện, thị xã, thành phố",), districts),
        "stttt": ((agency(STTTT).name,), (STTTT,)),
    }
    return groups[to]


@cache
def _authors(who: Who) -> tuple[Agency, ...]:
    found: dict[Who, tuple[Agency, ...]] = {
        "dept": (agency(STTTT),),
        "province": (agency("ubnd"),),
        "central": tuple(a for a in of_level(0)),
        "peer": tuple(a for a in departments() if a.key != STTTT),
        "district": of_level(2),
        "commune": of_level(3),
    }
    return found[who]


class Corpus:
    """`outgoing()` and `incoming()` never end; subjects already given are drawn again, up to eight times."""

    def __init__(self, seed: int, day: date = date(2020, 9, 14)) -> None:
        self.rng = Random(seed)  # noqa: S311 - texts for a demo, not secrets
        self.day = day
        self._seen: set[str] = set()

    def outgoing(self) -> Iterator[Piece]:
        while True:
            yield self._fresh(OUTGOING)

    def incoming(self) -> Iterator[Piece]:
        while True:
            yield self._fresh(INCOMING)

    def one(self, pool: tuple[Template, ...] = OUTGOING, *, type: str | None = None, author: str | None = None) -> Piece:
        """One piece of a type or by an author. Raises LookupError where no template serves."""
        return self._fresh(
            tuple(t for t in pool if type in (None, t.type) and (author is None or agency(author) in _authors(t.who))), author
        )

    def _fresh(self, pool: tuple[Template, ...], author: str | None = None) -> Piece:
        if not pool:
            raise LookupError("no template for this type and author")
        for _ in range(8):
            piece = self._draw(pool, author)
            if piece.subject not in self._seen:
                break
        self._seen.add(piece.subject)
        return piece

    def _draw(self, pool: tuple[Template, ...], author: str | None) -> Piece:
        types = sorted({t.type for t in pool})
        of = self.rng.choices(types, weights=[MIX[t] for t in types])[0]
        template = self.rng.choice([t for t in pool if t.type == of])
        by = agency(author) if author else self.rng.choice(_authors(template.who))
        slots = Slots(self.rng, self.day, by, template.field)
        names, keys = addressed(template.to, slots)
        if by.key != STTTT and STTTT not in keys:
            keys = (STTTT, *(key for key in keys if key != by.key))
        return Piece(
            type_code=template.type, subject=template.subject.format_map(slots), bases=tuple(b.format_map(slots) for b in template.bases),
            body_blocks=_unpunctuated(blocks(template.body.format_map(slots))), kinh_gui=names, field=template.field, author=by.key,
            recipients=keys,
        )  # fmt: skip


def _unpunctuated(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """The last block loses its full stop: the layout writes `./.` there."""
    last = found[-1]
    if last[0] == "para":
        return (*found[:-1], ("para", last[1].rstrip(".;")))
    if last[0] == "item":
        return (*found[:-1], ("item", last[1], last[2].rstrip(".;")))
    if last[0] == "dieu":
        return (*found[:-1], ("dieu", last[1], last[2], last[3].rstrip(".;")))
    return found


def plain(piece: Piece) -> str:
    """The body as text, one block a line (for search, tests, fakes)."""
    lines: list[str] = []
    for block in piece.body_blocks:
        if block[0] == "table":
            lines += [" | ".join(row) for row in block[1]]
        else:
            lines.append(str(block[-1]))
    return "\n".join(lines)
