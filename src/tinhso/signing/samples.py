"""Images for demo instances: a red seal that says MẪU and a blue scribble, both PNG with transparency."""

from __future__ import annotations

import io
import math
import random

from PIL import Image, ImageDraw, ImageFont

from tinhso.kit import fonts

_RED, _BLUE = (200, 16, 24, 255), (24, 60, 170, 255)


def demo_seal_png(agency_name: str, pixels: int = 425) -> bytes:
    """A round red seal with the agency's name around and MẪU across: 36 mm at 300 dots per inch is 425 pixels."""
    scale = 2
    size = pixels * scale
    image = Image.new("RGBA", (size, size), (200, 16, 24, 0))
    pen = ImageDraw.Draw(image)
    middle, outer = size / 2, size * 0.49
    for radius, width in ((outer, 0.016), (outer * 0.94, 0.006), (outer * 0.62, 0.008)):
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        pen.ellipse(box, outline=_RED, width=round(size * width))
    word = ImageFont.truetype(str(fonts.SERIF_BOLD), round(size * 0.19))
    pen.text((middle, middle), "MẪU", font=word, fill=_RED, anchor="mm")
    name = " ".join(agency_name.upper().split())
    letter = ImageFont.truetype(str(fonts.SERIF_BOLD), round(size * min(0.085, 2.6 / max(len(name), 1))))
    step = min(300 / max(len(name), 1), 17)
    for i, char in enumerate(name):
        turn = (i - (len(name) - 1) / 2) * step
        tile = Image.new("RGBA", (round(size * 0.14),) * 2, (200, 16, 24, 0))
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), char, font=letter, fill=_RED, anchor="mm")
        tile = tile.rotate(-turn, Image.Resampling.BICUBIC)
        radius = outer * 0.78
        x, y = middle + radius * math.sin(math.radians(turn)), middle - radius * math.cos(math.radians(turn))
        image.alpha_composite(tile, (round(x - tile.width / 2), round(y - tile.height / 2)))
    return _png(image.resize((pixels, pixels), Image.Resampling.LANCZOS))


def demo_signature_png(name: str) -> bytes:
    """A blue scribble, 600 × 240 pixels, always the same for the same name; it imitates nobody's hand."""
    chance = random.Random(name)  # noqa: S311 - a drawing, no secret
    image = Image.new("RGBA", (1200, 480), (24, 60, 170, 0))
    pen = ImageDraw.Draw(image)
    letters = max(5, min(len(name), 12))
    waves = [(chance.uniform(60, 150), chance.uniform(0.7, 1.6), chance.uniform(0, math.tau)) for _ in range(3)]
    points = []
    for i in range(900):
        t = i / 900
        y = sum(a * math.sin(math.tau * f * letters * t * 0.5 + p) for a, f, p in waves) * (0.35 + 0.4 * math.sin(math.pi * t))
        points.append((80 + 1000 * t + 60 * math.sin(math.tau * letters * t * 0.5), 230 + y))
    pen.line(points, fill=_BLUE, width=9, joint="curve")
    pen.line([(120, 420), (700, 395), (1120, 360)], fill=_BLUE, width=7, joint="curve")
    return _png(image.resize((600, 240), Image.Resampling.LANCZOS))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)  # five times quicker than the last two hundredths of its size
    return out.getvalue()
