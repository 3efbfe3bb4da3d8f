"""An incremental update of a PDF: the input stays an exact prefix of the output, and nothing is written that was not asked for."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class Update(IncrementalPdfFileWriter):
    """pyHanko's writer without its own stamp in Info and XMP: after a signature these would be changes nobody asked for.

    It reads leniently, because Word's PDFs are hybrid and many programs write small faults; what it writes is judged strictly.
    """

    def __init__(self, pdf: bytes) -> None:
        super().__init__(io.BytesIO(pdf), strict=False)

    def _update_meta(self) -> None:
        """Leave Info and XMP as they are (PDF/A-2 6.6.3 wants them equal; they stay equal)."""

    def page(self, index: int) -> Any:
        """The page's reference, for reading and marking."""
        found: Any = super()
        return found.find_page_for_modification(index)[0]

    def bytes(self) -> bytes:
        out = io.BytesIO()
        writer: Any = super()
        writer.write(out)
        return out.getvalue()
