"""The product's own templates with one thing wrong: what a careless hand would have typed in Word."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import typst

from tests.documents.layout.samples import TEXT, draft
from tinhso.documents.layout.conformity.extract import read
from tinhso.documents.layout.conformity.findings import Report
from tinhso.documents.layout.conformity.judge import judge
from tinhso.documents.layout.content import Annex, Content, Heading, Paragraph
from tinhso.documents.layout.data import template_data
from tinhso.documents.layout.engine import TEMPLATES
from tinhso.kit.fonts import FOLDER

# With faces that the product does not have.
_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FOLDER])
ON = date(2020, 1, 5)
MANY = (Paragraph(TEXT),) * 30
FULL = draft(
    "decision",
    urgency="urgent",
    circulation="internal",
    drafter="PL.(300)",
    address=("Số 1 đường Hòa Bình, An Phú Đông", "Điện thoại: 0260 123456; E-mail: so@anphudong.gov.vn"),
)
LETTER = draft("official_letter")
LONG = draft("report", body=MANY)
CHAPTERS = draft(
    "regulation", body=(Heading("chapter", "Quy định chung"), Heading("article", "Phạm vi", TEXT), Heading("clause", text=TEXT))
)
ANNEXED = draft("plan", annexes=(Annex("Danh mục văn bản", (Paragraph(TEXT),)), Annex("Mẫu báo cáo", (Paragraph(TEXT),))))


@cache
def sources() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in TEMPLATES.glob("*.typ")}


def laid(
    content: Content, *changes: tuple[str, str], data: dict[str, object] | None = None, number: tuple[str, str, str] = ("", "", "")
) -> bytes:
    """The PDF of `content` with texts of the templates replaced; a text that is not there is a fault of the test."""
    changed = dict(sources())
    for old, new in changes:
        holders = [name for name in ("document.typ", "common.typ") if old in changed[name]]
        assert holders, f"no template holds {old!r}"
        changed[holders[0]] = changed[holders[0]].replace(old, new)
    values = template_data(content, ON, *number) | (data or {})
    with tempfile.TemporaryDirectory() as folder:
        for name, text in changed.items():
            (Path(folder) / name).write_text(text, "utf-8")
        pdf = typst.compile(
            str(Path(folder) / "document.typ"), root=folder, font_paths=_FONTS, ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        )  # fmt: skip
    assert isinstance(pdf, bytes)
    return pdf


def judged(pdf: bytes) -> Report:
    return judge(read(pdf))


def told(report: Report) -> str:
    return "\n".join(f.vi for f in report.findings)
