"""The images of a received file: drawn once in the confined child, kept as renditions apart from the original."""

from __future__ import annotations

import json
from io import BytesIO

from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.pages.common import ROOT
from tinhso.documents.incoming.pages.drawing import ask
from tinhso.signing.fields import MM
from tinhso.ui.rows import PageImage

MOST_PAGES = 20
PICTURES = ("image/png", "image/jpeg")


def pages_of(document: Incoming) -> list[PageImage]:
    """Addresses of the first pages; empty where nothing can be drawn (no file, another type, beyond the limits)."""
    at = f"{ROOT}{document.id}/"
    if document.file is not None and document.file.media_type in PICTURES:
        return [PageImage(f"{at}tep", 1)]
    return drawn_pages(document.file, at) if document.file is not None else []


def drawn_pages(file: StoredFile, at: str) -> list[PageImage]:
    """Of a PDF, below the address `at`."""
    if file.media_type != "application/pdf":
        return []
    drawn = _kept(file, "page-sizes", "sizes", "application/json")
    sizes: list[tuple[float, float]] = json.loads(drawn)[:MOST_PAGES] if drawn else []
    return [PageImage(f"{at}trang/{i}.png", i + 1, w / MM, h / MM) for i, (w, h) in enumerate(sizes)]


def page_of(file: StoredFile, index: int) -> bytes | None:
    if file.media_type != "application/pdf" or index >= MOST_PAGES:
        return None
    return _kept(file, f"page-{index}", str(index), "image/png")


def _kept(file: StoredFile, kind: str, what: str, media: str) -> bytes | None:
    known = files.rendition(file, kind)
    if known is not None:
        return files.bytes_of(known)
    made = ask(what, files.bytes_of(file))
    if made is not None:  # what failed under load is tried again next time
        files.store_rendition(file, kind, BytesIO(made), media)
    return made
