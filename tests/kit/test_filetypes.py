"""What a file is by its first bytes, and an archive by its entries."""

from __future__ import annotations

import pytest

from tinhso.kit.filetypes import DOCX, PDF, PNG, PPTX, XLSX, ZIP, is_pdf, kind_in, kind_of, macros_in

TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", PDF),
        (b"\xef\xbb\xbf" + b" " * 900 + b"%PDF-1.4", PDF),
        (b" " * 1024 + b"%PDF-1.4", None),
        (b"\x89PNG\r\n\x1a\n" + b"%PDF-1.4", PNG),
        (b"PK\x03\x04" + b"a.pdf" + b"%PDF-1.4", ZIP),  # a PDF packed without compression is no PDF
        (b"Ng\xc3\xa0y", None),
        (b"", None),
    ],
)
def test_the_beginning_tells_the_kind_and_what_stands_first_wins(head: bytes, kind: str | None) -> None:
    assert kind_of(head) == kind
    assert is_pdf(head) == (kind == PDF)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ((TYPES, "word/document.xml"), DOCX), ((TYPES, "word/document2.xml"), DOCX), ((TYPES, "xl/workbook.xml"), XLSX),
        ((TYPES, "ppt/presentation.xml"), PPTX), (("word/document.xml",), ZIP), ((TYPES, "a.txt"), ZIP), ((), ZIP),
    ],
)  # fmt: skip
def test_an_archive_is_an_office_file_by_its_entries(names: tuple[str, ...], kind: str) -> None:
    assert kind_in(names) == kind


def test_macros_are_found_whatever_their_letters() -> None:
    assert macros_in([TYPES, "xl/VBAPROJECT.BIN"])
    assert not macros_in([TYPES, "xl/workbook.xml"])
