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
CUT = MOST_LINES + ABOVE + 3
"""Where reading stops: a sheet of as many lines, blank ones too, has more than may be imported."""
_WIDEST = 60


def answer(body: bytes) -> bytes:
    """In the child, as JSON: the `lines` of the first sheet, `CUT` at most (a day is `{"d": …}`), and which `others` hold something."""
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    others = [name for name in book.sheet_names[1:] if book.get_sheet_by_name(name).total_height]
    lines = [[_told(c) for c in line[:_WIDEST]] for line in islice(book.get_sheet_by_index(0).iter_rows(), CUT)]
    return json.dumps({"lines": lines, "others": others}, ensure_ascii=False).encode()


def _told(cell: Any) -> Any:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else str(cell)
