"""The words of a file from outside, read in the confined child (`engines/confined.py`): its text layer, or its image by `tesseract`.

Tesseract is optional (`doctor` says whether it is there); it runs inside the child and inherits its limits.
"""

from __future__ import annotations

import csv
import ctypes
import io
import json
import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from tinhso.documents.incoming.proposals.find import propose
from tinhso.documents.incoming.proposals.values import Page, Proposal, Word
from tinhso.documents.layout.public import PDFIUM
from tinhso.engines import confined
from tinhso.kit.filetypes import is_pdf
from tinhso.kit.text import nfc

MOST_PAGES = 12
"""A signature further on belongs to an annex."""
FEW = 12
"""Words fewer than these are a stamp or a page number: the page itself is a picture."""
LIMITS = confined.Limits(cpu=40, wall=45)
_DPI = 200
_OCR_SECONDS = 18
_BOLD = ("bold", "black", "heavy")


def has_ocr() -> bool:
    """Whether `tesseract` with Vietnamese is installed here."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in (said.stdout + said.stderr).split()


class Read(NamedTuple):
    """What a file proposes. `blind`: a page needs a recognition that is not to be had here; `whole`: nothing kept it from being read,
    so that reading it again would say the same."""

    proposals: list[Proposal]
    blind: bool = False
    whole: bool = False


def read(data: bytes, today: date) -> Read:
    """Read and judged in the child: words can be laid so that the rules take as long as the reading. Empty where the limits end it."""
    said = confined.ask("tinhso.documents.incoming.proposals.reading:answer", f"{today}\n".encode() + data, LIMITS)
    if not said:
        return Read([])
    found: dict[str, Any] = json.loads(said)
    return Read([Proposal(**p) for p in found["proposals"]], found["blind"], found["whole"])


MOST_READ = 400
"""Pages whose words are kept for search; and no more of them than search hears (`search.rules.MAX_WORDS`), with room to spare."""
MOST_LETTERS = 200_000


def words_of(data: bytes) -> str:
    """What a file says, for search; "" where nothing could be read. In the child, as `read`."""
    return confined.ask("tinhso.documents.incoming.proposals.reading:answer_words", data, LIMITS).decode()


def answer_words(data: bytes) -> bytes:
    """In the child: the text layer of every page; of a scan, what was recognised on its first and last page."""
    said = _layers(data)
    if len(said.split()) < FEW:
        pages, _blind, _failed = answer_pages(data)
        said = "\n".join([said, *(" ".join(word.text for word in page.words) for page in pages if page.recognised)])
    return nfc(said[:MOST_LETTERS]).strip().encode(errors="ignore")


def _layers(data: bytes) -> str:
    said: list[str] = []
    with suppress(pypdfium2.PdfiumError), PDFIUM, pypdfium2.PdfDocument(data) as document:
        for index in range(min(len(document), MOST_READ)):
            said.append(document[index].get_textpage().get_text_bounded().replace("\r", "").replace("\x00", ""))
            if sum(map(len, said)) > MOST_LETTERS:
                break
    return "\n".join(said).strip()


def answer(body: bytes) -> bytes:
    """In the child: the day, a line end and the file; a `Read` as JSON back."""
    day, _end, data = body.partition(b"\n")
    pages, blind, failed = answer_pages(data)
    proposals = [asdict(p) for p in propose(pages, date.fromisoformat(day.decode()))]
    return json.dumps({"proposals": proposals, "blind": blind, "whole": bool(pages) and not blind and not failed}).encode()


def answer_pages(body: bytes) -> tuple[list[Page], bool, bool]:
    """The pages of a PDF or a picture; whether one needs a recognition that is not to be had here, and whether one failed."""
    try:
        return _pages(body) if is_pdf(body) else _picture(body)
    except (pypdfium2.PdfiumError, OSError, ValueError, Image.DecompressionBombError):
        return [], False, False


def _pages(data: bytes) -> tuple[list[Page], bool, bool]:
    made, blind, failed, ocr = [], False, False, has_ocr()
    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        count = min(len(document), MOST_PAGES)
        for index in range(count):
            page = document[index]
            width, height = page.get_size()
            words, recognised = _layer(page, height), False
            # The register's words stand on the first page, the signature mostly on the last: recognising every page takes too long.
            if len(words) < FEW and index in (0, count - 1):
                blind = blind or not ocr
                seen = _recognised(page.render(scale=_DPI / 72).to_pil(), 72 / _DPI) if ocr else None
                failed = failed or (ocr and seen is None)
                if seen is not None:
                    words, recognised = seen, True
            made.append(Page(width, height, tuple(words), recognised))
    return made, blind, failed


def _picture(data: bytes) -> tuple[list[Page], bool, bool]:
    image = Image.open(io.BytesIO(data))
    if not has_ocr():
        return [], True, False
    scale = 595.0 / image.width  # a scan says little of its size that can be relied on: taken as A4 wide
    seen = _recognised(image.convert("L"), scale)
    return [Page(595.0, image.height * scale, tuple(seen or ()), True)], False, seen is None


def _layer(page: pypdfium2.PdfPage, height: float) -> list[Word]:
    """Characters in the file's order; a space, a jump or a gap ends a word."""
    text = page.get_textpage()
    words: list[Word] = []
    signs: list[tuple[str, float, float, float, float, bool]] = []

    def close() -> None:
        if signs:
            whole = nfc("".join(s[0] for s in signs)).strip()
            if whole:
                bold = sum(s[5] for s in signs) * 2 > len(signs)
                lefts, tops, rights, bottoms = zip(*(s[1:5] for s in signs), strict=True)
                words.append(Word(whole, min(lefts), min(tops), max(rights), max(bottoms), bold))
            signs.clear()

    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if not sign.strip():
            close()
            continue
        left, bottom, right, top = text.get_charbox(i, loose=True)
        if signs and (left - signs[-1][3] > 0.2 * (top - bottom) or left < signs[0][1] - 2 or abs((height - bottom) - signs[-1][4]) > 4):
            close()
        signs.append((sign, left, height - top, right, height - bottom, _bold(text, i)))
    close()
    return words


def _bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
    said = name.value.decode("utf-8", "replace").lower() if 0 < length <= 128 else ""
    return any(word in said for word in _BOLD)


def _recognised(image: Image.Image, scale: float) -> list[Word] | None:
    """By tesseract, over pipes: the child may write no file. None where it failed or took too long: later it may succeed."""
    body = io.BytesIO()
    image.convert("L").save(body, "PNG", dpi=(_DPI, _DPI))
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "3", "tsv"], input=body.getvalue(), capture_output=True,
            timeout=_OCR_SECONDS, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else from_tsv(done.stdout.decode("utf-8", "replace"), scale)


def from_tsv(said: str, scale: float) -> list[Word]:
    """Tesseract's table of words; `scale` from its pixels to points."""
    words = []
    for row in csv.DictReader(io.StringIO(said), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = nfc(row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top, wide, high = (float(row[name]) * scale for name in ("left", "top", "width", "height"))
        words.append(Word(text, left, top, left + wide, top + high, sure=max(0.0, float(row["conf"])) / 100))
    return words
