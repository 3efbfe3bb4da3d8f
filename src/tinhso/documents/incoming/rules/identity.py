"""When two incoming documents are the same one (Appendix VI: the System alarms on duplicates)."""

from __future__ import annotations

import re

from tinhso.documents.types import ADMINISTRATIVE, LEGAL, RECEIVED_ONLY
from tinhso.kit.text import fold, squeeze

_NUMBER = re.compile(r"\s*(\d+)\s*(.*)", re.DOTALL)


def notation_key(notation: str) -> str:
    """Number and symbol without spaces, accents, case and leading zeros: `Số: 05/QĐ-STNA` and `5/qd-stna` are one."""
    bare = fold(notation).removeprefix("so:").replace(" ", "")
    return re.sub(r"^0+(?=\d)", "", bare)


def issuer_key(issuer: str) -> str:
    return fold(issuer)


def split(notation: str) -> tuple[str, str]:
    """Number and symbol of what stands on the document: `215/QĐ-STNA` is (`215`, `QĐ-STNA`); a notation without number is all symbol."""
    text = squeeze(notation)
    found = _NUMBER.fullmatch(text)
    return (found[1], found[2].lstrip("/").strip()) if found else ("", text)


def type_of(notation: str) -> str:
    """The type that a symbol tells: `215/QĐ-STTTT` a decision; with an organ in front an official letter (Appendix I.II.3.c)."""
    number, symbol = split(notation)
    if not number or not symbol:
        return ""
    parts = symbol.split("/")
    year = parts[0].isdigit()
    first = parts[-1].split("-")[0]
    kinds = (*LEGAL, *RECEIVED_ONLY) if year else ADMINISTRATIVE
    return next((t.code for t in kinds if t.abbreviation and t.abbreviation == first), "" if year else "official_letter")
