"""Page set-up and styles of a .docx against Phụ lục I: paper, margins, fonts, sizes. Where things stand is known only once it is a PDF.

The file is opened in a confined child; no more of it is unpacked than its settings and text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from tinhso.documents.layout.conformity.findings import Findings, Report, Said, number, span
from tinhso.documents.layout.conformity.law import ELEMENTS, MARGINS, PARTS, in_times, is_a4
from tinhso.documents.layout.conformity.page import MM
from tinhso.engines import confined
from tinhso.kit.errors import Refusal

LIMITS = confined.Limits(cpu=10, wall=30)
MAX_XML = 40_000_000
_READER = "tinhso.documents.layout.conformity.docx:answer"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIP = 20.0  # of a point
_PDF_ONLY: Said = ("vị trí chỉ đo được trên bản PDF", "positions are measured on the PDF only")
_NATION = re.compile(r"^cộng h(òa|oà) xã hội chủ nghĩa việt nam$", re.IGNORECASE)
_MOTTO = re.compile(r"^độc lập ?[-–] ?tự do ?[-–] ?hạnh phúc$", re.IGNORECASE)


class Section(msgspec.Struct, frozen=True):
    """Points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


class Run(msgspec.Struct, frozen=True):
    """Letters of one look; `size` in points, 0 where nothing says it; `ink`: rrggbb or empty."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    ink: str


class Paragraph(msgspec.Struct, frozen=True):
    runs: tuple[Run, ...]
    in_table: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())


class Word(msgspec.Struct, frozen=True):
    error: str = ""
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


def judge_docx(data: bytes) -> Report:
    """Raises Refusal `conformity.docx_broken` where the child could not read it. Positions are in `not_judged`."""
    answer = confined.ask(_READER, data, LIMITS)
    word = msgspec.json.decode(answer, type=Word) if answer else Word("broken")
    if word.error:
        raise Refusal(
            "conformity.docx_broken",
            vi="Không đọc được tệp Word này. Hãy mở và lưu lại trong Word dưới dạng .docx, hoặc xuất thành PDF.",
            en="This Word file cannot be read. Open it in Word and save it again as .docx, or export a PDF.",
        )
    return judge(word)


def judge(word: Word) -> Report:
    """The same of what the reader found; pure."""
    found = Findings()
    for i, section in enumerate(word.sections):
        _section(found, i, section)
    sizes: dict[float, int] = {}
    for paragraph in word.paragraphs:
        _known(found, paragraph)
        for run in paragraph.runs:
            letters = sum(c.isalnum() for c in run.text)
            if not letters:
                continue
            if not in_times(run.font):
                found.add("family", "face", (f"phông “{run.font}”", f"font “{run.font}”"), ("Times New Roman",) * 2)
            if run.ink and run.ink.lower() not in ("auto", "000000", "ff0000"):
                found.add("ink", "colour", (f"màu #{run.ink}", f"colour #{run.ink}"), ("màu đen", "black"))
            if run.size and not paragraph.in_table:
                sizes[run.size] = sizes.get(run.size, 0) + letters
    if sizes:
        most = max(sizes, key=lambda size: sizes[size])
        low, high = PARTS["body"].sizes or (13, 14)
        if not low <= most <= high:
            found.add("body", "size", (f"phần lớn cỡ {number(most, 'pt')[0]}", f"mostly {number(most, 'pt')[1]}"), span(low, high, "pt"))
    skipped = {element: _PDF_ONLY for element in ELEMENTS if element not in ("paper", "margins", "font", "body")}
    told = {f.element for f in found.sorted()}
    return Report(found.sorted(), {k: v for k, v in skipped.items() if k not in told}, 0, 0)


def _section(found: Findings, i: int, section: Section) -> None:
    if not is_a4(section.width / MM, section.height / MM):
        size = f"{section.width / MM:.0f} x {section.height / MM:.0f} mm"
        found.add("paper", "size", (size, size), ("A4, 210 x 297 mm",) * 2, i)
    if section.width > section.height:
        return  # a landscape section turns with its tables; its margins are those of the printed side
    for side, value in (("top", section.top), ("bottom", section.bottom), ("left", section.left), ("right", section.right)):
        low, high = MARGINS[side]
        if not low - 0.3 <= value / MM <= high + 0.3:
            found.add(f"margin_{side}", "range", number(value / MM, "mm"), span(low, high, "mm"), i)


def _known(found: Findings, paragraph: Paragraph) -> None:
    """Two lines are known by their words alone."""
    part = "nation" if _NATION.match(paragraph.text) else "motto" if _MOTTO.match(paragraph.text) else ""
    if not part:
        return
    law = PARTS[part]
    low, high = law.sizes or (0, 99)
    for run in paragraph.runs:
        if not run.text.strip():
            continue
        if run.size and not low <= run.size <= high:
            found.add(part, "size", number(run.size, "pt"), span(low, high, "pt"))
        if not run.bold:
            found.add(part, "bold", ("chữ không đậm", "not bold"), ("chữ đậm", "bold"))
        if run.italic:
            found.add(part, "italic", ("kiểu chữ nghiêng", "italic"), ("kiểu chữ đứng", "upright"))


# What follows runs in the child.


def answer(body: bytes) -> bytes:
    """The .docx; a `Word` as JSON back."""
    try:
        return msgspec.json.encode(read(body))
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, ElementTree.ParseError):
        return msgspec.json.encode(Word("broken"))


def read(data: bytes) -> Word:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = _xml(archive, "word/document.xml")
        names = set(archive.namelist())
        styles = _Styles(_xml(archive, "word/styles.xml") if "word/styles.xml" in names else None)
    sections = tuple(_read_section(item) for item in document.iter(f"{_W}sectPr") if item.find(f"{_W}pgSz") is not None)
    tabled = {id(p) for table in document.iter(f"{_W}tbl") for p in table.iter(f"{_W}p")}
    return Word("", sections, tuple(Paragraph(tuple(styles.runs(p)), id(p) in tabled) for p in document.iter(f"{_W}p")))


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as part:
        text = part.read(MAX_XML + 1)
    if len(text) > MAX_XML:
        raise ValueError("too large")
    return ElementTree.fromstring(text)  # noqa: S314  # in the confined child: what expands without end ends it


def _read_section(item: ElementTree.Element) -> Section:
    size, margins = item.find(f"{_W}pgSz"), item.find(f"{_W}pgMar")

    def ask(of: ElementTree.Element | None, name: str) -> float:
        return float(of.get(f"{_W}{name}", 0)) / _TWIP if of is not None else 0.0

    return Section(ask(size, "w"), ask(size, "h"), *(ask(margins, side) for side in ("top", "bottom", "left", "right")))


_Look = dict[str, str]


class _Styles:
    """Styles by id; a run takes its own look, then its character style's, its paragraph style's and the defaults."""

    def __init__(self, root: ElementTree.Element | None) -> None:
        self._styles: dict[str, tuple[str, _Look]] = {}
        self._default: _Look = {}
        self._normal = ""
        if root is None:
            return
        self._default = _look(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for style in root.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            self._styles[name] = (_value(style.find(f"{_W}basedOn")), _look(style.find(f"{_W}rPr")))
            if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph":
                self._normal = name

    def _styled(self, name: str) -> _Look:
        chain: list[_Look] = []
        while name in self._styles and len(chain) < 20:
            name, look = self._styles[name]
            chain.append(look)
        out: _Look = {}
        for look in reversed(chain):
            out |= look
        return out

    def runs(self, paragraph: ElementTree.Element) -> Iterator[Run]:
        base = self._default | self._styled(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or self._normal)
        for item in paragraph.iter(f"{_W}r"):
            text = "".join(t.text or "" for t in item.iter(f"{_W}t"))
            if text:
                own = item.find(f"{_W}rPr")
                look = base | self._styled(_value(own.find(f"{_W}rStyle")) if own is not None else "") | _look(own)
                size = float(look.get("size", 0)) / 2
                yield Run(text, look.get("font", ""), size, look.get("bold") == "1", look.get("italic") == "1", look.get("ink", ""))


def _value(item: ElementTree.Element | None) -> str:
    return item.get(f"{_W}val", "") if item is not None else ""


def _look(item: ElementTree.Element | None) -> _Look:
    if item is None:
        return {}
    out: _Look = {}
    fonts = item.find(f"{_W}rFonts")
    if fonts is not None and (name := fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")):
        out["font"] = name
    for key, tag in (("size", "sz"), ("ink", "color")):
        if value := _value(item.find(f"{_W}{tag}")):
            out[key] = value
    for key, tag in (("bold", "b"), ("italic", "i")):
        mark = item.find(f"{_W}{tag}")
        if mark is not None:
            out[key] = "0" if _value(mark) in ("0", "false", "none") else "1"
    return out
