"""A stored file before somebody's eyes: sent as it is, with its line in the access log, or its pages as images, drawn once in the confined
child and kept as renditions apart from the original.
"""

from __future__ import annotations

import json
from io import BytesIO

from django.http import FileResponse, HttpResponseBase

from tinhso.core.access.public import Actor, seen
from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.documents.layout.public import drawn_page, drawn_sizes
from tinhso.kit.filetypes import PDF, PICTURES, PNG
from tinhso.signing.fields import MM
from tinhso.ui.rows import PageImage

FIRST = 20
"""Pages shown beside a card; the rest is read in the file itself."""


def sent(actor: Actor, subject: str, file: StoredFile, *, download: bool, what: str = "") -> HttpResponseBase:
    """The file itself, noted as viewed or downloaded; only PDF and pictures are shown in place, anything else is a download."""
    download = download or file.media_type not in (PDF, *PICTURES)
    seen(actor, subject, "download" if download else "view", what or file.name)
    response = FileResponse(files.path_of(file).open("rb"), content_type=file.media_type, as_attachment=download, filename=file.name)
    response["Cache-Control"] = "private, no-store"
    # Whatever the file holds, it runs and loads nothing in our name.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
    return response


def pages_of(file: StoredFile | None, at: str, most: int | None = FIRST) -> list[PageImage]:
    """Addresses of a PDF's pages below `at`; empty where nothing can be drawn (no file, another type, beyond the limits)."""
    return [PageImage(f"{at}trang/{i}.png", i + 1, w / MM, h / MM) for i, (w, h) in enumerate(sizes_of(file)[:most])]


def sizes_of(file: StoredFile | None) -> list[tuple[float, float]]:
    """Width and height of each page, points."""
    if file is None or file.media_type != PDF:
        return []
    known = files.rendition(file, "page-sizes")
    if known is not None:
        return [(w, h) for w, h in json.loads(files.bytes_of(known))]
    sizes = drawn_sizes(files.bytes_of(file))
    if sizes:  # what failed under load is tried again next time
        files.store_rendition(file, "page-sizes", BytesIO(json.dumps(sizes).encode()), "application/json")
    return sizes


def page_of(file: StoredFile, index: int) -> bytes | None:
    """Page `index` (from 0) as PNG; None where there is none or it cannot be drawn within the limits."""
    if index >= len(sizes_of(file)):
        return None
    known = files.rendition(file, f"page-{index}")
    if known is not None:
        return files.bytes_of(known)
    image = drawn_page(files.bytes_of(file), index)
    if image is not None:
        files.store_rendition(file, f"page-{index}", BytesIO(image), PNG)
    return image
