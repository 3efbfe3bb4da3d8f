"""What a file is, judged by its first bytes, never by its name."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze
from tinhso.kit.zips import MAX_ENTRIES, overcrowded

MAX_BYTES = 200 * 1024 * 1024
"""One file's limit; the exchange axis of QCVN 102 carries base64 of it."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
)
_OOXML = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_SUFFIXES: dict[str, set[str]] = {
    "application/pdf": {".pdf"},
    "image/png": {".png"},
    "image/jpeg": {".jpg", ".jpeg"},
    "image/tiff": {".tif", ".tiff"},
    "application/msword": {".doc", ".xls", ".ppt", ".msg"},
    "application/rtf": {".rtf", ".doc"},
    _OOXML["word/"]: {".docx"},
    _OOXML["xl/"]: {".xlsx"},
    _OOXML["ppt/"]: {".pptx"},
    "application/zip": {".zip"},
    "text/csv": {".csv"},
    "text/plain": {".txt", ".csv", ".md"},
    "text/xml": {".xml", ".edxml"},
}


def clean_name(name: str) -> str:
    """The last part of a given name, one line, NFC; never empty, at most 200 characters with its suffix kept."""
    last = PurePosixPath(PureWindowsPath(squeeze(name)).as_posix()).name
    last = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(". ") or "tep"
    stem, dot, suffix = last.rpartition(".")
    return last if len(last) <= 200 else f"{stem[: 199 - len(suffix)]}{dot}{suffix}"


def media_type(head: bytes, stream: BinaryIO, name: str) -> str:
    """The media type of seekable `stream` whose first bytes are `head`.

    Raises Refusal: empty file, a macro inside an Office file, a suffix that tells another story than the content.
    """
    if not head:
        raise Refusal(
            "files.empty", vi=f"Tệp “{name}” rỗng (0 byte). Hãy chọn lại tệp.", en=f"The file “{name}” is empty (0 bytes). Choose it again."
        )
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    # A PDF may have up to 1024 bytes before its header (ISO 32000-1 Annex H).
    if found is None and b"%PDF-" in head[:1024]:
        found = "application/pdf"
    if found == "application/msword" and _holds(stream, "_VBA_PROJECT".encode("utf-16-le")):  # a name in the compound file's directory
        raise _macro(name)
    if found is None and head.startswith(b"PK\x03\x04"):
        found = _zip_kind(stream, name)
    if found is None:
        found = _text_kind(head)
    suffix = PurePosixPath(name.casefold()).suffix
    if found is None or (suffix and suffix not in _SUFFIXES[found]):
        raise Refusal(
            "files.type",
            vi=f"Nội dung của “{name}” không khớp với đuôi tệp hoặc không thuộc loại được nhận (pdf, docx, xlsx, pptx, doc, zip, csv, png, jpg, tif).",
            en=f"The content of “{name}” does not match its suffix or is of no accepted type (pdf, docx, xlsx, pptx, doc, zip, csv, png, jpg, tif).",
            found=found,
        )
    return found


def _zip_kind(stream: BinaryIO, name: str) -> str:
    if overcrowded(stream):
        raise Refusal(
            "files.zip_entries",
            vi=f"Tệp nén “{name}” chứa quá nhiều tệp (tối đa {MAX_ENTRIES}). Hãy tách nhỏ.",
            en=f"The archive “{name}” holds too many files ({MAX_ENTRIES} at most). Split it.",
        )
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise Refusal(
            "files.zip", vi=f"Tệp “{name}” hỏng: không mở được.", en=f"The file “{name}” is damaged: it cannot be opened."
        ) from None
    if any(n.casefold().endswith("vbaproject.bin") for n in names):
        raise _macro(name)
    if "[Content_Types].xml" in names:
        return next((kind for prefix, kind in _OOXML.items() if any(n.startswith(prefix) for n in names)), "application/zip")
    return "application/zip"


def _macro(name: str) -> Refusal:
    return Refusal(
        "files.macro",
        vi=f"Tệp “{name}” có chứa mã lệnh (macro). Hãy lưu lại không kèm macro rồi gửi.",
        en=f"The file “{name}” contains macros. Save it without macros and send it again.",
    )


def _holds(stream: BinaryIO, word: bytes) -> bool:
    """Whether the seekable stream contains `word`, read by the megabyte."""
    stream.seek(0)
    before = b""
    while chunk := stream.read(1024 * 1024):
        if word in before + chunk:
            return True
        before = chunk[-len(word) :]
    return False


def _text_kind(head: bytes) -> str | None:
    if b"\x00" in head:
        return None
    try:
        text = head[: len(head) - 3].decode("utf-8") if len(head) > 3 else head.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.start < len(head) - 8:
            return None
        text = head[: wrong.start].decode("utf-8")
    return "text/xml" if text.lstrip("\ufeff \r\n\t").startswith("<?xml") else "text/plain"
