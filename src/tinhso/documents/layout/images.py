"""Pages of a PDF as images, for phones and for setting places by hand: drawn in a confined child, where a bomb ends alone."""

from __future__ import annotations

import json
from io import BytesIO
from math import sqrt

import pypdfium2

from tinhso.documents.layout.words import PDFIUM
from tinhso.engines import confined

LIMITS = confined.Limits(cpu=15, wall=45)
WIDTH = 1100  # pixels: sharp on a phone and on half a desk screen
PIXELS = 6_000_000  # of a page longer than wide: an A4 takes 1.7 million
_READER = "tinhso.documents.layout.images:answer"


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, points; of a file that has passed `intake`."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [document[i].get_size() for i in range(len(document))]


def drawn_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """As `page_sizes`, of any file; empty where it cannot be read within the limits."""
    answer = confined.ask(_READER, b"sizes\n" + pdf, LIMITS)
    return json.loads(answer) if answer else []


def drawn_page(pdf: bytes, index: int) -> bytes | None:
    """Page `index` (from 0) as PNG, forms and signatures drawn; None past the end and where it cannot be drawn within the limits."""
    return confined.ask(_READER, b"%d\n" % index + pdf, LIMITS) or None


def answer(body: bytes) -> bytes:
    """In the child: "sizes" or an index, a line end and the PDF."""
    what, _, pdf = body.partition(b"\n")
    return json.dumps(page_sizes(pdf)).encode() if what == b"sizes" else _drawn(pdf, int(what))


def _drawn(pdf: bytes, index: int) -> bytes:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            return b""
        document.init_forms()
        page = document[index]
        width, height = page.get_size()
        bitmap = page.render(scale=min(4.0, WIDTH / width, sqrt(PIXELS / (width * height))), may_draw_forms=True)
        out = BytesIO()
        bitmap.to_pil().save(out, "PNG", optimize=False)
        return out.getvalue()
