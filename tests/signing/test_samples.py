"""What is drawn for a demo says so: no seal without MẪU across its middle."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tinhso.kit import fonts
from tinhso.signing.samples import demo_seal_png

SIZE = 425
INNER = 0.62 * 0.49
"""The innermost ring's radius, as a part of the image's side."""
LONG = "Trung tâm Kiểm soát tài nguyên và bảo vệ môi trường nông thôn miền núi tỉnh"


def inside(image: Image.Image) -> Image.Image:
    """How much ink there is within the inner ring, as grey; nothing beyond it."""
    ink = image.convert("RGBA").getchannel("A")
    mask = Image.new("L", ink.size, 0)
    middle, radius = ink.width / 2, ink.width * (INNER - 0.012)
    ImageDraw.Draw(mask).ellipse((middle - radius, middle - radius, middle + radius, middle + radius), fill=255)
    return ImageChops.multiply(ink, mask)


def word(text: str) -> Image.Image:
    """The word alone, drawn here, where a seal has it."""
    image = Image.new("RGBA", (2 * SIZE, 2 * SIZE), (200, 16, 24, 0))
    font = ImageFont.truetype(str(fonts.SERIF_BOLD), round(2 * SIZE * 0.19))
    ImageDraw.Draw(image).text((SIZE, SIZE), text, font=font, fill=(200, 16, 24, 255), anchor="mm")
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def ink(image: Image.Image) -> int:
    return sum(level * count for level, count in enumerate(image.histogram()))


@pytest.mark.parametrize("name", ["Sở", "Ủy ban nhân dân tỉnh Thử nghiệm", LONG, ""])
def test_every_demo_seal_says_mau_across_its_middle_whatever_the_agency(name: str) -> None:
    drawn = Image.open(io.BytesIO(demo_seal_png(name)))
    assert drawn.size == (SIZE, SIZE)
    said, expected = inside(drawn), inside(word("MẪU"))
    assert ink(expected) > 255 * 4_000, "the word is large: some hundreds of a seal's pixels would be overlooked on paper"
    assert ink(ImageChops.difference(said, expected)) < ink(expected) / 100, "the very word, and nothing else in the middle"
    assert ink(ImageChops.difference(said, inside(word("MAU")))) > ink(expected) / 100, "it can be told from another"
