"""What a reserved place shows is what it says: one line of text, wholly inside its place, in a font the person signed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from tinhso.signing.fields import DIGIT_HEIGHT, RESERVED, SLACK
from tinhso.signing.issued import fields_of
from tinhso.signing.listing import pages_of
from tinhso.signing.objects import resolved

_HIDDEN = 2 | 32  # annotation flags Hidden and NoView (ISO 32000-1 table 165)
_CONTENT = re.compile(rb"/Tx BMC\s+q\s+BT\s+(/\w+) ([\d.]+) Tf\s+0 g\s+(-?[\d.]+) (-?[\d.]+) Td\s+<((?:[0-9A-F]{4})+)> Tj\s+ET\s+Q\s+EMC")
_FORM = {"/Type", "/Subtype", "/FormType", "/BBox", "/Resources", "/Length", "/Filter"}  # no /Matrix, /OC, /Group, /Ref


@dataclass(frozen=True)
class _Font:
    """As the person signed it: object number, glyph code → letter, glyph code → width in thousandths of the size."""

    reference: tuple[int, int]
    letters: dict[str, str]
    widths: dict[int, float]
    default: float

    def length(self, codes: list[str], size: float) -> float:
        return sum(self.widths.get(int(code, 16), self.default) for code in codes) * size / 1000


def check_reserved(reader: PdfFileReader, base: int) -> str | None:
    """After revision `base` each reserved field is written at most once, and every revision draws what it says; else the problem."""
    signed = reader.get_historical_resolver(base)
    fonts = _fonts(signed.root)
    places = fields_of(signed.root)
    said = {name: _value(places.get(name)) for name in RESERVED}
    for name in RESERVED:
        problem = _place(signed.root, places[name])
        if problem:
            return f"{name}: {problem}"
    for revision in range(base + 1, reader.xrefs.total_revisions):
        now = fields_of(reader.get_historical_resolver(revision).root)
        for name in RESERVED:
            value = _value(now.get(name))
            if said[name] is not None and value != said[name]:
                return f"{name} was written twice: {said[name]!r}, then {value!r}"
            # Every revision anew: the same value and content may come with another font, matrix or frame.
            problem = _drawn(now[name], fonts) if value is not None else _untouched(places[name], now.get(name))
            if problem:
                return f"{name}: {problem}"
            said[name] = value
    return None


def _value(field: Any) -> str | None:
    value = None if field is None else resolved(field, "/V")
    return None if value is None else str(value)


def _untouched(signed: Any, now: Any) -> str | None:
    same = now is not None and resolved(now, "/AP") == resolved(signed, "/AP")
    return None if same else "drawn upon without being written"


def _place(root: Any, field: Any) -> str | None:
    """The place itself must be on a page and seen, or nobody sees what is written there."""
    if int(resolved(field, "/F", 0)) & _HIDDEN:
        return "the place is hidden"
    for page in pages_of(root):
        if any(annotation.get_object() is field for annotation in resolved(page, "/Annots", [])):
            x0, y0, x1, y1 = _frame(page)
            a0, b0, a1, b1 = (float(v) for v in field["/Rect"])
            inside = x0 - SLACK <= a0 < a1 <= x1 + SLACK and y0 - SLACK <= b0 < b1 <= y1 + SLACK
            return None if inside else "the place is off its page"
    return "the place is on no page"


def _frame(page: Any) -> tuple[float, float, float, float]:
    node: Any = page
    for _ in range(50):
        for key in ("/CropBox", "/MediaBox"):
            if key in node:
                x0, y0, x1, y1 = (float(v) for v in node[key])
                return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        node = node["/Parent"]
    raise ValueError("a page without size")


def _drawn(field: Any, fonts: dict[str, _Font]) -> str | None:
    if set(field["/AP"].keys()) != {"/N"}:
        return "more than one appearance"
    shown = field["/AP"]["/N"]
    match = _CONTENT.fullmatch(shown.data.strip())
    if match is None:
        return "the appearance is not one line of text"
    name = match[1].decode()
    if set(shown.keys()) - _FORM or resolved(shown, "/Filter", "/FlateDecode") != "/FlateDecode":
        return "the appearance has foreign entries"
    if set(shown["/Resources"].keys()) != {"/Font"} or set(shown["/Resources"]["/Font"].keys()) != {name}:
        return "the appearance has foreign resources"
    reference = shown["/Resources"]["/Font"].raw_get(name)
    if name not in fonts or not isinstance(reference, generic.IndirectObject):
        return "the appearance uses a font that was not signed"
    font = fonts[name]
    if (reference.idnum, reference.generation) != font.reference:
        return "the appearance uses a font that was not signed"
    x0, y0, x1, y1 = (float(v) for v in field["/Rect"])
    if [float(v) for v in shown["/BBox"]] != [0.0, 0.0, round(x1 - x0, 3), round(y1 - y0, 3)]:
        return "the appearance is not as large as its place"
    codes = [match[5][i : i + 4].decode() for i in range(0, len(match[5]), 4)]
    size, x, y = float(match[2]), float(match[3]), float(match[4])
    wide = x >= -SLACK and x + font.length(codes, size) <= x1 - x0 + SLACK
    high = y >= 0 and y + DIGIT_HEIGHT * size <= y1 - y0 + SLACK
    if not (8 <= size <= 14 and wide and high):
        return "the text stands outside its place"
    text = "".join(font.letters.get(code, "\ufffd") for code in codes)
    return None if text == str(field["/V"]) else f"shows {text!r} but says {str(field['/V'])!r}"


def _fonts(root: Any) -> dict[str, _Font]:
    found = {}
    table = root["/AcroForm"]["/DR"]["/Font"]
    for name in table:
        reference, entry = table.raw_get(name), table[name]
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>", entry["/ToUnicode"].data)
        letters = {code.decode(): chr(int(letter, 16)) for code, letter in pairs}
        glyphs = entry["/DescendantFonts"][0]
        default = float(resolved(glyphs, "/DW", 1000))
        found[str(name)] = _Font((reference.idnum, reference.generation), letters, _widths(resolved(glyphs, "/W", [])), default)
    return found


def _widths(rows: Any) -> dict[int, float]:
    """/W of a CIDFont (ISO 32000-1 §9.7.4.3): `first [w …]` or `first last w`."""
    found: dict[int, float] = {}
    items = [row.get_object() for row in rows]
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, list):
            found.update({first + i: float(width) for i, width in enumerate(second)})
        else:
            found.update(dict.fromkeys(range(first, min(int(second), first + 0xFFFF) + 1), float(items.pop(0))))
    return found
