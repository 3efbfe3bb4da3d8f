"""What a file is, judged by its first bytes, never by its name."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import COMPOUND, CSV, DOCX, JPEG, PDF, PNG, PPTX, RTF, TEXT, TIFF, XLSX, XML, ZIP, kind_in, kind_of, macros_in
from tinhso.kit.text import squeeze
from tinhso.kit.zips import MAX_ENTRIES, overcrowded

MAX_BYTES = 200 * 1024 * 1024
"""One file's limit; the exchange axis of QCVN 102 carries base64 of it."""

_SUFFIXES: dict[str, set[str]] = {
    PDF: {".pdf"},
    PNG: {".png"},
    JPEG: {".jpg", ".jpeg"},
    TIFF: {".tif", ".tiff"},
    COMPOUND: {".doc", ".xls", ".ppt", ".msg"},
    RTF: {".rtf", ".doc"},
    DOCX: {".docx"},
    XLSX: {".xlsx"},
    PPTX: {".pptx"},
    ZIP: {".zip"},
    CSV: {".csv"},
    TEXT: {".txt", ".csv", ".md"},
    XML: {".xml", ".edxml"},
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
    found = kind_of(head)
    if found == COMPOUND and _holds(stream, "_VBA_PROJECT".encode("utf-16-le")):  # a name in the compound file's directory
        raise _macro(name)
    if found == ZIP:
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
    if macros_in(names):
        raise _macro(name)
    return kind_in(names)


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
    return XML if text.lstrip("\ufeff \r\n\t").startswith("<?xml") else TEXT
