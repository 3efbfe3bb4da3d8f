"""A draft laid out: PDF/A-2b bytes, the places reserved for number, date and both signatures, the number of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tinhso.documents.layout.check import check
from tinhso.documents.layout.content import Content
from tinhso.documents.layout.data import template_data
from tinhso.documents.layout.engine import compile_pages, compile_pdf
from tinhso.documents.layout.words import text_of
from tinhso.documents.writing import day_text, month_text, number_text
from tinhso.kit import clock
from tinhso.signing.fields import Box, Slots


@dataclass(frozen=True)
class Laid:
    """`slots`: PDF points, origin bottom left, pages from 0. `text`: what a reader can copy out, read when first asked for."""

    pdf: bytes
    slots: Slots
    pages: int

    @cached_property
    def text(self) -> str:
        return text_of(self.pdf)


def render(content: Content, on: date | None = None) -> Laid:
    """The binding file of a draft, number and date still blank; `on` (today) is the date PDF/A wants in the metadata.

    Raises the first Refusal of `check`, or `layout.missing_glyph`.
    """
    return _lay(template_data(_checked(content), on or clock.today()))


def render_preview(content: Content, number: int | None = None, on: date | None = None) -> bytes:
    """The same pages with number and date drawn in their places when known; never the file that is signed."""
    known = {"number": number_text(number)} if number is not None else {}
    if on is not None:
        known |= {"day": day_text(on), "month": month_text(on)}
    pdf, _ = compile_pdf("document.typ", template_data(_checked(content), on or clock.today(), **known))
    return pdf


def render_pages(content: Content, on: date | None = None) -> list[str]:
    """The pages of a draft as SVG, number and date still blank. Raises as `render`."""
    return compile_pages("document.typ", template_data(_checked(content), on or clock.today()))


def _checked(content: Content) -> Content:
    for refusal in check(content):
        raise refusal
    return content


def _lay(data: dict[str, Any]) -> Laid:
    pdf, ask = compile_pdf("document.typ", data)
    slots = Slots(**{place["name"]: _box(place) for place in ask("slot")})
    return Laid(pdf, slots, ask("end")[0])


def _box(place: dict[str, Any]) -> Box:
    top = place["height"] - place["y"]
    return Box(place["page"] - 1, place["x"], top - place["h"], place["x"] + place["w"], top)
