"""What goes along with a document."""

from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZipFile

import xlsxwriter

from tests.documents.layout.conformity.test_docx import docx
from tests.exchange.conftest import Exchange
from tinhso.core.files.public import bytes_of
from tinhso.documents.outgoing.public import annex


def workbook() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Biểu").write_row(0, 0, ("Đơn vị", "Số hồ sơ", 12))
    return out.getvalue()


def archive(**files: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_annexes_of_any_kind_go_along_unaltered(exchange: Exchange) -> None:
    """A workbook, a Word file and an archive: the receiver has the sender's names and bytes, in his order, in files of his own."""
    given = {"Biểu số liệu.xlsx": workbook(), "Đề cương.docx": docx(), "Hồ sơ.zip": archive(**{"số liệu.csv": b"1,2", "ghi.txt": b"x"})}
    made = exchange.drafted()
    with exchange.acting(exchange.cast.specialist) as drafter:
        for name, data in given.items():
            annex(drafter, made.id, BytesIO(data), name)
    exchange.issued(made)
    exchange.run()
    with exchange.there() as actor:
        got = [a.file for a in exchange.received().annexes.select_related("file").order_by("ordinal")]
        assert [(f.name, f.sha256) for f in got] == [(name, hashlib.sha256(data).hexdigest()) for name, data in given.items()]
        assert [bytes_of(f) for f in got] == list(given.values())
        assert {f.agency_id for f in got} == {actor.agency}
