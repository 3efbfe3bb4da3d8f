"""Finds the places of number, date and signatures in a PDF made elsewhere, as nine of ten are, from Word.

Anchors: `Số:` and the `/` after it; the line `…, ngày … tháng … năm …`; the signer's post and, below it, the name.
What is not found is left to be dragged by hand (`slots_from_mm`); nothing is guessed from page proportions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

import pypdfium2

from tinhso.documents.layout.words import PDFIUM, Line, page_lines
from tinhso.kit.errors import Refusal
from tinhso.kit.text import compare_key
from tinhso.signing.fields import MM, Box, Slots, seal_box

HEIGHT = 1.107 * 13  # a line of 13 points, from descent to ascent
_NUMBER = re.compile(r"(?<!\w)số\s*:(?P<room>[^/]*)/")
_DATE = re.compile(r"ngày(?P<day>[^\w]*\d*[^\w]*)tháng(?P<month>[^\w]*\d*[^\w]*)năm")
_BLANK = re.compile(r"[\s._…·,\-]*")


@dataclass(frozen=True, slots=True)
class Found:
    """Boxes in PDF points, None where the reader must drag; `problems` are the sentences to show beside the page."""

    number: Box | None = None
    day: Box | None = None
    month: Box | None = None
    person: Box | None = None
    agency: Box | None = None
    problems: tuple[Refusal, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(f.name for f in fields(self) if f.name != "problems" and getattr(self, f.name) is None)

    @property
    def slots(self) -> Slots | None:
        """All five places, or None while one is missing."""
        if self.number and self.day and self.month and self.person and self.agency:
            return Slots(self.number, self.day, self.month, self.person, self.agency)
        return None


def find(pdf: bytes, signer_post: str, signer_name: str) -> Found:
    """The places in `pdf` for a signer of that post and name; the file must have passed `intake` already."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        pages = [page_lines(document, i) for i in range(len(document))]
        sizes = [document[i].get_size() for i in range(len(document))]
    problems: list[Refusal] = []
    number = _number(pages[0], problems)
    day, month = _date(pages[0], problems)
    person, agency = _signature(pages, sizes, signer_post, signer_name)
    found = Found(number, day, month, person, agency)
    # A place whose trouble is already told (typed, dotted, narrow) wants a better file, not a frame over it.
    told = {problem.context["place"] for problem in problems}
    if left := tuple(name for name in found.missing if name not in told):
        problems.append(_not_found(left))
    return Found(number, day, month, person, agency, tuple(problems))


def check_head(pdf: bytes, year: int, signer_name: str) -> None:
    """What a file made elsewhere prints must agree with what will be filled in and signed.

    Raises Refusal `anchors.already_typed`, `anchors.year` or `anchors.other_signer` (a file without any text is not judged).
    """
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        pages = [page_lines(document, i) for i in range(len(document))]
    problems: list[Refusal] = []
    _number(pages[0], problems)
    _date(pages[0], problems)
    for problem in problems:
        if problem.code == "anchors.already_typed":
            raise problem
    printed = _year(pages[0])
    if printed is not None and printed != year:
        raise Refusal(
            "anchors.year",
            vi=f"Tệp ghi năm {printed} nhưng văn bản được cấp số trong năm {year} (Điều 15.1). Sửa năm trong Word và xuất lại PDF.",
            en=f"The file prints the year {printed} but is numbered in {year} (Article 15.1). Correct the year and export again.",
            place="day",
        )
    text = compare_key(" ".join(line.key for lines in pages for line in lines))
    if text and compare_key(signer_name) not in text:
        raise Refusal(
            "anchors.other_signer",
            vi=f"Tệp không ghi tên người ký {signer_name} (Phụ lục I.II.7). Chọn đúng người ký, hoặc sửa tên trong Word và xuất lại PDF.",
            en=f"The file does not name the signer {signer_name} (Appendix I.II.7). Choose the right signer, or correct the name and export again.",
            place="person",
        )


def _year(lines: list[Line]) -> int | None:
    for line in lines[:25]:
        hit = _DATE.search(line.key)
        if hit and "," in line.key[: hit.start()] and len(line.key) - hit.end() < 12:
            digits = re.search(r"\d{4}", line.key[hit.end() :])
            return int(digits[0]) if digits else None
    return None


def _number(lines: list[Line], problems: list[Refusal]) -> Box | None:
    for line in lines[:25]:
        if hit := _NUMBER.search(line.key):
            return _room(line, *hit.span("room"), 18, "number", problems)
    return None


def _date(lines: list[Line], problems: list[Refusal]) -> tuple[Box | None, Box | None]:
    for line in lines[:25]:
        hit = _DATE.search(line.key)
        # The place line ends with the year; a date inside the text goes on.
        if hit and "," in line.key[: hit.start()] and len(line.key) - hit.end() < 12:
            day, month = (_room(line, *hit.span(part), 9, part, problems) for part in ("day", "month"))
            return day, month
    return None, None


_NAMES = {
    "number": ("số văn bản", "the number"),
    "day": ("ngày", "the day"),
    "month": ("tháng", "the month"),
    "person": ("chữ ký của người có thẩm quyền", "the signer's signature"),
    "agency": ("chữ ký số của cơ quan", "the agency's seal"),
}


def _room(line: Line, start: int, end: int, least: float, name: str, problems: list[Refusal]) -> Box | None:
    """The room between two anchors, `least` points wide at least; what stands in it already is said."""
    vi, en = _NAMES[name]
    inside = line.key[start:end]
    if not _BLANK.fullmatch(inside):
        problems.append(
            Refusal(
                "anchors.already_typed",
                vi=f"Tệp đã ghi sẵn {vi} “{inside.strip(' .…')}”. Hãy để trống chỗ đó trong Word và xuất lại PDF: "
                "số và ngày do Hệ thống cấp (Điều 15.3).",
                en=f"{en.capitalize()} “{inside.strip(' .…')}” is already typed. Leave it blank in Word and export again: "
                "the System gives number and date (Điều 15.3).",
                place=name,
            )
        )
        return None
    x0, x1 = line.right_of(start), line.left_of(end)
    # Dots printed in the room would show through the figures; a room too narrow would cut them.
    dotted = bool(inside.strip())
    if dotted or x1 - x0 < least:
        problems.append(
            Refusal(
                "anchors.dotted" if dotted else "anchors.too_narrow",
                vi=f"Chỗ ghi {vi} {'có dấu chấm' if dotted else 'quá hẹp'}; hãy thay bằng khoảng trắng đủ rộng rồi xuất lại PDF.",
                en=f"The room for {en} {'has dots in it' if dotted else 'is too narrow'}; use wide blanks and export again.",
                place=name,
            )
        )
        return None
    return Box(line.page, x0 + 0.5, line.bottom, x1 - 0.5, line.bottom + HEIGHT)


def _signature(pages: list[list[Line]], sizes: list[tuple[float, float]], post: str, name: str) -> tuple[Box | None, Box | None]:
    """Between the post and the name below it; searched from the end, for names stand in the text too."""
    post_key, name_key = compare_key(post), compare_key(name)
    if not post_key or not name_key:
        return None, None
    for lines, (width, _) in zip(reversed(pages), reversed(sizes), strict=True):
        for low in reversed(lines):
            at = low.key.rfind(name_key)
            if at < 0:
                continue
            low_x0, low_x1 = low.left_of(at), low.right_end(at + len(name_key))
            for high in reversed([x for x in lines if x.bottom > low.top]):
                start = high.key.rfind(post_key)
                if start < 0 or (start and high.key[start - 1].isalnum()):
                    continue
                x0, x1 = high.left_of(start), high.right_end(start + len(post_key))
                gap = high.bottom - low.top
                # The name is centred under the post (II.7.đ); a mention in the text is not, and leaves no room.
                if abs((x0 + x1) - (low_x0 + low_x1)) / 2 < 20 * MM and 12 * MM <= gap <= 70 * MM:
                    return _boxes(low.page, (low_x0 + low_x1) / 2, low.top, high.bottom, width)
    return None, None


def _boxes(page: int, centre: float, bottom: float, top: float, width: float) -> tuple[Box, Box]:
    """Signature centred between post and name; the seal in its real size over its left third (II.8.a)."""
    half = min(25 * MM, width - centre - 5 * MM)
    height = min(top - bottom - 2, 25 * MM)
    middle = (bottom + top) / 2
    person = Box(page, centre - half, middle - height / 2, centre + half, middle + height / 2)
    return person, seal_box(person)


def _not_found(missing: tuple[str, ...]) -> Refusal:
    return Refusal(
        "anchors.not_found",
        vi=f"Không tự tìm thấy chỗ của: {', '.join(_NAMES[m][0] for m in missing)}. Hãy kéo khung vào đúng chỗ trên trang.",
        en=f"Not found by itself: {', '.join(_NAMES[m][1] for m in missing)}. Drag the frame to its place on the page.",
        missing=missing,
    )


# Least and greatest width and height in mm of a place dragged by hand.
_SIZES = {
    "number": (6, 40, 4, 12),
    "day": (3, 20, 4, 12),
    "month": (3, 20, 4, 12),
    "person": (15, 90, 8, 60),
    "agency": (20, 60, 20, 60),
}


def slots_from_mm(places: Mapping[str, tuple[int, float, float, float, float]], pages: list[tuple[float, float]]) -> Slots:
    """Places dragged on the screen: name → (page from 0, left, top, width, height) in mm from the page's top left.

    `pages`: width and height of each page in points. Raises Refusal naming the place that is missing, off the page,
    of a senseless size, or laid over another of number, day, month.
    """
    boxes: dict[str, Box] = {}
    for name, (least_w, most_w, least_h, most_h) in _SIZES.items():
        vi, en = _NAMES[name]
        if name not in places:  # dragged where no page is: what is posted is no place
            raise _bad("off_page", f"Khung {vi} nằm ngoài trang", f"The frame of {en} lies outside the page", name)
        page, left, top, width, height = places[name]
        if not 0 <= page < len(pages):
            raise _bad("off_page", f"Khung {vi} nằm ngoài văn bản", f"The frame of {en} is on no page of the file", name)
        if not (least_w <= width <= most_w and least_h <= height <= most_h):
            size = f"{least_w}-{most_w} × {least_h}-{most_h} mm"
            raise _bad("size", f"Khung {vi} phải rộng, cao trong khoảng {size}", f"The frame of {en} must measure {size}", name)
        page_w, page_h = pages[page]
        box = Box(page, left * MM, page_h - (top + height) * MM, (left + width) * MM, page_h - top * MM)
        if box.x0 < 0 or box.y0 < 0 or box.x1 > page_w or box.y1 > page_h:
            raise _bad("off_page", f"Khung {vi} vượt ra ngoài mép trang", f"The frame of {en} runs over the page's edge", name)
        boxes[name] = box
    written = [(n, boxes[n]) for n in ("number", "day", "month")]
    for i, (first, a) in enumerate(written):
        for second, b in written[i + 1 :]:
            if a.page == b.page and a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1:
                vi = f"Khung {_NAMES[first][0]} và khung {_NAMES[second][0]} chồng lên nhau"
                raise _bad("overlap", vi, f"The frames of {_NAMES[first][1]} and {_NAMES[second][1]} overlap", second)
    return Slots(**boxes)


def _bad(code: str, vi: str, en: str, place: str) -> Refusal:
    return Refusal(f"anchors.{code}", vi=f"{vi}; hãy kéo lại.", en=f"{en}; drag it again.", place=place)
