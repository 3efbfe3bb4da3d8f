"""Words, strokes, frames and pictures of a PDF from outside; runs in a confined child (`engines/confined.py`) and nowhere else."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from tinhso.documents.layout.conformity.page import MM, Frame, Page, Picture, Reading, Stroke, Word

MAX_PAGES = 100  # the elements stand on the first and last pages; a book is judged by its first hundred
_THIN = 3.0  # a filled rectangle no thicker is a line (Word's borders)
_DEPTH = 4  # forms inside forms
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Type:
    font: str
    size: float
    bold: bool
    italic: bool
    ink: int
    hidden: bool = False


@dataclass(slots=True)
class _Run:
    type: _Type
    spaced: bool
    x0: float
    x1: float
    base: float
    signs: list[str] = field(default_factory=list)

    def word(self) -> Word:
        text = unicodedata.normalize("NFC", "".join(self.signs))
        t = self.type
        # The descent and ascent of Times New Roman, whatever the reader makes of accents.
        x0, x1, base, size = round(self.x0, 2), round(self.x1, 2), round(self.base, 2), round(t.size, 2)
        low, high = round(base - 0.216 * size, 2), round(base + 0.891 * size, 2)
        return Word(text, x0, low, x1, high, base, size, t.font, t.bold, t.italic, t.ink, self.spaced)


def read(data: bytes) -> Reading:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as why:
        return Reading("encrypted" if "password" in str(why).lower() else "broken")
    with document:
        try:
            count = len(document)
            return Reading("", count, tuple(_page(document, i) for i in range(min(count, MAX_PAGES))))
        except pypdfium2.PdfiumError:
            return Reading("broken")


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    page = document[index]
    width, height = page.get_size()
    seen = _as_seen(page)
    drawn = _Drawn()
    drawn.walk([raw.FPDFPage_GetObject(page.raw, i) for i in range(raw.FPDFPage_CountObjects(page.raw))], seen, 0)
    pictures = [*drawn.pictures, *_signatures(page, seen)]
    text = page.get_textpage()
    found = Page(width, height, tuple(_words(text, seen)), tuple(drawn.strokes), tuple(drawn.frames), tuple(pictures))
    text.close()
    page.close()
    return found


def _as_seen(page: pypdfium2.PdfPage) -> Matrix:
    """From the page's own coordinates to those of the sheet as it is read: cut at its crop box, turned as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    return {
        90: (0.0, -1.0, 1.0, 0.0, -bottom, right), 180: (-1.0, 0.0, 0.0, -1.0, right, top), 270: (0.0, 1.0, -1.0, 0.0, top, -left),
    }.get(page.get_rotation(), (1.0, 0.0, 0.0, 1.0, -left, -bottom))  # fmt: skip


def _words(text: pypdfium2.PdfTextPage, seen: Matrix) -> list[Word]:
    """Letters joined while they touch, stand on one base and share their type."""
    runs: list[_Run] = []
    types: dict[int, _Type] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    blank = True
    # Asked of every letter: looked up once.
    handle, unicode, origin = text.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin
    loose, belongs = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetTextObject
    for i in range(text.count_chars()):
        code = unicode(handle, i)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not sign.strip():
            blank = True
            continue
        origin(handle, i, x, y)
        loose(handle, i, box)
        owner = belongs(handle, i)
        key = ctypes.addressof(owner.contents) if owner else 0
        kind = types.get(key)
        if kind is None:
            kind = types[key] = _type(text, owner, i)
        if kind.hidden or kind.size < 0.5:  # the letters of a recognised scan: nothing is printed
            blank = True
            continue
        left, _, right, _ = _box((box.left, box.bottom, box.right, box.top), seen)
        base = x.value * seen[1] + y.value * seen[3] + seen[5]
        last = runs[-1] if runs else None
        apart = last is None or abs(base - last.base) > 1 or not -2 < left - last.x1 < 0.12 * kind.size
        if last is not None and not blank and unicodedata.combining(sign) and abs(base - last.base) < kind.size:
            last.signs.append(sign)
            continue
        if blank or apart or last is None or last.type != kind:
            runs.append(_Run(kind, blank or apart, left, right, base))
        run = runs[-1]
        run.signs.append(sign)
        run.x1 = max(run.x1, right)
        blank = False
    return [run.word() for run in runs]


def _type(text: pypdfium2.PdfTextPage, owner: Any, i: int) -> _Type:
    """The type of a text object: its font's name and flags, its size as printed, its colour."""
    size = ctypes.c_float()
    matrix = raw.FS_MATRIX()
    if not owner:
        return _Type("", raw.FPDFText_GetFontSize(text.raw, i), False, False, 0)
    raw.FPDFTextObj_GetFontSize(owner, size)
    raw.FPDFText_GetMatrix(text.raw, i, matrix)
    font = raw.FPDFTextObj_GetFont(owner)
    name = _name(font)
    low = name.lower()
    flags, angle = ctypes.c_int(), ctypes.c_int()
    flags.value = raw.FPDFFont_GetFlags(font)
    raw.FPDFFont_GetItalicAngle(font, angle)
    bold = any(mark in low for mark in ("bold", "black", "heavy", "demi")) or bool(flags.value > 0 and flags.value & _FORCE_BOLD)
    # Word imitates a missing bold by stroking the letters too, a missing italic by slanting them.
    mode = raw.FPDFTextObj_GetTextRenderMode(owner)
    bold = bold or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    slanted = abs(matrix.c) > 0.1 * abs(matrix.d) and abs(matrix.b) < 0.01 * abs(matrix.a) if matrix.a else False
    italic = "italic" in low or "oblique" in low or bool(flags.value > 0 and flags.value & _ITALIC) or slanted
    return _Type(
        name,
        size.value * math.hypot(matrix.c, matrix.d) * (0.96 if slanted else 1),
        bold,
        italic,
        _ink(owner, raw.FPDFPageObj_GetFillColor),
        mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP),
    )


def _name(font: Any) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    if not 0 < length < 500:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    return name[7:] if len(name) > 7 and name[6] == "+" else name


def _ink(owner: Any, ask: Any) -> int:
    r, g, b, a = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    return (r.value << 16) | (g.value << 8) | b.value if ask(owner, r, g, b, a) else 0


class _Drawn:
    """Paths and images of a page, forms opened."""

    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self.frames: list[Frame] = []
        self.pictures: list[Picture] = []

    def walk(self, objects: list[Any], place: Matrix, depth: int) -> None:
        for item in objects:
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                m = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(item, m)
                inside = [raw.FPDFFormObj_GetObject(item, i) for i in range(raw.FPDFFormObj_CountObjects(item))]
                self.walk(inside, _times((m.a, m.b, m.c, m.d, m.e, m.f), place), depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                sides = [ctypes.c_float() for _ in range(4)]
                if raw.FPDFPageObj_GetBounds(item, *sides):
                    x0, y0, x1, y1 = _box(tuple(s.value for s in sides), place)
                    if kind == raw.FPDF_PAGEOBJ_PATH:
                        self._path(item, x0, y0, x1, y1)
                    else:
                        self.pictures.append(Picture(x0, y0, x1, y1, False, _mean(item, x1 - x0)))

    def _path(self, item: Any, x0: float, y0: float, x1: float, y1: float) -> None:
        fill, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroked)
        if not fill.value and not stroked.value:
            return
        thick = ctypes.c_float()
        if stroked.value:
            raw.FPDFPageObj_GetStrokeWidth(item, thick)
        w, h, t = x1 - x0, y1 - y0, thick.value  # bounds reach a line's width beyond its ends
        if min(w, h) <= _THIN < max(w, h):
            dx, dy = (min(t, w / 3), 0.0) if w >= h else (0.0, min(t, h / 3))
            dashed = bool(stroked.value) and raw.FPDFPageObj_GetDashCount(item) > 0
            self.strokes.append(Stroke(x0 + dx, y0 + dy, x1 - dx, y1 - dy, dashed))
        elif stroked.value and min(w, h) > 8:
            self.frames.append(Frame(x0 + t, y0 + t, x1 - t, y1 - t, _ink(item, raw.FPDFPageObj_GetStrokeColor)))


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _box(box: tuple[float, ...], m: Matrix) -> tuple[float, float, float, float]:
    xs = [x * m[0] + y * m[2] + m[4] for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [x * m[1] + y * m[3] + m[5] for x in (box[0], box[2]) for y in (box[1], box[3])]
    return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)


def _mean(item: Any, width: float) -> int:
    """The mean colour of an image of a seal's size, its white left out; -1 of any other."""
    if not 12 * MM < width < 70 * MM:
        return -1
    bitmap = raw.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        return -1
    image = pypdfium2.PdfBitmap.from_raw(bitmap).to_pil().convert("RGB").resize((24, 24))
    flat = image.tobytes()
    dots = [p for p in zip(flat[::3], flat[1::3], flat[2::3], strict=True) if min(p) < 200]
    if not dots:
        return -1
    r, g, b = (sum(p[i] for p in dots) // len(dots) for i in range(3))
    return int((r << 16) | (g << 8) | b)


def _signatures(page: pypdfium2.PdfPage, seen: Matrix) -> list[Picture]:
    """Visible signature fields that are signed or wait for it."""
    found = []
    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET:
            kind = ctypes.create_string_buffer(32)
            length = raw.FPDFAnnot_GetStringValue(note, b"FT", ctypes.cast(kind, ctypes.POINTER(ctypes.c_ushort)), 32)
            rect = raw.FS_RECTF()
            named = kind.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
            if named == "Sig" and raw.FPDFAnnot_GetRect(note, rect) and rect.right - rect.left > 5 and rect.top - rect.bottom > 5:
                found.append(Picture(*_box((rect.left, rect.bottom, rect.right, rect.top), seen), True))
        raw.FPDFPage_CloseAnnot(note)
    return found
