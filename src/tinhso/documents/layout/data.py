"""From a draft's content to the data its template lays out: numbers counted, list ends punctuated, `./.` set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

import msgspec

from tinhso.documents.layout.content import Annex, Block, Bullets, Content, Field, Heading, Paragraph, composed
from tinhso.documents.layout.wording import letter, roman
from tinhso.documents.types import BY_CODE
from tinhso.kit.text import compare_key

_FORMS = {"1.1": "enacted", "1.2": "enacted", "1.5": "letter", "1.6": "telegram"}
_ENACTING = {"1.1": "QUYẾT NGHỊ:", "1.2": "QUYẾT ĐỊNH:"}
# A level starts its lower levels again; điều run through the whole document.
_RESTARTS = {
    "part": ("chapter", "roman", "clause", "point"),
    "chapter": ("section", "clause", "point"),
    "section": ("subsection", "clause", "point"),
    "subsection": ("clause", "point"),
    "roman": ("clause", "point"),
    "article": ("clause", "point"),
    "clause": ("point",),
    "point": (),
}  # fmt: skip
# How a line of the bases begins in the decree's samples and in practice; the space, that the word is whole.
_GROUNDS = ("căn cứ ", "theo ", "thực hiện ", "xét ", "trên cơ sở ", "sau khi ")
# The last text keeps company with the signature when it is short; a long one may break over the page.
_SHORT = 700


def numbered(body: Iterable[Block]) -> list[Block]:
    """Headings without a number get theirs: roman for phần and chương, arabic for mục, điều and khoản, letters for điểm."""
    counts: dict[str, int] = {}
    out: list[Block] = []
    for block in body:
        if isinstance(block, Heading):
            for lower in _RESTARTS[block.level]:
                counts[lower] = 0
            counts[block.level] = counts.get(block.level, 0) + 1
            if not block.number:
                block = msgspec.structs.replace(block, number=_numeral(block.level, counts[block.level]))
        out.append(block)
    return out


def _numeral(level: str, i: int) -> str:
    if level in ("part", "chapter", "roman"):
        return roman(i)
    return letter(i) if level == "point" else str(i)


def ended(body: list[Block]) -> list[Block]:
    """The text ends with `./.` (samples of Phụ lục III): in its last words, or on a line of its own after a table."""
    last = body[-1] if body else None
    if isinstance(last, Bullets) and last.items:
        return [*body[:-1], Bullets((*last.items[:-1], _close(last.items[-1])))]
    if isinstance(last, Paragraph | Field) or (isinstance(last, Heading) and last.text):
        return [*body[:-1], msgspec.structs.replace(last, text=_close(last.text))]
    if isinstance(last, Heading) and last.title:
        return [*body[:-1], msgspec.structs.replace(last, title=_close(last.title))]
    return [*body, Paragraph("./.")] if body else body


def _close(text: str) -> str:
    return text.rstrip().removesuffix("./.").rstrip(" .;,") + "./."


def listed(items: Iterable[str], last: str = ".") -> list[str]:
    """One a line: `;` after each, `last` after the last (II.6.a, II.9.d)."""
    bare = [item.rstrip(" .;,") for item in items if item.strip()]
    return [text + (last if i == len(bare) else ";") for i, text in enumerate(bare, 1)]


def ground(text: str) -> str:
    """A basis as a line of its own, which says of itself that it is one: `Căn cứ …` where it begins with no such word (II.6.a)."""
    bare = text.strip().lstrip("-–+ ")
    if not bare:
        return ""
    return bare[0].upper() + bare[1:] if f"{compare_key(bare)} ".startswith(_GROUNDS) else f"Căn cứ {bare}"


def template_data(content: Content, on: date, number: str = "", day: str = "", month: str = "") -> dict[str, Any]:
    """The dict that `typ/document.typ` reads; `on` is the file's metadata date. Empty number, day, month leave their places blank."""
    kind = BY_CODE[content.type]
    body = ended(numbered(content.body))
    # Sticky text stands apart, so that the signature never comes alone onto a page.
    keep = isinstance(body[-1], Paragraph | Field | Heading) and len(msgspec.json.encode(body[-1])) < _SHORT
    subject = content.subject.strip()
    archive = f"Lưu: {', '.join(content.archive).rstrip(' .')}." + (f" {content.drafter}" if content.drafter else "")
    data = msgspec.to_builtins(content) | {
        "title": f"{kind.vi}: {_line(subject)}" if subject else kind.vi,
        "author": _line(content.agency),
        "date": (on.year, on.month, on.day),
        "form": _FORMS.get(kind.sample, "named"),
        "name": content.heading or kind.title,
        "subject": subject.removeprefix("V/v").strip() if kind.sample == "1.5" else subject,
        "enacting": _ENACTING.get(kind.sample, ""),
        "number": number,
        "day": day,
        "month": month,
        "bases": listed(map(ground, content.bases)),
        "addressees": list(content.addressees) if len(content.addressees) == 1 else listed(content.addressees),
        "recipients": [*listed(content.recipients, ";"), archive],
        "body": _plain(body[:-1] if keep else body),
        "last": _plain(body[-1:] if keep else []),
        "annexes": [_annex(annex, i, content) for i, annex in enumerate(content.annexes, 1)],
    }
    return cast("dict[str, Any]", composed(data))


def _annex(annex: Annex, i: int, content: Content) -> dict[str, Any]:
    many = sum(not a.promulgates for a in content.annexes) > 1
    place = sum(not a.promulgates for a in content.annexes[:i])
    return {
        "promulgates": annex.promulgates,
        "type_name": annex.type_name,
        "label": f"Phụ lục {roman(place)}" if many and not annex.promulgates else "Phụ lục",
        "title": annex.title,
        "landscape": annex.landscape,
        "of": BY_CODE[content.type].vi,
        "by": _line(content.issuer or content.agency),
        "body": _plain(ended(numbered(annex.body))),
    }


def _plain(blocks: list[Block]) -> Any:
    return msgspec.to_builtins(blocks)


def _line(text: str) -> str:
    return " ".join(text.split())
