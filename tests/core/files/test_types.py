"""What a file is, judged by its content; what is refused, and with which sentence."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.files.rules import clean_name, media_type
from tinhso.kit.errors import Refusal


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


OOXML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (packed("[Content_Types].xml", f"{folder}/document.xml") for folder in ("word", "xl", "ppt"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def judge(content: bytes, name: str) -> str:
    return media_type(content[:65_536], io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.pdf", "application/pdf"),
        (b"\r\n garbage \r\n%PDF-1.4\n", "a.PDF", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "dau.png", "image/png"),
        (b"\xff\xd8\xff\xe0", "anh.jpeg", "image/jpeg"),
        (b"II*\x00", "quet.tif", "image/tiff"),
        (OLE, "cu.doc", "application/msword"),
        (OLE, "cu.xls", "application/msword"),
        (DOCX, "a.docx", OOXML + "wordprocessingml.document"),
        (XLSX, "a.xlsx", OOXML + "spreadsheetml.sheet"),
        (PPTX, "a.pptx", OOXML + "presentationml.presentation"),
        (packed("a.txt", "thư mục/b.pdf"), "a.zip", "application/zip"),
        ("tên;số\nĐặng;5\n".encode(), "a.csv", "text/plain"),
        ("Ghi chú".encode(), "a.txt", "text/plain"),
        ("\ufeff<?xml version='1.0'?><edXML/>".encode(), "a.edxml", "text/xml"),
        (b"%PDF-1.7\n", "khong duoi", "application/pdf"),
        (("ă" * 40_000).encode()[:65_536] + "ă".encode() * 10, "cat-giua-chu.txt", "text/plain"),
    ],
)
def test_the_content_decides_the_type(content: bytes, name: str, expected: str) -> None:
    assert judge(content, name) == expected


def test_every_cut_of_a_letter_at_the_end_of_the_head_is_still_text() -> None:
    text = "Cộng hòa xã hội chủ nghĩa Việt Nam 𝌆 ".encode() * 20
    for cut in range(len(text) - 12, len(text)):
        assert media_type(text[:cut], io.BytesIO(text), "a.txt") == "text/plain"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "files.empty"),
        (b"%PDF-1.7\n", "a.docx", "files.type"),
        (DOCX, "a.pdf", "files.type"),
        (DOCX, "a.xlsx", "files.type"),
        (b"MZ\x90\x00", "setup.pdf", "files.type"),
        (b"MZ\x90\x00", "setup.exe", "files.type"),
        (b"#!/bin/sh\n", "chay.sh", "files.type"),
        (b"<html><script>", "trang.html", "files.type"),
        (bytes(range(256)), "a.txt", "files.type"),
        ("Tiếng Việt".encode("utf-16"), "a.txt", "files.type"),
        (b"PK\x03\x04 not really", "a.docx", "files.zip"),
        (DOCX[:-30], "a.docx", "files.zip"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx", "files.macro"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docm", "files.macro"),
        (packed("[Content_Types].xml", "xl/workbook.xml", "xl/VBAPROJECT.BIN"), "a.xlsx", "files.macro"),
    ],
)
def test_what_is_not_accepted_is_refused_with_a_sentence_that_names_the_file(content: bytes, name: str, code: str) -> None:
    with pytest.raises(Refusal) as told:
        judge(content, name)
    assert told.value.code == code
    assert name in told.value.vi
    assert name in told.value.en


@pytest.mark.parametrize("before", [0, 70_000, 1024 * 1024 - len(OLE) - 5])
def test_a_macro_in_an_old_word_file_is_refused_wherever_it_stands(before: int) -> None:
    container = OLE + bytes(before) + "_VBA_PROJECT".encode("utf-16-le") + bytes(100)
    with pytest.raises(Refusal, match=r"files\.macro"):
        judge(container, "a.doc")


@given(st.binary(min_size=1, max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.zip", "a"]))
def test_any_bytes_have_a_type_or_a_refusal(content: bytes, name: str) -> None:
    try:
        assert "/" in judge(content, name)
    except Refusal as told:
        assert told.code.startswith("files.")


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\mau\\Công văn.pdf", "Công văn.pdf"),
        ("/tmp/a/b.pdf", "b.pdf"),
        ("a\x00b\x1b[31m\u202e.pdf", "ab[31m.pdf"),
        (unicodedata.normalize("NFD", "Quyết định số 5.pdf"), "Quyết định số 5.pdf"),
        ("  hai \n dòng.pdf ", "hai dòng.pdf"),
        ("...", "tep"),
        ("", "tep"),
        ("/", "tep"),
        (".htaccess", "htaccess"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_are_kept_without_paths_controls_and_loose_accents(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_a_safe_one_of_one_line(name: str) -> None:
    kept = clean_name(name)
    assert 0 < len(kept) <= 200
    assert not set(kept) & set("/\\\n\r\x00")
    assert kept not in (".", "..")
    assert kept == unicodedata.normalize("NFC", kept)
    assert clean_name(kept) == kept
