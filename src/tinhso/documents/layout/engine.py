"""Typst, kept warm: one compiler a thread and template, our four fonts and nothing of the system's."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst
from PIL import ImageFont

from tinhso.documents.layout.content import each_text
from tinhso.kit.errors import Refusal
from tinhso.kit.fonts import FOLDER, SERIF

TEMPLATES = Path(__file__).parent / "typ"
FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
_warm = threading.local()
_NOWHERE = "\U0010ffff"
"""No letter, and in no font."""
_GLYPH = re.compile(r"the text [`\"]+(.+?)[`\"]+ could not be displayed")


def compiler(template: str) -> typst.Compiler:
    """This thread's compiler of `typ/<template>`: it remembers fonts and parsed source between documents."""
    kept: dict[str, typst.Compiler] = _warm.__dict__
    if template not in kept:
        kept[template] = typst.Compiler(
            str(TEMPLATES / template), root=str(TEMPLATES), font_paths=FONTS, ignore_system_fonts=True, sys_inputs={"data": "{}"}
        )
    return kept[template]


def compile_record(template: str, data: dict[str, Any]) -> bytes:
    """`compile_pdf` of what is printed as it was written by others: a letter our font lacks stands as its code, and stops nothing."""
    return compile_pdf(template, each_text(data, _coded))[0]


def _coded(text: str) -> str:
    return text if text.isascii() else "".join(c if c.isascii() or _covered(c) else f"[U+{ord(c):04X}]" for c in text)


@cache
def _measured() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(SERIF), 2048, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(4096)
def _covered(letter: str) -> bool:
    """Whether our font has the letter (its four faces have the same ones): what it lacks is an empty box of one width of its own."""
    face = _measured()
    return (face.getlength(letter), face.getbbox(letter)) != (face.getlength(_NOWHERE), face.getbbox(_NOWHERE))


def compile_pdf(template: str, data: dict[str, Any]) -> tuple[bytes, Callable[[str], list[Any]]]:
    """PDF/A-2b of a template filled with `data`, and the door for asking that same layout for its labelled values.

    Raises Refusal `layout.missing_glyph` naming the letters our font lacks; any other failure is a fault of the template.
    """
    tool = compiler(template)
    try:
        pdf = tool.compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, pdf_standards="a-2b")
    except typst.TypstError as why:
        letters = sorted({letter for found in _GLYPH.findall(str(why)) for letter in found})
        if not letters:
            raise
        raise _lacking(letters) from why
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave pages instead of one PDF")
    return pdf, lambda label: json.loads(tool.query(f"<{label}>", field="value"))


def compile_pages(template: str, data: dict[str, Any]) -> list[str]:
    """The same pages as SVG, each letter an outline: what a screen shows a moment after a key. Raises as `compile_pdf`."""
    lacking: set[str] = set()

    def look(text: str) -> str:
        lacking.update(c for c in text if c.isprintable() and not _covered(c))
        return text

    each_text(data, look)
    if lacking:
        raise _lacking(sorted(lacking))
    made = compiler(template).compile(format="svg", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    return [page.decode() for page in ([made] if isinstance(made, bytes) else made or [])]


def _lacking(letters: list[str]) -> Refusal:
    shown = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in letters[:10])
    return Refusal(
        "layout.missing_glyph",
        vi=f"Phông chữ văn bản không có ký tự {shown}. Hãy thay ký tự đó rồi trình bày lại.",
        en=f"The document font lacks {shown}. Replace it and lay the draft out again.",
        letters="".join(letters),
    )
