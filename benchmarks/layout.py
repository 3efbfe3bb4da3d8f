"""Claim: laying a document out costs at most 1.3 times bare `typst.compile` of the same source and data.

Run: `python benchmarks/layout.py`. Exit 1 when the claim fails. Every round has new words, so nobody answers from memory.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import date

import typst
from _bench import SMOKE, verdict

from tinhso.documents.layout.content import Content, Heading, Paragraph, Signer
from tinhso.documents.layout.data import template_data
from tinhso.documents.layout.engine import FONTS, TEMPLATES
from tinhso.documents.layout.render import render

ROUNDS, LIMIT, ON = 2 if SMOKE else 60, 1.3, date(2020, 1, 5)
WORDS = "Thực hiện kế hoạch đã được phê duyệt, Sở đề nghị các cơ quan rà soát và báo cáo kết quả trước ngày 15 hằng tháng. "


def draft(i: int) -> Content:
    body = [Heading("clause", text=f"Việc {i}.{k}. " + WORDS * 3) for k in range(8)]
    return Content(
        type="official_letter", symbol="/STTTT-CNTT", year=2020, superior="UBND tỉnh An Phú Đông",
        agency="Sở Thông tin và Truyền thông", place="An Phú Đông", subject=f"thực hiện đợt {i}",
        signer=Signer(("GIÁM ĐỐC",), "Nguyễn Văn An"), body=(Paragraph(WORDS + str(i)), *body),
        addressees=("Các sở, ban, ngành", "Ủy ban nhân dân các huyện"), recipients=("Như trên",), archive=("VT", "CNTT"),
    )  # fmt: skip


def bare(data: str) -> None:
    typst.compile(
        str(TEMPLATES / "document.typ"), root=str(TEMPLATES), font_paths=FONTS, ignore_system_fonts=True,
        format="pdf", pdf_standards="a-2b", sys_inputs={"data": data},
    )  # fmt: skip


def main() -> int:
    ours: list[float] = []
    peer: list[float] = []
    for i in range(ROUNDS + 5):
        data = json.dumps(template_data(draft(2 * i), ON), ensure_ascii=False)
        content = draft(2 * i + 1)
        for times, work in ((peer, lambda d=data: bare(d)), (ours, lambda c=content: render(c, ON))):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    a, b = statistics.median(ours[5:]), statistics.median(peer[5:])
    print(f"layout: ours {a * 1e3:.2f} ms, bare typst {b * 1e3:.2f} ms, ratio {a / b:.2f} (limit {LIMIT}), {ROUNDS} rounds interleaved")
    return verdict(a / b, LIMIT)


if __name__ == "__main__":
    sys.exit(main())
