"""What Word, LibreOffice or a browser puts on the clipboard, as the lines that `body` knows: headings and points as they are numbered,
lists, tables, paragraphs in bold; everything else of its looks is dropped. Pure: HTML in, plain text out; no HTML makes it fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from tinhso.documents.layout.public import Paragraph
from tinhso.documents.outgoing.body import blocks
from tinhso.kit.text import nfc

MOST = 3_000_000
"""Letters of HTML: a long report from Word with all its styles."""
_POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in their order (Phụ lục I.II.6.đ)."""
_SKIPPED = {"head", "style", "script", "title", "xml", "template", "del", "object", "svg", "noscript", "textarea", "select"}
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "br", "hr", "blockquote", "pre", "section", "article", "dl", "dt", "dd", "body",
    "table", "tr", "td", "th", "caption", "center", "form", "fieldset",
}  # fmt: skip
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"}
_HIDDEN = re.compile(r"mso-hide:\s*all|display:\s*none|mso-element:\s*(comment|footnote)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|normal|\d+)", re.IGNORECASE)
_LABEL = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER, _LETTER, _ROMAN = re.compile(r"(\d+)[.)/]?"), re.compile(r"([a-zđ]{1,2})[.)/]"), re.compile(r"([IVX]+)[.)/]")
_DASHES = re.compile(r"^[–—·•▪●○◦§]\s*(?=\S)")
_FRAME = re.compile(r"CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|^\|?\s*Nơi nhận:", re.IGNORECASE)
"""The table that holds the head or the signature of a whole document: both are laid out here from the form."""


def as_typed(html: str) -> str:
    """The lines to be typed into the body; empty where the HTML has no words."""
    try:
        tree = etree.fromstring(
            html[:MOST].encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if tree is None:
        return ""
    reader = _Reader()
    for event, element in etree.iterwalk(tree, ("start", "end")):
        reader.start(element) if event == "start" else reader.end(element)
    reader.flush()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip()


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None
    falling: dict[int, int] = field(default_factory=dict)
    """Column → rows that a cell above still covers."""


@dataclass
class _Reader:
    """The walk through the tree, without recursion: however deep a hostile clipboard nests, nothing overflows."""

    lines: list[str] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)
    label: str = ""
    prefix: str = ""
    bold: list[bool] = field(default_factory=lambda: [False])
    lists: list[tuple[str, int]] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    skipping: int = 0
    labelling: int = 0

    def start(self, element: etree._Element) -> None:
        tag, style = _tag(element), element.get("style") or ""
        self.bold.append(_weight(tag, style, self.bold[-1]))
        if self.skipping or tag in _SKIPPED or _HIDDEN.search(style) or "MsoComment" in (element.get("class") or ""):
            self.skipping += 1
            return
        if self.labelling or _LABEL.search(style):
            self.labelling += 1
        if tag in _BLOCKS:
            self.flush()
            self._open(tag, element)
        self._say(element.text)

    def end(self, element: etree._Element) -> None:
        tag = _tag(element)
        self.bold.pop()
        if self.skipping:
            self.skipping -= 1
        else:
            self.labelling -= 1 if self.labelling else 0
            if tag in _BLOCKS:
                self.flush()
                self._close(tag, element)
        if not self.skipping:
            self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self.labelling:
            self.label += text
        else:
            self.words.append((text, self.bold[-1]))

    def _open(self, tag: str, element: etree._Element) -> None:
        if tag in ("ul", "ol"):
            kind = "-" if tag == "ul" else element.get("type") or ("a" if any(k != "-" for k, _n in self.lists) else "1")
            self.lists.append((kind, _whole(element.get("start"), 1)))
        elif tag == "li" and self.lists:
            kind, n = self.lists[-1]
            self.prefix = _numbered(kind, n)
            self.lists[-1] = (kind, n + 1)
        elif tag == "table":
            self.tables.append(_Table())
        elif len(self.tables) == 1 and tag == "tr":
            self.tables[0].rows.append([])
        elif len(self.tables) == 1 and tag in ("td", "th"):
            self.tables[0].cell = []

    def _close(self, tag: str, element: etree._Element) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.prefix = ""
        elif tag == "table" and self.tables:
            table = self.tables.pop()
            if not self.tables:
                self.lines += _typed(table.rows)
        elif len(self.tables) == 1 and tag in ("td", "th"):
            _place(self.tables[0], _whole(element.get("colspan"), 1), _whole(element.get("rowspan"), 1))

    def flush(self) -> None:
        """The words since the last break become a line, or part of a cell."""
        said = [(_clean(text), bold) for text, bold in self.words]
        text, label = " ".join("".join(t for t, _b in said).split()), " ".join(_clean(self.label).split())
        bold = all(b for t, b in said if t.strip())
        self.words, self.label = [], ""
        if not text:
            return
        prefix, self.prefix = _known(label) if label else self.prefix, ""
        if self.tables:
            if (cell := self.tables[0].cell) is not None:
                cell.append(f"{prefix} {text}".strip())
            return
        self.lines.append(_line(prefix, text, bold))


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _weight(tag: str, style: str, before: bool) -> bool:
    if found := _WEIGHT.search(style):
        return found[1].lower() == "bold" or (found[1].isdecimal() and int(found[1][:4]) >= 600)
    return before or tag in _BOLD


def _clean(text: str) -> str:
    """Composed, no control characters, no soft hyphens or zero-width spaces."""
    return "".join(" " if c.isspace() else c for c in nfc(text) if c.isprintable() or c.isspace())


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), 1_000) if text and text.isascii() and text.isdecimal() and int(text[:6]) > 0 else otherwise


def _numbered(kind: str, n: int) -> str:
    if kind == "1":
        return f"{n}."
    return f"{_POINTS[n - 1]})" if kind in ("a", "A") and n <= len(_POINTS) else "-"


def _known(label: str) -> str:
    """A list's printed label as the body writes it: `1.` `a)` `I.`, else a dash; `1.1.` stays as it is."""
    for pattern, end in ((_NUMBER, "."), (_LETTER, ")"), (_ROMAN, ".")):
        if m := pattern.fullmatch(label):
            return m[1] + end
    return label if re.fullmatch(r"(\d+\.)+\d*\.?", label) or label.startswith(("Điều", "Chương", "Mục", "Phần")) else "-"


def _line(prefix: str, text: str, bold: bool) -> str:
    if prefix:
        return f"{prefix} {text}"
    text = _DASHES.sub("- ", text.lstrip("| "))
    plain = bool(text) and all(isinstance(b, Paragraph) and b.style == "normal" for b in blocks([text]))
    return f"**{text}**" if bold and plain and "**" not in text else text


def _place(table: _Table, across: int, down: int) -> None:
    if not table.rows or table.cell is None:
        return
    row, words = table.rows[-1], " ".join(table.cell).replace("|", "/")
    table.cell = None
    _skip_covered(table, row)
    for i in range(min(across, 50)):
        if down > 1:
            table.falling[len(row)] = down - 1
        row.append(words if i == 0 else "")
    _skip_covered(table, row)


def _skip_covered(table: _Table, row: list[str]) -> None:
    while table.falling.get(len(row), 0) > 0:
        table.falling[len(row)] -= 1
        row.append("")


def _typed(rows: Iterable[list[str]]) -> list[str]:
    """The rows as the body types them, apart from what stands around; a table without words, or one that frames a document, is none."""
    typed = [f"| {' | '.join(row)} |" for row in rows if any(row)]
    return ["", *typed, ""] if typed and not any(_FRAME.search(row) for row in typed) else []
