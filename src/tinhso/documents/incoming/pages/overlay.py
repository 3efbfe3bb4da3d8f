"""The reader of `stamping`, in the confined child (`engines/confined.py`): where a page of a file from outside is free, and the stamp on it."""

from __future__ import annotations

import io
import json
from itertools import accumulate

import pikepdf
import pypdfium2
from PIL import Image

from tinhso.documents.layout.public import PDFIUM
from tinhso.kit.filetypes import is_pdf
from tinhso.signing.fields import MM

STAMP = (50 * MM, 35 * MM)
SCALES = (1.0, 0.85, 0.7, 0.6)
"""Smaller only where the page leaves no more room."""
_COARSE = 0.5  # pixels a point: a gap of two points is seen
_PAPER = 225  # grey of a scanned sheet and lighter

NO_ROOM = b"no room"


def answer(body: bytes) -> bytes:
    """In the child: the stamp's length, a line end, the stamp and the file; a PDF back, `NO_ROOM`, or nothing where it cannot be read."""
    head, _sep, rest = body.partition(b"\n")
    length = int(json.loads(head)["stamp"])
    stamp, data = rest[:length], rest[length:]
    if not is_pdf(data):
        data = _as_pdf(data)
    try:
        return _laid_over(stamp, _flat(data))
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        return b""


def _as_pdf(picture: bytes) -> bytes:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    out = io.BytesIO()
    image.save(out, "PDF", resolution=max(20.0, image.width / (210 / 25.4)))
    return out.getvalue()


def _flat(data: bytes) -> bytes:
    """Fields become marks on the page: a signature's picture stays, the signature itself is the original's alone."""
    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        if document.formenv is None:
            return data
        for page in document:
            page.flatten()
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _laid_over(stamp: bytes, data: bytes) -> bytes:
    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        page = document[0]
        width, height = page.get_size()
        left, bottom = page.get_cropbox()[:2]  # what pdfium measures and draws
        turned = page.get_rotation()
        grey = page.render(scale=_COARSE).to_pil().convert("L")
    place = None if turned else free_place(grey, width, height)
    if place is None:
        return NO_ROOM
    x, y, scale = place
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(stamp)) as over:
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        low = bottom + height - y - STAMP[1] * scale
        pdf.pages[0].add_overlay(over.pages[0], pikepdf.Rectangle(left + x, low, left + x + STAMP[0] * scale, low + STAMP[1] * scale))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def free_place(grey: Image.Image, width: float, height: float) -> tuple[float, float, float] | None:
    """Left, top (points) and scale of the highest free place: in the left column below the letterhead, else right below the date.

    None where nothing on the upper two thirds is free even for the smallest.
    """
    dark = [[1 if v < _PAPER else 0 for v in row] for row in _rows(grey)]
    sums = _summed(dark)
    # Smaller beside the letterhead rather than whole among the signatures.
    for lowest, scale in ((low, scale) for low in (0.38, 0.66) for scale in SCALES):
        wide, high = int(STAMP[0] * scale * _COARSE) + 3, int(STAMP[1] * scale * _COARSE) + 3
        for first, last in ((0.05 * width, 0.5 * width - STAMP[0] * scale), (0.5 * width, 0.97 * width - STAMP[0] * scale)):
            for y in range(int(0.08 * height * _COARSE), min(int(lowest * height * _COARSE), len(dark)) - high, 3):
                for x in range(int(first * _COARSE), int(last * _COARSE) + 1, 4):
                    if x + wide < len(dark[0]) and not _ink(sums, x, y, wide, high):
                        return (x + 1.5) / _COARSE, (y + 1.5) / _COARSE, scale
    return None


def _rows(grey: Image.Image) -> list[bytes]:
    data, wide = grey.tobytes(), grey.width
    return [data[i : i + wide] for i in range(0, len(data), wide)]


def _summed(dark: list[list[int]]) -> list[list[int]]:
    """How many dark points lie above and left of each."""
    sums = [[0] * (len(dark[0]) + 1)]
    for row in dark:
        sums.append([above + here for above, here in zip(sums[-1], [0, *accumulate(row)], strict=True)])
    return sums


def _ink(sums: list[list[int]], x: int, y: int, wide: int, high: int) -> int:
    return sums[y + high][x + wide] - sums[y][x + wide] - sums[y + high][x] + sums[y][x]
