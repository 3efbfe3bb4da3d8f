"""Dấu ĐẾN (ND30 Phụ lục IV.V): the receiving organ, the arrival number, the day, to whom it goes, the dossier."""

from __future__ import annotations

from tinhso.documents.layout.engine import compile_pdf

WIDTH, HEIGHT = 50, 35
"""Millimetres."""


def arrival_stamp(*, organ: str, number: str, day: str, to: str = "", dossier: str = "") -> bytes:
    """A PDF of one page as large as the stamp, without a ground. Raises Refusal `layout.missing_glyph`."""
    return compile_pdf("stamp.typ", {"organ": organ, "number": number, "day": day, "to": to, "dossier": dossier})[0]
