"""Reading laid pages back with pypdfium2: lines with their places, ink inside a rectangle."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

from tinhso.documents.layout.words import Line, page_lines
from tinhso.signing.fields import Box

MM = 72 / 25.4


def lines(pdf: bytes, page: int = 0) -> list[Line]:
    with pypdfium2.PdfDocument(pdf) as document:
        return page_lines(document, page)


def line_with(pdf: bytes, words: str, page: int = 0) -> Line:
    found = [line for line in lines(pdf, page) if words.lower() in line.key]
    assert found, f"no line with {words!r} in {[line.key for line in lines(pdf, page)]}"
    return found[0]


def span(line: Line, words: str) -> tuple[float, float]:
    """Left and right of the words in mm from the left edge."""
    i = line.key.index(words.lower())
    return line.left_of(i) / MM, line.right_end(i + len(words)) / MM


def from_top(line: Line) -> float:
    """The line's foot, mm from the top of an A4 page."""
    return 297 - line.bottom / MM


def has_ink(pdf: bytes, box: Box) -> bool:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[box.page]
        scale = 4
        image = page.render(scale=scale).to_pil().convert("L")
        top = page.get_height()
        part = image.crop((int(box.x0 * scale) + 1, int((top - box.y1) * scale) + 1, int(box.x1 * scale), int((top - box.y0) * scale)))
        return part.getextrema()[0] < 200


def fonts(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {str(o["/BaseFont"]).split("+")[-1] for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
