"""The symbol that a file made elsewhere prints after `Số:` (Appendix I, Part I, II.3)."""

from __future__ import annotations

import re

from tinhso.kit.text import nfc

_HEAD = 2000
"""Characters in which the first page's number line stands."""
_GROUP = r"[^\W_]+"
_SYMBOL = re.compile(rf"(?<!\w)số\s*:[\s._…·]{{0,80}}(?P<symbol>/\s*(?:\d{{4}}\s*/\s*)?{_GROUP}(?:\s*[-–‑‐]\s*{_GROUP})*)", re.IGNORECASE)


def printed_symbol(words: str) -> str:
    """`/QĐ-STTTT` as it stands in the text of a PDF, spaces taken out; empty where it cannot be read off."""
    found = _SYMBOL.search(nfc(words)[:_HEAD])
    return re.sub(r"\s+", "", found["symbol"]) if found else ""
