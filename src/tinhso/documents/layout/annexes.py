"""Which kind of annex a file is, by its bytes: .pdf .xlsx .docx .zip .csv .png .jpg, and nothing that can act by itself."""

from __future__ import annotations

import io
import re
import zipfile

from tinhso.documents.marks import stamps_in
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import CSV, DOCX, JPEG, PDF, PNG, XLSX, ZIP, kind_in, kind_of, macros_in
from tinhso.kit.text import nfc
from tinhso.kit.zips import MAX_ENTRIES, overcrowded

TYPES = {"pdf": PDF, "xlsx": XLSX, "docx": DOCX, "zip": ZIP, "csv": CSV, "png": PNG, "jpg": JPEG, "jpeg": JPEG}
# A zip may unpack to at most this much, and to at most RATIO times its own size.
MAX_UNPACKED = 1024 * 1024 * 1024
RATIO = 200
_PROGRAMS = (".exe", ".dll", ".bat", ".cmd", ".com", ".js", ".vbs", ".ps1", ".scr", ".msi", ".lnk", ".jar", ".docm", ".xlsm")


def media_type(data: bytes, name: str) -> str:
    """Raises Refusal `intake.annex_type`, `intake.wrong_extension`, `intake.macro`, `intake.zip_*`."""
    found = _by_content(data, name)
    extension = name.rpartition(".")[2].lower()
    if TYPES.get(extension) != found:
        raise _refusal(
            "wrong_extension",
            f"Tệp “{name}” có đuôi không khớp nội dung ({found}). Hãy đặt lại đúng đuôi rồi tải lên.",
            f"The extension of “{name}” does not fit its content ({found}). Rename it and upload again.",
        )
    return found


_PARAGRAPH = re.compile(rb"<w:p[ >].*?</w:p>", re.DOTALL)
_MAIN_PART = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
"""Some editors write `document2.xml` for the main part."""
_TAG = re.compile(rb"<[^>]*>")
MAX_TEXT = 32 * 1024 * 1024


def marks(data: bytes, media_type: str) -> list[str]:
    """Marks of secrecy that stand alone in a paragraph of a Word file that passed `media_type`; of other types none are looked for."""
    if media_type != DOCX:
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = next(filter(_MAIN_PART.fullmatch, archive.namelist()), None)
        if main is None:
            return []
        with archive.open(main) as text:
            words = (_TAG.sub(b"", paragraph).decode("utf-8", "replace") for paragraph in _PARAGRAPH.findall(text.read(MAX_TEXT)))
            return sorted({mark for line in words for mark in stamps_in(nfc(line))})


def _by_content(data: bytes, name: str) -> str:
    found = kind_of(data)
    if found == ZIP:
        found = _zip(data, name)
    if found in TYPES.values():
        return str(found)
    if name.lower().endswith(".csv") and _is_text(data):
        return CSV
    raise _refusal(
        "annex_type",
        f"Không nhận loại tệp “{name}”. Phụ lục là .pdf, .xlsx, .docx, .zip, .csv, .png hoặc .jpg.",
        f"“{name}” is of no accepted type. Annexes are .pdf, .xlsx, .docx, .zip, .csv, .png or .jpg.",
    )


def _zip(data: bytes, name: str) -> str:
    if overcrowded(io.BytesIO(data)):
        raise _refusal(
            "zip_bomb",
            f"Tệp “{name}” chứa quá nhiều tệp (tối đa {MAX_ENTRIES}). Hãy tách nhỏ.",
            f"“{name}” holds too many files ({MAX_ENTRIES} at most). Split it.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as why:
        raise _refusal("zip_broken", f"Tệp “{name}” hỏng, không mở được. Hãy nén lại.", f"“{name}” is broken. Pack it again.") from why
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > RATIO * max(len(data), 4096):
        raise _refusal(
            "zip_bomb",
            f"Tệp “{name}” bung ra quá lớn ({unpacked // 1_000_000} MB, {len(entries)} tệp). Hãy tách nhỏ.",
            f"“{name}” unpacks to too much ({unpacked // 1_000_000} MB, {len(entries)} files). Split it.",
        )
    names = [entry.filename.lower() for entry in entries]
    if macros_in(names) or any(n.endswith(_PROGRAMS) for n in names):
        raise _refusal(
            "macro",
            f"Tệp “{name}” có macro hoặc chương trình. Hãy lưu thành .docx/.xlsx không macro rồi tải lên lại.",
            f"“{name}” holds a macro or a program. Save it as .docx/.xlsx without macros and upload again.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refusal("zip_encrypted", f"Tệp “{name}” đặt mật khẩu. Hãy bỏ mật khẩu.", f"“{name}” has a password. Remove it.")
    return kind_in(names)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _refusal(code: str, vi: str, en: str) -> Refusal:
    return Refusal(f"intake.{code}", vi=vi, en=en)
