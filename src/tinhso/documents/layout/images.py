"""Pages of a PDF as images, for phones and for setting places by hand; the file must have passed `intake`."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from tinhso.documents.layout.words import PDFIUM

WIDTH = 1100  # pixels: sharp on a phone and on half a desk screen


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, points."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [document[i].get_size() for i in range(len(document))]


def page_image(pdf: bytes, index: int) -> bytes | None:
    """Page `index` (from 0) as PNG, forms and signatures drawn; None past the end."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            return None
        document.init_forms()
        page = document[index]
        bitmap = page.render(scale=min(4.0, WIDTH / page.get_width()), may_draw_forms=True)
        out = BytesIO()
        bitmap.to_pil().save(out, "PNG", optimize=False)
        return out.getvalue()
