"""A page as PNG with each finding's box drawn on it and numbered as in the report."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import msgspec
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tinhso.documents.layout.conformity.findings import Finding
from tinhso.documents.layout.images import WIDTH
from tinhso.engines import confined
from tinhso.kit.errors import Refusal
from tinhso.kit.fonts import SERIF_BOLD

LIMITS = confined.Limits(cpu=15, wall=60)
_READER = "tinhso.documents.layout.conformity.picture:answer"
_INKS = {"error": (179, 24, 29), "warning": (138, 83, 0)}
_ROOM = 3  # pixels between the letters and the box


class _Order(msgspec.Struct):
    page: int
    boxes: list[tuple[int, str, tuple[float, float, float, float]]]


def picture(pdf: bytes, findings: Iterable[Finding], page: int = 0) -> bytes:
    """Page `page` (from 0) as PNG; the file is drawn in a confined child. A finding keeps its place in `findings`, from 1, as its number.

    Raises Refusal `conformity.no_picture` where the page cannot be drawn.
    """
    boxes = [(i, f.severity, f.box) for i, f in enumerate(findings, 1) if f.page == page and f.box is not None]
    order = msgspec.json.encode({"page": page, "boxes": boxes})
    answer = confined.ask(_READER, b"%d\n" % len(order) + order + pdf, LIMITS)
    if not answer:
        raise Refusal(
            "conformity.no_picture",
            vi=f"Không vẽ được trang {page + 1} của tệp này; danh sách lỗi vẫn đầy đủ.",
            en=f"Page {page + 1} of this file cannot be drawn; the list of findings is complete.",
        )
    return answer


def answer(body: bytes) -> bytes:
    """The order's length, a line end, the order, the PDF; PNG back."""
    length, _, rest = body.partition(b"\n")
    order = msgspec.json.decode(rest[: int(length)], type=_Order)
    return draw(rest[int(length) :], order.page, order.boxes)


def draw(pdf: bytes, page: int, boxes: list[tuple[int, str, tuple[float, float, float, float]]]) -> bytes:
    """Nothing where there is no such page."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= page < len(document):
            return b""
        document.init_forms()
        sheet = document[page]
        width, height = sheet.get_size()
        # A very long page is drawn smaller, not longer.
        scale = min(4.0, WIDTH / width, 4000 / height)
        image = sheet.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    _mark(image, scale, height, boxes)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _mark(image: Image.Image, scale: float, height: float, boxes: list[tuple[int, str, tuple[float, float, float, float]]]) -> None:
    pen = ImageDraw.Draw(image, "RGBA")
    font = ImageFont.truetype(str(SERIF_BOLD), 18)
    taken: list[tuple[float, float]] = []
    for i, severity, (x0, y0, x1, y1) in boxes:
        ink = _INKS.get(severity, _INKS["error"])
        left, top = max(x0 * scale - _ROOM, 1), max((height - y1) * scale - _ROOM, 1)
        right, bottom = min(x1 * scale + _ROOM, image.width - 2), min((height - y0) * scale + _ROOM, image.height - 2)
        if right <= left or bottom <= top:
            continue
        pen.rectangle((left, top, right, bottom), outline=ink, width=2, fill=(*ink, 24))
        # Several findings of one box stand side by side.
        x, y = left, max(top - 20, 0)
        while any(abs(x - tx) < 26 and abs(y - ty) < 18 for tx, ty in taken):
            x += 26
        taken.append((x, y))
        pen.rectangle((x, y, x + 24, y + 19), fill=(*ink, 255))
        pen.text((x + 12, y + 9), str(i), fill=(255, 255, 255), font=font, anchor="mm")
