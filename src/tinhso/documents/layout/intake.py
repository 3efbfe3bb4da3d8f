"""May this uploaded file become a draft's binding PDF or go along as an annex? Judged by content, never by its name.

A file is opened by the PDF engine only in a child process with limits on memory, time and files, so that a bomb ends there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tinhso.documents.layout import annexes
from tinhso.engines import confined
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import PDF, is_pdf

MIB = 1024 * 1024
MAX_BYTES = 100 * MIB
MAX_PAGES = 1000
LIMITS = confined.Limits(cpu=15, wall=60)


@dataclass(frozen=True, slots=True)
class Caution:
    """Nothing forbids it, but a person should look before saving."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """`media_type` by content; `pages`, `sizes` (points) and whether it is `signed` of a PDF, else 0, empty and False."""

    media_type: str
    pages: int = 0
    sizes: tuple[tuple[float, float], ...] = ()
    cautions: tuple[Caution, ...] = ()
    signed: bool = False

    @property
    def secrecy_mark(self) -> Caution | None:
        """The caution that it bears MẬT, TỐI MẬT or TUYỆT MẬT by itself."""
        return next((c for c in self.cautions if c.code == "secrecy_mark"), None)


def binding(data: bytes) -> Accepted:
    """Judge a PDF that is to be numbered and signed. Raises Refusal `intake.*`: empty, too_big, not_pdf, encrypted, signed,
    active_content, embedded_files, too_many_pages, too_heavy, broken."""
    _size(data)
    if not is_pdf(data):
        raise refuse(
            "not_pdf",
            "Tệp này không phải PDF. Văn bản để ký phải là PDF: trong Word chọn Lưu thành PDF rồi tải lên lại.",
            "This is not a PDF. The file to be signed must be one: save as PDF in Word and upload that.",
        )
    facts = _inspect(data)
    if facts["signed"]:
        raise refuse(
            "signed",
            "Tệp đã có chữ ký số; điền số và ký thêm sẽ làm hỏng chữ ký đó. Hãy tải lên bản chưa ký.",
            "The file is already signed; a number and further signatures would break that. Upload the unsigned one.",
        )
    for key, vi, en in (
        ("active_content", "mã lệnh hoặc lệnh mở chương trình", "scripts or launch actions"),
        ("embedded_files", "tệp nhúng bên trong", "embedded files"),
    ):
        if facts[key]:
            raise refuse(
                key,
                f"PDF có {vi}, không dùng làm văn bản ký số được. Hãy xuất lại từ Word hoặc in thành PDF.",
                f"The PDF holds {en} and cannot be signed as a document. Export it again or print it to PDF.",
            )
    sizes = tuple((float(w), float(h)) for w, h in facts["sizes"])
    cautions = [*_paper(sizes), *_marks(facts["marks"])]
    return Accepted(PDF, len(sizes), sizes, tuple(cautions))


def annex(data: bytes, name: str) -> Accepted:
    """Judge a file that goes along unaltered: .pdf .xlsx .docx .zip .csv .png .jpg. Raises Refusal `intake.*`."""
    _size(data)
    media_type = annexes.media_type(data, name)
    if media_type != PDF:
        return Accepted(media_type, cautions=tuple(_marks(annexes.marks(data, media_type))))
    facts = _inspect(data)
    if facts["active_content"]:
        raise refuse(
            "active_content",
            f"Tệp “{name}” có mã lệnh hoặc lệnh mở chương trình. Hãy xuất lại thành PDF thường.",
            f"“{name}” holds scripts or launch actions. Export it again as a plain PDF.",
        )
    sizes = tuple((float(w), float(h)) for w, h in facts["sizes"])
    return Accepted(media_type, len(sizes), sizes, tuple(_marks(facts["marks"])), facts["signed"])


def _size(data: bytes) -> None:
    if not data:
        raise refuse(
            "empty", "Tệp rỗng (0 byte). Hãy kiểm tra tệp gốc rồi tải lên lại.", "The file is empty (0 bytes). Check it and upload again."
        )
    if len(data) > MAX_BYTES:
        size = len(data) // MIB
        raise refuse(
            "too_big",
            f"Tệp {size} MB vượt giới hạn {MAX_BYTES // MIB} MB. Hãy giảm dung lượng hoặc tách thành nhiều tệp.",
            f"The file is {size} MB, above the limit of {MAX_BYTES // MIB} MB. Make it smaller or split it.",
        )


def _inspect(data: bytes) -> dict[str, Any]:
    """Facts about a PDF, gathered by `inspect_pdf` in a child that ends alone."""
    answer = confined.ask("tinhso.documents.layout.inspect_pdf:answer", b"%d\n" % MAX_PAGES + data, LIMITS)
    facts: dict[str, Any] = json.loads(answer) if answer else {"error": "too_heavy"}
    if "error" in facts:
        vi, en = _ERRORS[facts["error"]]
        raise refuse(facts["error"], vi, en)
    return facts


_ERRORS = {
    "encrypted": (
        "PDF đặt mật khẩu hoặc bị khóa quyền sửa. Hãy bỏ mật khẩu rồi tải lên lại.",
        "The PDF has a password or is locked. Remove it and upload again.",
    ),
    "broken": (
        "PDF hỏng, không mở được. Hãy xuất lại từ tệp gốc.",
        "The PDF is broken and cannot be opened. Export it again from its source.",
    ),
    "too_many_pages": (
        f"PDF có quá {MAX_PAGES} trang. Hãy tách phần sau thành phụ lục riêng.",
        f"The PDF has more than {MAX_PAGES} pages. Move the rest into separate annexes.",
    ),
    "too_heavy": (
        "Mở PDF tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng. Hãy xuất lại bản gọn hơn.",
        "Opening the PDF took too much memory or time and was stopped. Export a lighter one.",
    ),
}


def _paper(sizes: tuple[tuple[float, float], ...]) -> list[Caution]:
    odd = [i for i, (w, h) in enumerate(sizes, 1) if abs(min(w, h) - 595.3) > 6 or abs(max(w, h) - 841.9) > 6]
    if not odd:
        return []
    pages = ", ".join(map(str, odd[:10]))
    return [Caution("not_a4", f"Trang {pages} không phải khổ A4 (Phụ lục I.I.1).", f"Page {pages} is not A4 (Appendix I.I.1).")]


def _marks(marks: list[str]) -> list[Caution]:
    return [
        Caution(
            "secrecy_mark",
            f"Tệp có dấu “{mark}”. Văn bản mật không được đưa lên Hệ thống; hãy kiểm tra trước khi lưu.",
            f"The file bears the mark “{mark}”. State secrets must not enter the System; check before saving.",
        )
        for mark in marks
    ]


def refuse(code: str, vi: str, en: str, **context: Any) -> Refusal:
    return Refusal(f"intake.{code}", vi=vi, en=en, **context)
