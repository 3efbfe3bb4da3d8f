"""The door for a file of either kind, told apart by its content."""

from __future__ import annotations

from tinhso.documents.layout.conformity.docx import judge_docx
from tinhso.documents.layout.conformity.findings import Report
from tinhso.documents.layout.conformity.judge import judge_pdf
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import PDF, ZIP, kind_of


def judge_file(data: bytes) -> Report:
    """A PDF, or page set-up and styles of a .docx, against Phụ lục I.

    Raises Refusal `conformity.kind` of anything else, and those of `judge_pdf` and `judge_docx`.
    """
    kind = kind_of(data)
    if kind == PDF:
        return judge_pdf(data)
    if kind == ZIP:
        return judge_docx(data)
    raise Refusal(
        "conformity.kind",
        vi="Tệp này không phải PDF hay .docx nên không xét thể thức được. Hãy xuất văn bản thành PDF.",
        en="This is neither a PDF nor a .docx, so its form cannot be judged. Export the document as a PDF.",
    )
