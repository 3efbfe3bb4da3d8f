"""Pages of files from outside as images: drawn only in a confined child (`engines/confined.py`), so that a bomb ends there."""

from __future__ import annotations

import json

from tinhso.documents.layout.public import page_image, page_sizes
from tinhso.engines import confined

LIMITS = confined.Limits(cpu=15, wall=45)


def ask(what: str, data: bytes) -> bytes | None:
    """The page sizes ("sizes": JSON, points) or the page of this index (PNG); None where it cannot be drawn within the limits."""
    return confined.ask("tinhso.documents.incoming.pages.drawing:answer", what.encode() + b"\n" + data, LIMITS) or None


def answer(body: bytes) -> bytes:
    """In the child: what is asked for, a line end and the PDF."""
    what, _, data = body.partition(b"\n")
    return json.dumps(page_sizes(data)).encode() if what == b"sizes" else page_image(data, int(what)) or b""
