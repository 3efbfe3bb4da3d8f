"""When two incoming documents are the same one (Appendix VI: the System alarms on duplicates)."""

from __future__ import annotations

import re

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
