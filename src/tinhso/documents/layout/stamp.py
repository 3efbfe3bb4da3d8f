"""Dấu ĐẾN (ND30 Phụ lục IV.V): the receiving organ, the arrival number, the day, to whom it goes, the dossier."""

from __future__ import annotations

from tinhso.documents.layout.content import composed
from tinhso.documents.layout.engine import compile_record


def arrival_stamp(*, organ: str, number: str, day: str, to: str = "") -> bytes:
    """A PDF of one page as large as the stamp, 50 by 35 mm, without a ground; the dossier's number is written by hand."""
    return compile_record("stamp.typ", composed({"organ": organ, "number": number, "day": day, "to": to, "dossier": ""}))
