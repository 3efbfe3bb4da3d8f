"""What runs in the confined child: a workbook's first sheet as plain lines. Nothing else of the product is loaded for it."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import CalamineWorkbook

from tinhso.documents.registers.rules import MOST_LINES

ABOVE = 20
"""Lines that may stand above the headings."""
_WIDEST, _BESIDES = 60, ABOVE + 3


def answer(body: bytes) -> bytes:
    """In the child: the first sheet's lines as JSON, a few more than may be imported at most; a day is `{"d": …}`."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)
    lines = islice(sheet.iter_rows(), MOST_LINES + _BESIDES)
    return json.dumps([[_told(c) for c in line[:_WIDEST]] for line in lines], ensure_ascii=False).encode()


def _told(cell: Any) -> Any:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else str(cell)
