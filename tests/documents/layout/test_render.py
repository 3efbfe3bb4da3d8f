"""Phụ lục I.I-IV: every type laid out, each element in its box."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from PIL import ImageChops

from tests.documents.layout.pdf import MM, fonts, from_top, has_ink, line_with, span
from tests.documents.layout.samples import DEPUTY, TEXT, draft, long_table
from tinhso.documents.layout.content import Annex, Bullets, Heading, Paragraph
from tinhso.documents.layout.render import render, render_preview
from tinhso.documents.types import ADMINISTRATIVE, BY_CODE, DocumentType
from tinhso.kit.errors import Refusal

ON = date(2020, 1, 5)


@pytest.mark.parametrize("kind", ADMINISTRATIVE, ids=lambda t: t.code)
def test_every_type_of_dieu_7_is_laid_out(kind: DocumentType) -> None:
    laid = render(draft(kind.code), ON)
    assert b"pdfaid:part>2<" in laid.pdf and b"pdfaid:conformance>B<" in laid.pdf
    assert fonts(laid.pdf) and all(name.startswith("LiberationSerif") for name in fonts(laid.pdf))
    assert laid.pages == 1
    with pypdfium2.PdfDocument(laid.pdf) as pdf:
        assert pdf[0].get_size() == pytest.approx((595.28, 841.89), abs=0.01)
    # Quốc hiệu top right, the agency top left, the name of the type in the middle (IV).
    nation = line_with(laid.pdf, "cộng hòa xã hội")
    left, right = span(nation, "cộng hòa xã hội chủ nghĩa việt nam")
    assert 105 < left < 120 and 185 < right <= 195.5 and 20 < from_top(nation) < 27
    left, right = span(line_with(laid.pdf, "sở thông tin và truyền thông"), "sở thông tin và truyền thông")
    assert left >= 30 and right < 108
    if kind.sample != "1.5":
        left, right = span(line_with(laid.pdf, kind.title), kind.title)
        assert (left + right) / 2 == pytest.approx(30 + 165 / 2, abs=1)
    else:
        assert from_top(line_with(laid.pdf, "v/v")) > from_top(line_with(laid.pdf, "số:"))
    # Nơi nhận at the left margin, on the line of the signer's authority (II.9.d).
    if kind.sample != "1.9":
        receivers = line_with(laid.pdf, "nơi nhận:")
        assert span(receivers, "nơi nhận:")[0] == pytest.approx(30, abs=0.5)
        assert "kt. giám đốc" in receivers.key
        assert span(receivers, "kt. giám đốc")[0] > 105


@pytest.mark.parametrize("kind", ADMINISTRATIVE, ids=lambda t: t.code)
def test_places_are_on_the_page_and_without_ink(kind: DocumentType) -> None:
    laid = render(draft(kind.code), ON)
    places = [laid.slots.number, laid.slots.day, laid.slots.month, laid.slots.person, laid.slots.agency]
    for box in places:
        assert 0 <= box.x0 < box.x1 <= 595 and 0 <= box.y0 < box.y1 <= 842
        assert not has_ink(laid.pdf, box)
    number, person, agency = laid.slots.number, laid.slots.person, laid.slots.agency
    line = line_with(laid.pdf, "số:")
    assert line.bottom - 3 <= number.y0 < number.y1 <= line.top + 3
    assert span(line, "số:")[1] * MM <= number.x0 + 3 and number.x1 <= span(line, "/")[0] * MM + 1
    # II.8.a: the seal in its real size over the left third of the signature.
    assert agency.x1 - agency.x0 == pytest.approx(36 * MM, abs=0.1)
    assert (agency.x1 - person.x0) / (person.x1 - person.x0) == pytest.approx(1 / 3, abs=0.01)


def test_place_line_shares_the_line_of_the_number() -> None:
    line = line_with(render(draft("official_letter"), ON).pdf, "số:")
    assert "an phú đông, ngày tháng năm 2020" in line.key and "/stttt-cntt" in line.key


def test_preview_fills_number_and_date_with_their_zeros() -> None:
    preview = render_preview(draft("decision"), 5, date(2020, 1, 5))
    line = line_with(preview, "số:")
    assert "số: 05/qđ-stttt" in line.key and "ngày 05 tháng 01 năm 2020" in line.key


def test_page_number_from_page_2_in_the_top_margin_and_each_annex_apart() -> None:
    content = draft("report", body=(Paragraph(TEXT),) * 30, annexes=(Annex("Danh mục", (long_table(90),)),) * 2)
    laid = render(content, ON)
    numbers = []
    with pypdfium2.PdfDocument(laid.pdf) as pdf:
        for page in pdf:
            text = page.get_textpage().get_text_bounded(left=290, right=345, bottom=842 - 20 * MM).strip()
            numbers.append(text)
    firsts = [i for i, number in enumerate(numbers) if number == ""]
    assert len(firsts) == 3 and firsts[0] == 0
    ends = [*firsts[1:], len(numbers)]
    for start, end in zip(firsts, ends, strict=True):
        assert numbers[start + 1 : end] == [str(i) for i in range(2, end - start + 1)]
        assert end - start >= 2
    assert laid.pages == len(numbers)
    assert "Phụ lục II" in laid.text


@pytest.mark.parametrize(
    ("urgency", "words", "width"), [("urgent", "KHẨN", 20), ("very_urgent", "THƯỢNG KHẨN", 40), ("express", "HỎA TỐC", 30)]
)
def test_urgency_stamp_is_bright_red_and_of_the_decree_s_size(urgency: str, words: str, width: int) -> None:
    pdf = render(draft("official_letter", urgency=urgency), ON).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=8).to_pil().convert("RGB")
    green = image.getchannel("G").point(lambda v: 255 if v < 60 else 0)
    red = image.getchannel("R").point(lambda v: 255 if v > 250 else 0)
    box = ImageChops.multiply(red, green).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 8 / MM == pytest.approx(width, abs=0.6)
    assert (box[3] - box[1]) / 8 / MM == pytest.approx(8, abs=0.6)
    assert words.lower() in line_with(pdf, words).key


def test_circulation_mark_stands_in_the_top_margin_right_of_the_middle() -> None:
    line = line_with(render(draft("notice", circulation="internal"), ON).pdf, "lưu hành nội bộ")
    left, right = span(line, "lưu hành nội bộ")
    assert 7 < from_top(line) < 18 and left > 122 and right < 172


def test_several_addressees_have_their_dashes_under_the_colon() -> None:
    pdf = render(draft("official_letter"), ON).pdf
    colon = span(line_with(pdf, "kính gửi:"), "kính gửi:")[1]
    first, second = line_with(pdf, "- các sở, ban, ngành;"), line_with(pdf, "- ủy ban nhân dân các huyện.")
    assert span(first, "-")[0] == pytest.approx(colon - 1, abs=1) and span(second, "-")[0] == span(first, "-")[0]
    single = render(draft("official_letter", addressees=("Sở Nội vụ",)), ON).pdf
    assert "kính gửi: sở nội vụ" in line_with(single, "kính gửi").key


@pytest.mark.parametrize("code", ["decision", "report"])
def test_bases_typed_bare_stand_as_in_the_samples(code: str) -> None:
    typed = ("Luật Công nghệ thông tin", "Căn cứ Nghị định số 30/2020/NĐ-CP", "Theo đề nghị của Chánh Văn phòng")
    text = " ".join(render(draft(code, bases=typed), ON).text.split())
    assert "Căn cứ Luật Công nghệ thông tin; Căn cứ Nghị định số 30/2020/NĐ-CP; Theo đề nghị của Chánh Văn phòng." in text


def test_text_ends_with_the_closing_mark_and_lists_are_punctuated() -> None:
    text = " ".join(render(draft("decision"), ON).text.split())
    assert "trước ngày 15 hằng tháng./." in text and "- Lưu: VT, CNTT." in text
    assert "2015;" in text and "Chánh Văn phòng Sở." in text


@pytest.mark.parametrize("words", [3, 20, 60, 120, 240])
def test_subjects_of_any_length_stay_inside_the_margins(words: int) -> None:
    for code in ("official_letter", "decision"):
        laid = render(draft(code, subject="Về việc " + "triển khai " * words), ON)
        with pypdfium2.PdfDocument(laid.pdf) as pdf:
            text = pdf[0].get_textpage()
            boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
        assert min(b[0] for b in boxes) >= 30 * MM - 1 and max(b[2] for b in boxes) <= 195 * MM + 1
        assert not has_ink(laid.pdf, laid.slots.agency)


def test_a_signature_never_comes_alone_onto_a_page() -> None:
    for count in range(6, 16):
        laid = render(draft("report", body=(Paragraph(TEXT),) * count), ON)
        if laid.slots.person.page:
            assert line_with(laid.pdf, "hằng tháng./.", laid.slots.person.page)


HOSTILE = ("#panic()", "- gạch", "*đậm*", "$x^2$", "\"ngoặc\" 'đơn'", "= tiêu đề", "\\ // /* @a <b> `c` ~ -- ...", "#let x = 1; [a](b)")


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_data_and_print_as_they_are(words: str) -> None:
    content = draft(
        "decision",
        subject=words,
        agency=words,
        place=words,
        body=(Heading("clause", text=words), Bullets((words, words)), Paragraph(words)),
    )
    text = render(content, ON).text.replace("\r\n", " ").replace("\n", " ")
    assert text.count(words) >= 3


def test_decomposed_text_is_composed_so_that_search_finds_it() -> None:
    import unicodedata

    laid = render(draft("report", subject=unicodedata.normalize("NFD", "Về việc thưởng Tết")), ON)
    assert "Về việc thưởng Tết" in laid.text


def test_a_letter_the_font_lacks_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as refused:
        render(draft("report", subject="Họp 日"), ON)
    assert refused.value.code == "layout.missing_glyph" and "日" in refused.value.vi and "U+65E5" in refused.value.en


def test_metadata_carries_the_passed_date() -> None:
    assert b"2020-01-05" in render(draft("report"), ON).pdf


@pytest.mark.parametrize(
    ("field", "code"), [("agency", "agency"), ("subject", "subject"), ("body", "body"), ("addressees", "addressees"), ("place", "place")]
)
def test_a_missing_element_is_named_with_its_article(field: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        render(draft("official_letter", **{field: () if field in ("body", "addressees") else " "}), ON)
    assert refused.value.code == f"layout.missing.{code}" and "Nghị định 30/2020" in refused.value.vi


def test_signer_without_title_and_symbol_without_spaces() -> None:
    for changes, code in (
        ({"symbol": "QĐ - STTTT"}, "layout.symbol_shape"),
        ({"signer": type(DEPUTY)(DEPUTY.authority, "TS. Trần Thị Bình")}, "layout.signer_title"),
    ):
        with pytest.raises(Refusal) as refused:
            render(draft("decision", **changes), ON)
        assert refused.value.code == code


def test_decision_promulgating_a_document_lays_it_in_the_same_file() -> None:
    promulgated = Annex(
        "Công tác văn thư",
        (Heading("chapter", "Quy định chung"), Heading("article", "Phạm vi", TEXT)),
        promulgates=True,
        type_name="Quy chế",
    )
    text = render(draft("decision", annexes=(promulgated,)), ON).text
    assert "QUY CHẾ" in text and "Chương I" in text and "QUY ĐỊNH CHUNG" in text and "Kèm theo Quyết định số" in text
    assert BY_CODE["decision"].sample == "1.2"


def test_threads_lay_out_side_by_side_without_mixing_words() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def one(i: int) -> bool:
        laid = render(draft("report", subject=f"Việc số {i} của luồng"), ON)
        return f"Việc số {i} của luồng" in laid.text

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(one, range(40)))
