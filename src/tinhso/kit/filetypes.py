"""What a file is, told by its bytes and never by its name: the media types that are known here."""

from __future__ import annotations

from collections.abc import Collection

PDF = "application/pdf"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
PICTURES = (PNG, JPEG)
"""What a browser shows as it is."""
COMPOUND, RTF = "application/msword", "application/rtf"
ZIP, CSV, TEXT, XML = "application/zip", "text/csv", "text/plain", "text/xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (f"{_OFFICE}{kind}" for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"))

_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", COMPOUND), (b"{\\rtf", RTF), (b"PK\x03\x04", ZIP),
)  # fmt: skip
_BEFORE_PDF = 1024
"""Bytes that readers accept before a PDF's header (ISO 32000-1 Annex H)."""
_FOLDERS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}


def kind_of(head: bytes) -> str | None:
    """The media type that a file's beginning (its first 1024 bytes at least) tells; None for text and what is not known here.

    An Office file is a ZIP: `kind_in` tells which.
    """
    found = next((kind for first, kind in _FIRST_BYTES if head.startswith(first)), None)
    return PDF if found is None and b"%PDF-" in head[:_BEFORE_PDF] else found


def is_pdf(head: bytes) -> bool:
    return kind_of(head) == PDF


def kind_in(names: Collection[str]) -> str:
    """What an archive with these entries is: an Office file, or any ZIP."""
    if "[content_types].xml" not in map(str.casefold, names):
        return ZIP
    return next((kind for folder, kind in _FOLDERS.items() if any(n.casefold().startswith(folder) for n in names)), ZIP)


def macros_in(names: Collection[str]) -> bool:
    """Whether the Office file with these entries holds macros."""
    return any(n.casefold().endswith("vbaproject.bin") for n in names)
