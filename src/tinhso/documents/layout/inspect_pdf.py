"""Facts about a PDF from outside, read in a confined child (`engines/confined.py`): the text of all pages is read and the first are
drawn, small: what a reader would have to do too.
"""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pypdfium2

from tinhso.documents.marks import stamps_in

DRAWN = 20  # a thousand scanned pages would take a minute to draw
_ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMediaExecute"}


def facts(data: bytes, max_pages: int) -> dict[str, Any]:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                return {"error": "encrypted"}
            if len(pdf.pages) > max_pages:
                return {"error": "too_many_pages"}
            found = _objects(pdf)
    except pikepdf.PasswordError:
        return {"error": "encrypted"}
    except (pikepdf.PdfError, ValueError, RecursionError):
        return {"error": "broken"}
    try:
        return found | _pages(data)
    except pypdfium2.PdfiumError:
        return {"error": "broken"}


def _objects(pdf: pikepdf.Pdf) -> dict[str, bool]:
    found = {"signed": False, "active_content": False, "embedded_files": False}
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        kind, action = str(item.get("/Type", "")), str(item.get("/S", ""))
        found["signed"] |= (item.get("/FT") == "/Sig" and "/V" in item) or "/ByteRange" in item
        found["active_content"] |= action in _ACTIVE or "/JS" in item or _nested_action(item)
        found["embedded_files"] |= kind == "/EmbeddedFile" or "/EmbeddedFiles" in item or ("/EF" in item and kind == "/Filespec")
    return found


def _nested_action(item: pikepdf.Object) -> bool:
    """Actions written straight inside their owner are no objects of their own."""
    for key in ("/A", "/OpenAction"):
        action = item.get(key)
        if isinstance(action, pikepdf.Dictionary) and (str(action.get("/S", "")) in _ACTIVE or "/JS" in action):
            return True
    names = item.get("/Names")
    return isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names


def _pages(data: bytes) -> dict[str, Any]:
    marks: set[str] = set()
    sizes = []
    with pypdfium2.PdfDocument(data) as pdf:
        for i, page in enumerate(pdf):
            sizes.append(page.get_size())
            if i < DRAWN:
                page.render(scale=0.25)
            marks |= set(stamps_in(page.get_textpage().get_text_bounded()))
            page.close()
    return {"sizes": sizes, "marks": sorted(marks)}


def answer(body: bytes) -> bytes:
    """The most pages allowed, a line end and the PDF; JSON back."""
    most, _, data = body.partition(b"\n")
    return json.dumps(facts(data, int(most))).encode()
