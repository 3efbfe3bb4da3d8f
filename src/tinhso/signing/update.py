"""An incremental update of a PDF: the input stays an exact prefix of the output, and nothing is written that was not asked for."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class Update(IncrementalPdfFileWriter):
    """pyHanko's writer without its own stamp in Info and XMP: after a signature these would be changes nobody asked for."""

    def _update_meta(self) -> None:
        """Leave Info and XMP as they are (PDF/A-2 6.6.3 wants them equal; they stay equal)."""

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.write(out)
        return out.getvalue()
