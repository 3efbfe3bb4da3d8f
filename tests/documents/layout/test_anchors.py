"""Word-like PDFs: the places of number, date and signatures are found, or left to be dragged."""

from __future__ import annotations

import json
from datetime import date

import pytest
import typst

from tests.documents.layout.pdf import has_ink
from tests.documents.layout.samples import draft
from tinhso.documents.layout.anchors import find, slots_from_mm
from tinhso.documents.layout.engine import FONTS
from tinhso.documents.layout.render import render, render_preview
from tinhso.kit.errors import Refusal
from tinhso.signing.fields import MM

# Written as Word writes: a two-column table at the head, blanks by spaces, the signature by empty lines, text all over.
WORD = """
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (top: 25mm, bottom: 20mm, left: 35mm, right: 15mm))
#set text(font: "Liberation Serif", size: d.size * 1pt)
#set document(date: datetime(year: 2020, month: 1, day: 5))
#let blank(n) = box(width: n * 0.25em)
#table(columns: (1fr, 1.4fr), stroke: none, align: center,
  [UBND TỈNH AN PHÚ ĐÔNG \\ *SỞ Y TẾ*], [*CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*],
  [Số: #d.number#blank(d.room)/#d.symbol], [_An Phú Đông, ngày #d.day#blank(d.room / 2)tháng #d.month#blank(d.room / 2)năm #(d.year)_])
#align(center)[*BÁO CÁO* \\ *Kết quả công tác*]
Thực hiện Công văn số: 12/UBND-VX ngày 03 tháng 01 năm 2020, Giám đốc Sở báo cáo như sau.
#for i in range(d.paragraphs) [#par[Đoạn #i. Theo ý kiến của #d.name, Giám đốc Sở Y tế, công việc đã hoàn thành đúng thời hạn.]]
#table(columns: (1fr, 1fr), stroke: none,
  [_*Nơi nhận:*_ \\ - Như trên; \\ - Lưu: VT.],
  align(center)[#upper(d.post).split("|").map(p => [*#p*]).join(linebreak()) #v(d.sign * 1mm) *#d.name*])
"""


def word_pdf(**changes: object) -> bytes:
    data: dict[str, object] = {
        "size": 13, "number": "", "day": "", "month": "", "room": 10, "symbol": "BC-SYT", "paragraphs": 3,
        "name": "Nguyễn Thị Hòa", "post": "KT. Giám đốc|Phó giám đốc", "sign": 28, "year": 2020,
    }  # fmt: skip
    pdf = typst.compile(
        WORD.encode(), font_paths=FONTS, ignore_system_fonts=True, format="pdf",
        sys_inputs={"data": json.dumps(data | changes)},
    )  # fmt: skip
    assert isinstance(pdf, bytes)
    return pdf


@pytest.mark.parametrize("size", [12, 13, 14])
@pytest.mark.parametrize("paragraphs", [1, 30, 60])
@pytest.mark.parametrize("name", ["Nguyễn Thị Hòa", "Nguyễn Thị Hoà"])
def test_places_in_a_word_file_are_found(size: int, paragraphs: int, name: str) -> None:
    pdf = word_pdf(size=size, paragraphs=paragraphs, name=name)
    found = find(pdf, "Phó Giám đốc", "Nguyễn Thị Hòa")
    assert not found.problems, [p.vi for p in found.problems]
    slots = found.slots
    assert slots is not None
    for box in (slots.number, slots.day, slots.month, slots.person):
        assert not has_ink(pdf, box)
    assert slots.person.width > 30 * MM and slots.agency.x1 < slots.person.x1


def test_places_agree_with_those_our_own_layout_reserved() -> None:
    for code in ("official_letter", "decision", "report", "leave_permit"):
        laid = render(draft(code), date(2020, 1, 5))
        found = find(laid.pdf, "PHÓ GIÁM ĐỐC", "Trần Thị Bình").slots
        assert found is not None
        for ours, theirs in ((laid.slots.number, found.number), (laid.slots.day, found.day), (laid.slots.person, found.person)):
            assert theirs.page == ours.page
            assert theirs.x0 == pytest.approx(ours.x0, abs=5) and theirs.y0 == pytest.approx(ours.y0, abs=5)


def test_a_number_or_date_already_typed_is_said_and_not_covered() -> None:
    found = find(word_pdf(number="15", day="05", month="01"), "Phó Giám đốc", "Nguyễn Thị Hòa")
    assert found.missing == ("number", "day", "month") and found.slots is None
    assert [p.code for p in found.problems] == ["anchors.already_typed"] * 3
    assert "“15”" in found.problems[0].vi and "Điều 15.3" in found.problems[0].vi
    preview = render_preview(draft("report"), 7, date(2020, 3, 5))
    assert "anchors.already_typed" in {p.code for p in find(preview, "PHÓ GIÁM ĐỐC", "Trần Thị Bình").problems}


def test_dots_and_narrow_rooms_are_said() -> None:
    assert "anchors.dotted" in {p.code for p in find(word_pdf(number="....."), "Phó Giám đốc", "Nguyễn Thị Hòa").problems}
    assert "anchors.too_narrow" in {p.code for p in find(word_pdf(room=2), "Phó Giám đốc", "Nguyễn Thị Hòa").problems}


def test_what_is_not_found_is_left_to_be_dragged() -> None:
    found = find(word_pdf(), "Chủ tịch", "Người khác")
    assert found.missing == ("person", "agency") and found.number is not None
    assert [p.code for p in found.problems] == ["anchors.not_found"]


PAGES = [(595.28, 841.89)]
PLACES = {
    "number": (0, 45, 40, 12, 6),
    "day": (0, 140, 40, 8, 6),
    "month": (0, 160, 40, 8, 6),
    "person": (0, 120, 200, 50, 25),
    "agency": (0, 100, 195, 36, 36),
}


def test_dragged_places_turn_from_mm_at_the_top_to_points_at_the_bottom() -> None:
    slots = slots_from_mm(PLACES, PAGES)
    number = slots.number
    expected = (45 * MM, 841.89 - 46 * MM, 57 * MM, 841.89 - 40 * MM)
    assert (number.x0, number.y0, number.x1, number.y1) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "place", "code"),
    [
        ("number", (0, 205, 40, 12, 6), "anchors.off_page"),
        ("person", (1, 120, 200, 50, 25), "anchors.off_page"),
        ("day", (0, 50, 41, 8, 6), "anchors.overlap"),
        ("month", (0, 160, 40, 1, 6), "anchors.size"),
        ("agency", (0, -1, 195, 36, 36), "anchors.off_page"),
    ],
)
def test_dragged_places_are_checked(name: str, place: tuple[int, float, float, float, float], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        slots_from_mm(PLACES | {name: place}, PAGES)
    assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        slots_from_mm({k: v for k, v in PLACES.items() if k != name}, PAGES)
    assert refused.value.code == "anchors.off_page" and "Không tự tìm" not in refused.value.vi
