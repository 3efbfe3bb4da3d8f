"""The door: a PDF from anywhere judged against Phụ lục I. Read and compared in a confined child: a dense file costs as much to compare."""

from __future__ import annotations

import msgspec

from tinhso.documents.layout.conformity.annex import check_annexes
from tinhso.documents.layout.conformity.end import check_end, check_seal
from tinhso.documents.layout.conformity.extract import read
from tinhso.documents.layout.conformity.findings import Findings, Report, Said
from tinhso.documents.layout.conformity.head import check_head
from tinhso.documents.layout.conformity.law import ELEMENTS
from tinhso.documents.layout.conformity.page import Reading
from tinhso.documents.layout.conformity.sheet import check_paper, check_sheet
from tinhso.documents.layout.conformity.structure import structure
from tinhso.documents.layout.conformity.text import check_text
from tinhso.engines import confined
from tinhso.kit.errors import Refusal

LIMITS = confined.Limits(cpu=15, wall=60)
_READER = "tinhso.documents.layout.conformity.judge:answer"
_SCANNED: Said = ("trang là ảnh, không có chữ để đo", "the pages are images without text to measure")
_UNSEALED: Said = ("chưa có hình dấu hoặc chữ ký số hiển thị", "no seal or visible signature yet")
_ABSENT: Said = ("văn bản không có thành phần này", "the document has no such element")
_REFUSED = {
    "encrypted": ("PDF đặt mật khẩu nên không đo được. Hãy bỏ mật khẩu rồi tải lên lại.", "The PDF has a password and cannot be measured. Remove it and upload again."),
    "broken": ("PDF hỏng, không mở được. Hãy xuất lại từ tệp gốc.", "The PDF is broken and cannot be opened. Export it again from its source."),
    "too_heavy": ("Đọc PDF tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng. Hãy xuất lại bản gọn hơn.", "Reading the PDF took too much memory or time and was stopped. Export a lighter one."),
}  # fmt: skip


class _Answer(msgspec.Struct):
    error: str = ""
    report: Report | None = None


def judge_pdf(data: bytes) -> Report:
    """Every departure of a PDF from Phụ lục I. Raises Refusal `conformity.encrypted`, `.broken` or `.too_heavy`."""
    answered = confined.ask(_READER, data, LIMITS)
    said = msgspec.json.decode(answered, type=_Answer) if answered else _Answer("too_heavy")
    if said.report is None:
        vi, en = _REFUSED[said.error]
        raise Refusal(f"conformity.{said.error}", vi=vi, en=en)
    return said.report


def answer(body: bytes) -> bytes:
    """The PDF; an `_Answer` as JSON back. Runs in the child."""
    reading = read(body)
    return msgspec.json.encode(_Answer(reading.error) if reading.error else _Answer("", judge(reading)))


def judge(reading: Reading) -> Report:
    """The report of what the reader found; pure."""
    found = Findings()
    if not any(page.words for page in reading.pages):
        check_paper(found, reading.pages)
        return Report(
            found.sorted(), {element: _SCANNED for element in ELEMENTS if element != "paper"}, reading.count, len(reading.pages), False
        )
    whole = structure(reading.pages)
    check_sheet(found, whole)
    check_head(found, whole)
    check_text(found, whole)
    check_end(found, whole)
    check_annexes(found, whole)
    skipped: dict[str, Said] = {}
    if not check_seal(found, whole):
        skipped["seal"] = _UNSEALED
    for element, there in (
        ("letter_subject" if whole.middle.title else "title", False),
        ("addressees", bool(whole.middle.addressees) or bool(whole.head.letter_subject)),
        ("secrecy", whole.head.secrecy is not None),
        ("urgency", whole.head.urgency is not None),
        ("circulation", bool(whole.marks.circulation)),
        ("drafter", bool(whole.ending.drafter)),
        ("address", bool(whole.marks.address)),
        ("copy", bool(whole.marks.copy)),
        ("annex", bool(whole.annex_lines)),
        ("page_number", len(reading.pages) > 1),
    ):
        if not there:
            skipped[element] = _ABSENT
    findings = found.sorted()
    told = {f.element for f in findings}
    return Report(findings, {k: v for k, v in skipped.items() if k not in told}, reading.count, len(reading.pages))
