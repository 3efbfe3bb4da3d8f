"""Typst, kept warm: one compiler a thread and template, our four fonts and nothing of the system's."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from tinhso.kit.errors import Refusal
from tinhso.kit.fonts import FOLDER

TEMPLATES = Path(__file__).parent / "typ"
FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
_warm = threading.local()
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
    for _ in range(20):
        try:
            return compile_pdf(template, data)[0]
        except Refusal as refusal:
            letters = refusal.context.get("letters")
            if not letters:
                raise
            data = _spelt(data, {ord(letter): f"[U+{ord(letter):04X}]" for letter in letters})
    raise RuntimeError(f"{template} has letters without end that the font lacks")


def _spelt(value: Any, instead: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(instead)
    if isinstance(value, dict):
        return {key: _spelt(item, instead) for key, item in value.items()}
    return [_spelt(item, instead) for item in value] if isinstance(value, list | tuple) else value


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
        shown = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in letters[:10])
        raise Refusal(
            "layout.missing_glyph",
            vi=f"Phông chữ văn bản không có ký tự {shown}. Hãy thay ký tự đó rồi trình bày lại.",
            en=f"The document font lacks {shown}. Replace it and lay the draft out again.",
            letters="".join(letters),
        ) from why
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave pages instead of one PDF")
    return pdf, lambda label: json.loads(tool.query(f"<{label}>", field="value"))
