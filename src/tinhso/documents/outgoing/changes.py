"""What changed between two submitted versions of a document, ready to show: words in their place, the particulars, who and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from tinhso.core.files import public as files
from tinhso.core.people.public import roster
from tinhso.documents.layout.public import Block, Bullets, Content, Heading, Table
from tinhso.documents.marks import Circulation, Urgency
from tinhso.documents.outgoing.actions.common import MOTTO
from tinhso.documents.outgoing.models import Opinion, Outgoing, Version
from tinhso.documents.outgoing.rules.difference import Line, compare, paragraphs
from tinhso.documents.types import BY_CODE
from tinhso.ui import format as fmt
from tinhso.ui.words import said

AROUND = 1
"""Unchanged paragraphs shown on each side of a change; the others are folded."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version, who submitted it with which words, and with which words it was returned ("" where it was not)."""

    number: int
    who: str
    when: str
    words: str
    returned: str


@dataclass(frozen=True, slots=True)
class Particular:
    """Something beside the text that is not as it was."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """Lines in a row; `folded`: none of them changed, and none stands beside one that did."""

    folded: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """`added` and `removed` count words; `read`: the text was read off PDF files, where the page's line ends are guessed."""

    older: Edition
    newer: Edition
    particulars: list[Particular]
    parts: list[Part]
    added: int
    removed: int
    read: bool

    @property
    def editions(self) -> tuple[Edition, Edition]:
        return self.older, self.newer

    @property
    def any(self) -> bool:
        return bool(self.added or self.removed or self.particulars)


def changes(document: Outgoing, older: int | None = None, newer: int | None = None) -> Changes | None:
    """Between two versions, by default the last one and the one submitted before it; None where one of them is not there.

    The caller has found `document` for his actor: whoever sees a document sees its versions.
    """
    newer = document.version if newer is None else newer
    older = newer - 1 if older is None else older
    found = {v.number: v for v in document.versions.select_related("file").filter(number__in=(older, newer))}
    if older not in found or newer not in found or document.secrecy:
        return None
    before, after = found[older], found[newer]
    contents = _content(before.content), _content(after.content)
    lines = differing(Stated(before.content, _words(before)), Stated(after.content, _words(after)))
    opinions = list(document.opinions.filter(version__in=(older, newer)))
    return Changes(
        _edition(before, opinions), _edition(after, opinions), [*_particulars(*contents), *_files(before, after)], list(_parts(lines)),
        _count(lines, "added"), _count(lines, "removed"), None in contents,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """What a version says: the content it was laid out from, if it was, and the words of its file."""

    content: dict[str, Any] | None
    words: str


def differing(older: Stated, newer: Stated) -> list[Line]:
    """Paragraph by paragraph: as they were written where both were written here, else as they are read off the files."""
    contents = [_content(v.content) for v in (older, newer)]
    if None in contents:
        return compare(*(paragraphs(MOTTO.sub(" ", v.words)) for v in (older, newer)))
    return compare(*(_written(c) for c in contents if c))


def numbers(document: Outgoing) -> list[int]:
    return list(document.versions.order_by("number").values_list("number", flat=True))


def _content(kept: dict[str, Any] | None) -> Content | None:
    return msgspec.convert(kept, Content) if kept else None


def _words(version: Version) -> str:
    kept = files.rendition(version.file, "text")
    return files.bytes_of(kept).decode() if kept else ""


def _written(content: Content) -> list[str]:
    lines = [*content.bases, *_texts(content.body)]
    for annex in content.annexes:
        name = annex.type_name.capitalize() if annex.promulgates else "Phụ lục"
        lines += [f"{name}: {annex.title}", *_texts(annex.body)]
    return lines


_LEVELS = {
    "part": "Phần {}.",
    "chapter": "Chương {}.",
    "section": "Mục {}.",
    "subsection": "Tiểu mục {}.",
    "article": "Điều {}.",
    "point": "{})",
}


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Each block as it reads, numbers as they were typed."""
    for block in blocks:
        if isinstance(block, Heading):
            yield " ".join(x for x in (_LEVELS.get(block.level, "{}.").format(block.number), block.title, block.text) if x)
        elif isinstance(block, Bullets):
            yield from (f"- {item}" for item in block.items)
        elif isinstance(block, Table):
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(row) for row in block.rows)
        else:
            yield f"{block.label}: {block.text}" if hasattr(block, "label") else block.text


def _particulars(before: Content | None, after: Content | None) -> Iterator[Particular]:
    if before is None or after is None:
        return
    for (label, old), (_label, new) in zip(_told(before), _told(after), strict=True):
        if old != new:
            yield Particular(label, old or "–", new or "–")


def _told(content: Content) -> Iterator[tuple[str, str]]:
    yield _("Loại văn bản"), said(BY_CODE[content.type])
    yield _("Ký hiệu"), content.symbol
    yield _("Trích yếu"), content.subject
    yield _("Người ký"), ", ".join((content.signer.name, *content.signer.authority))
    yield _("Kính gửi"), "; ".join(content.addressees)
    yield _("Nơi nhận"), "; ".join(content.recipients)
    yield _("Độ khẩn"), said(Urgency(content.urgency)) if content.urgency else ""
    yield _("Phạm vi lưu hành"), said(Circulation(content.circulation)) if content.circulation else ""
    yield _("Người ký bên trái"), content.co_signer.name if content.co_signer else ""


def _files(before: Version, after: Version) -> Iterator[Particular]:
    if bool(before.content) != bool(after.content):
        yield Particular(_("Cách soạn"), *(_("Soạn trên hệ thống") if v.content else _("Tệp PDF tải lên") for v in (before, after)))
    elif not after.content and before.symbol != after.symbol:
        yield Particular(_("Ký hiệu"), before.symbol or "–", after.symbol or "–")
    old, new = ("; ".join(a.file.name for a in v.annexes.select_related("file")) for v in (before, after))
    if old != new:
        yield Particular(_("Tệp kèm theo"), old or "–", new or "–")


def _edition(version: Version, opinions: list[Opinion]) -> Edition:
    mine = [o for o in opinions if o.version == version.number]
    submitted = next((o for o in mine if o.kind == Opinion.Kind.SUBMIT), None)
    returned = next((f"{o.shown}: {o.text}" for o in mine if o.kind == Opinion.Kind.RETURN), "")
    who = submitted.shown if submitted else roster().post(version.made_by_id).name
    return Edition(version.number, who, fmt.moment(version.made_at), submitted.text if submitted else "", returned)


def _parts(lines: list[Line]) -> Iterator[Part]:
    near: set[int] = set()
    for i, line in enumerate(lines):
        if line.kind != "same":
            near |= set(range(i - AROUND, i + AROUND + 1))
    row: list[Line] = []
    folded = False
    for i, line in enumerate(lines):
        if row and (i not in near) != folded:
            yield Part(folded, tuple(row))
            row = []
        folded = i not in near
        row.append(line)
    if row:
        yield Part(folded, tuple(row))


def _count(lines: list[Line], kind: Any) -> int:
    return sum(len(run.text.split()) for line in lines for run in line.runs if run.kind == kind)
