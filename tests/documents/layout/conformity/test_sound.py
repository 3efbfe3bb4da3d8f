"""What the product lays out conforms: every type, subjects of any length, every part a document may have."""

from __future__ import annotations

import pytest

from tests.documents.layout.conformity.perturbed import ANNEXED, CHAPTERS, FULL, LETTER, LONG, ON, judged, laid, told
from tests.documents.layout.samples import BASES, TEXT, draft, long_table
from tinhso.documents.layout.content import Annex, Bullets, Content, Heading, Paragraph, Signer
from tinhso.documents.layout.render import render, render_preview
from tinhso.documents.types import ADMINISTRATIVE, DocumentType
from tinhso.signing.public import prepare

LENGTHS = (1, 3, 20, 45, 90)


@pytest.mark.parametrize("kind", ADMINISTRATIVE, ids=lambda t: t.code)
def test_every_type_with_subjects_of_five_lengths_conforms(kind: DocumentType) -> None:
    for words in LENGTHS:
        content = draft(kind.code, subject="Về việc " + "triển khai " * words) if kind.subject else draft(kind.code)
        report = judged(render(content, ON).pdf)
        assert report.findings == (), f"{words}: {told(report)}"
        assert report.conforms


SOUND: dict[str, Content] = {
    "all at once": FULL,
    "a letter": LETTER,
    "three pages": LONG,
    "chapters": CHAPTERS,
    "two annexes": ANNEXED,
    "a table over pages": draft("report", body=(Paragraph(TEXT), long_table(80), Paragraph(TEXT))),
    "a landscape annex of one table": draft("plan", annexes=(Annex("Danh mục", (long_table(60),), landscape=True),)),
    "a promulgated document": draft(
        "decision", annexes=(Annex("Công tác văn thư", (Heading("article", "Phạm vi", TEXT),), True, "Quy chế"),)
    ),
    "bullets": draft("notice", body=(Paragraph(TEXT), Bullets((TEXT, TEXT)))),
    "clauses of a line each": draft(
        "report", body=tuple(Heading("clause", str(i), f"Nhiệm vụ thứ {i} của kế hoạch công tác văn thư trong năm") for i in range(1, 70))
    ),
    "no superior": draft("report", superior=""),
    "a commune": draft("report", superior="", agency="Ủy ban nhân dân\nxã Đắk Pxi", place="Đắk Pxi"),
    "a long agency and place": draft(
        "report", agency="Chi cục Tiêu chuẩn Đo lường Chất lượng và Bảo vệ quyền lợi người tiêu dùng", place="Thành phố Hồ Chí Minh"
    ),
    "one addressee": draft("official_letter", addressees=("Sở Nội vụ",)),
    "addressees of two lines": draft("official_letter", addressees=("Ủy ban nhân dân các huyện, thị xã, thành phố " * 3, "Sở Nội vụ")),
    "another post": draft("report", signer=Signer(("TM. HỘI ĐỒNG", "CHỦ TỊCH"), "Trần Thị Bình", "Phó Chủ tịch UBND tỉnh")),
    "a lone base": draft("plan", bases=("Căn cứ Luật Lưu trữ",), body=(Paragraph("Sở phối hợp."),)),
    "text that begins as a base does": draft(
        "submission", bases=BASES[:2], body=(Paragraph(f"Thực hiện nhiệm vụ được giao. {TEXT}"), Paragraph(TEXT))
    ),
    "a drafter's sign without copies": draft("report", drafter="NVA"),
    "a title alone on its page": draft(
        "report", body=(Paragraph(TEXT),), recipients=tuple(f"Ủy ban nhân dân xã số {i}" for i in range(40))
    ),
    "express": draft("telegram", urgency="express", circulation="return_after_reading"),
    "very urgent letter": draft("official_letter", urgency="very_urgent"),
}


@pytest.mark.parametrize("name", SOUND)
def test_whatever_a_document_holds_it_conforms(name: str) -> None:
    report = judged(render(SOUND[name], ON).pdf)
    assert report.findings == (), told(report)


def test_number_and_date_filled_in_conform_too() -> None:
    assert judged(render_preview(FULL, 5, ON)).findings == ()


def test_the_places_kept_for_both_signatures_are_where_the_decree_wants_them() -> None:
    document = render(FULL, ON)
    report = judged(prepare(document.pdf, document.slots))
    assert report.findings == () and "seal" not in report.not_judged


@pytest.mark.parametrize("words", ['text(style: "italic", "(Đã ký)")', 'text(8pt, "Ký bởi: Sở Nội vụ")'])
def test_what_stands_in_the_room_of_the_signature_is_no_post_and_no_name(words: str) -> None:
    mark = 'mark("agency", seal, seal))'
    report = judged(laid(draft("report"), (mark, f"{mark}\n    place(center + horizon, {words})")))
    assert report.findings == (), told(report)


def test_what_a_document_has_not_is_said_and_not_judged() -> None:
    report = judged(render(draft("report"), ON).pdf)
    assert {"seal", "secrecy", "urgency", "circulation", "drafter", "address", "copy", "annex", "letter_subject"} <= set(report.not_judged)
    assert "title" not in report.not_judged and all(vi and en for vi, en in report.not_judged.values())
