"""Appearances of fields: our own text and images (pyHanko 0.38 writes OpenType widths in font units, so letters come out spread)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from tinhso.kit.errors import Refusal
from tinhso.signing.fields import DESCENT, Box, Style
from tinhso.signing.font import face

Reals = tuple[float, ...]


def number(value: float) -> generic.PdfObject:
    return generic.NumberObject(int(value)) if value == int(value) else generic.FloatObject(f"{value:.3f}")


def array(values: Reals) -> generic.ArrayObject:
    return generic.ArrayObject([number(v) for v in values])


def dictionary(entries: Mapping[str, object]) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})


def stream(entries: Mapping[str, object], data: bytes, compressed: bool = True) -> generic.StreamObject:
    made = generic.StreamObject(dictionary(entries), stream_data=data)
    if compressed:
        made.compress()
    return made


def form(box: Box, content: bytes, resources: Mapping[str, object]) -> generic.StreamObject:
    """A form XObject as large as `box`; left readable when short, so that a verifier reads it without inflating."""
    return stream(
        {
            "/Type": pdf_name("/XObject"),
            "/Subtype": pdf_name("/Form"),
            "/FormType": generic.NumberObject(1),
            "/BBox": array((0, 0, box.width, box.height)),
            "/Resources": dictionary(resources),
        },
        content,
        compressed=False,
    )


def embed_font(writer: BasePdfFileWriter, path: Path, chars: str) -> generic.IndirectObject:
    """A Type 0 font of exactly `chars` (sorted); glyph `i + 1` is `chars[i]`. PDF/A-2 6.2.11: embedded, widths equal, ToUnicode."""
    source = face(path)
    program = source.subset(chars)
    digest = hashlib.sha256(chars.encode()).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
    name = pdf_name(f"/{tag}+{source.name}")
    italic = "Italic" in source.name
    descriptor = {
        "/Type": pdf_name("/FontDescriptor"),
        "/FontName": name,
        "/Flags": generic.NumberObject(4 | (64 if italic else 0)),
        "/FontBBox": array((-543, -303, 1277, 981)),
        "/ItalicAngle": generic.NumberObject(-16 if italic else 0),
        "/Ascent": generic.NumberObject(891),
        "/Descent": generic.NumberObject(-216),
        "/CapHeight": generic.NumberObject(655),
        "/StemV": generic.NumberObject(80),
        "/FontFile2": writer.add_object(stream({"/Length1": generic.NumberObject(len(program))}, program)),
    }
    widths = generic.ArrayObject([generic.NumberObject(1), array(tuple(round(source.width(c), 3) for c in chars))])
    cid = {
        "/Type": pdf_name("/Font"),
        "/Subtype": pdf_name("/CIDFontType2"),
        "/BaseFont": name,
        "/CIDSystemInfo": dictionary(
            {
                "/Registry": generic.pdf_string("Adobe"),
                "/Ordering": generic.pdf_string("Identity"),
                "/Supplement": generic.NumberObject(0),
            }
        ),
        "/CIDToGIDMap": pdf_name("/Identity"),
        "/FontDescriptor": writer.add_object(dictionary(descriptor)),
        "/W": widths,
    }
    font = {
        "/Type": pdf_name("/Font"),
        "/Subtype": pdf_name("/Type0"),
        "/BaseFont": name,
        "/Encoding": pdf_name("/Identity-H"),
        "/DescendantFonts": generic.ArrayObject([writer.add_object(dictionary(cid))]),
        "/ToUnicode": writer.add_object(stream({}, _to_unicode(chars), compressed=False)),
    }
    return writer.add_object(dictionary(font))


def _to_unicode(chars: str) -> bytes:
    pairs = "".join(f"<{i:04X}> <{ord(c):04X}>\n" for i, c in enumerate(chars, 1))
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{len(chars)} beginbfchar\n{pairs}endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def text_content(text: str, box: Box, style: Style, path: Path, chars: str, font: str) -> bytes:
    """One line of text in a box; shrunk down to 8 points if it is too long.

    Raises Refusal `signing.text_too_long` or `signing.letters`.
    """
    source = face(path)
    missing = "".join(sorted(set(text) - set(chars)))
    if missing:
        raise Refusal(
            "signing.letters",
            vi=f"Không viết được ký tự {missing!r} trong «{text}».",
            en=f"The characters {missing!r} of «{text}» cannot be drawn.",
        )
    length = source.measure(text, style.size)
    size = style.size if length <= box.width else int(style.size * box.width / length * 10) / 10
    if size < 8:
        raise Refusal(
            "signing.text_too_long",
            vi=f"«{text}» dài hơn chỗ dành sẵn ({box.width:.0f} điểm); hãy nới rộng chỗ đó rồi ký lại.",
            en=f"«{text}» is longer than its reserved place ({box.width:.0f} points); widen the place and sign again.",
        )
    x = (box.width - source.measure(text, size)) * style.align
    codes = "".join(f"{chars.index(c) + 1:04X}" for c in text)
    return f"/Tx BMC\nq\nBT\n{font} {size:g} Tf\n0 g\n{x:.3f} {DESCENT * size:.3f} Td\n<{codes}> Tj\nET\nQ\nEMC".encode("ascii")


def image_form(writer: BasePdfFileWriter, png: bytes, box: Box) -> generic.StreamObject:
    """The image centred in its box at the largest size that fits, its transparency kept as a soft mask."""
    try:
        with Image.open(io.BytesIO(png)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refusal(
            "signing.image",
            vi="Ảnh chữ ký hoặc con dấu không đọc được; cần tệp .png nền trong suốt.",
            en="The image of the signature or seal cannot be read; a .png with transparency is needed.",
        ) from error
    size = {"/Width": generic.NumberObject(picture.width), "/Height": generic.NumberObject(picture.height)}
    common = {
        "/Type": pdf_name("/XObject"),
        "/Subtype": pdf_name("/Image"),
        "/BitsPerComponent": generic.NumberObject(8),
    }
    alpha = picture.getchannel("A").tobytes()
    mask = writer.add_object(stream({**common, **size, "/ColorSpace": pdf_name("/DeviceGray")}, alpha))
    rgb = picture.convert("RGB").tobytes()
    image = writer.add_object(stream({**common, **size, "/ColorSpace": pdf_name("/DeviceRGB"), "/SMask": mask}, rgb))
    scale = min(box.width / picture.width, box.height / picture.height)
    w, h = picture.width * scale, picture.height * scale
    content = f"q\n{w:.3f} 0 0 {h:.3f} {(box.width - w) / 2:.3f} {(box.height - h) / 2:.3f} cm\n/Im Do\nQ".encode("ascii")
    return form(box, content, {"/XObject": dictionary({"/Im": image})})
