"""What goes along with a piece: a workbook made by the house's own writer."""

from __future__ import annotations

from io import BytesIO

from tinhso.documents.layout.public import Book, Column, register_xlsx
from tinhso.scenario.data import province
from tinhso.scenario.data.corpus import Piece


def workbook(piece: Piece, drafter: str) -> BytesIO:
    """The piece's annex. Raises ValueError for a piece without one."""
    if piece.annex is None:
        raise ValueError("this piece has no annex")
    title, (titles, *rows) = piece.annex
    out = BytesIO()
    register_xlsx([Column(text, 2) for text in titles], rows, Book(title, province.agency(piece.author).name, "", drafter), out)
    out.seek(0)
    return out
