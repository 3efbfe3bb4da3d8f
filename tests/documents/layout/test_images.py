"""Pages as images: whatever a file holds, drawing it ends."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from tests.documents.layout.test_anchors import word_pdf
from tinhso.documents.layout import images, intake
from tinhso.documents.layout.public import drawn_page, drawn_sizes
from tinhso.engines import confined

A4 = (595, 842)


def pages(count: int, size: tuple[int, int] = A4) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=size)
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_page_is_drawn_with_its_size_and_none_past_the_end() -> None:
    pdf = word_pdf()
    ((width, height),) = drawn_sizes(pdf)[:1]
    image = Image.open(io.BytesIO(drawn_page(pdf, 0) or b""))
    assert image.width == images.WIDTH and image.height == pytest.approx(images.WIDTH * height / width, abs=1)
    assert drawn_page(pdf, 99) is None and drawn_page(pdf, -1) is None
    assert drawn_page(b"%PDF-1.7 cut off", 0) is None and drawn_sizes(b"") == []


def test_a_page_that_would_be_drawn_for_minutes_ends_in_the_child_and_the_others_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = pages(22)
    last = pdf.pages[21]
    last.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(ca=0.5, BM=pikepdf.Name.Luminosity)))
    last.Contents = pdf.make_stream(b"/G gs\n" + b"0 0 595 842 re f\n" * 20_000)
    data = saved(pdf)
    assert intake.binding(data).pages == 22  # only its first pages were drawn there
    monkeypatch.setattr(images, "LIMITS", confined.Limits(cpu=1, wall=5))
    assert drawn_page(data, 21) is None
    assert drawn_page(data, 0) is not None


def test_a_page_as_long_as_a_roll_of_paper_is_drawn_small() -> None:
    image = Image.open(io.BytesIO(drawn_page(saved(pages(1, (500, 14_400))), 0) or b""))
    assert image.width * image.height <= images.PIXELS * 1.01
    assert image.height / image.width == pytest.approx(14_400 / 500, rel=0.01)
