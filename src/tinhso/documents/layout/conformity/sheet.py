"""The whole sheet (I): paper, margins, font, colour, page numbers; and what stands in the margins (10-14)."""

from __future__ import annotations

from tinhso.documents.layout.conformity.findings import Findings, Said, joined, number, span
from tinhso.documents.layout.conformity.law import CIRCULATION, MARGINS, SECRECY, STAMP_HEIGHT, STAMPS, in_times, is_a4
from tinhso.documents.layout.conformity.lines import Line, around_lines
from tinhso.documents.layout.conformity.margin_marks import value
from tinhso.documents.layout.conformity.page import MM, Frame, Page, Word
from tinhso.documents.layout.conformity.structure import Structure
from tinhso.documents.layout.conformity.style import check_style
from tinhso.documents.layout.conformity.text import tables

_SLACK = 0.7  # mm: a slanted letter leans over its edge
_SIDES = ("top", "bottom", "left", "right")


def check_sheet(found: Findings, whole: Structure) -> None:
    check_paper(found, whole.pages)
    _margins(found, whole)
    _type(found, whole)
    _page_numbers(found, whole)
    _stamps(found, whole)
    _foot(found, whole)


def check_paper(found: Findings, pages: tuple[Page, ...]) -> None:
    for i, page in enumerate(pages):
        if not is_a4(page.width / MM, page.height / MM):
            size = (
                f"{number(page.width / MM, '')[0]} x {number(page.height / MM, 'mm')[0]}",
                f"{page.width / MM:.0f} x {page.height / MM:.0f} mm",
            )
            found.add("paper", "size", size, ("A4, 210 x 297 mm",) * 2, i, (0, 0, page.width, page.height))
        elif page.width > page.height and not _tabled(pages, i):
            found.add(
                "direction",
                "landscape",
                ("trang ngang không có bảng", "a landscape page without a table"),
                ("theo chiều dài khổ A4", "portrait A4"),
                i,
                (0, 0, page.width, page.height),
            )


def _tabled(pages: tuple[Page, ...], i: int) -> bool:
    """A table on this page or on one of the landscape pages that it continues or that continue it."""
    first = last = i
    while first > 0 and pages[first - 1].width > pages[first - 1].height:
        first -= 1
    while last + 1 < len(pages) and pages[last + 1].width > pages[last + 1].height:
        last += 1
    return any(tables(page) for page in pages[first : last + 1])


def _margins(found: Findings, whole: Structure) -> None:
    texts = [[w for w in page.words if w not in whole.marks.taken[i]] for i, page in enumerate(whole.pages)]
    for i, (page, words) in enumerate(zip(whole.pages, texts, strict=True)):
        # The address belongs to the area of the text.
        words = words + [w for line in whole.marks.address if i == 0 for w in line.words]
        if not words:
            continue
        edges = {
            "top": page.height - max(w.top for w in words), "bottom": min(w.bottom for w in words),
            "left": min(w.x0 for w in words), "right": page.width - max(w.edge for w in words),
        }  # fmt: skip
        for side in _SIDES:
            least = MARGINS[side][0]
            if edges[side] / MM < least - _SLACK:
                _margin(found, side, edges[side], i, _beyond(side, least, page, words))
    _wide(found, whole, texts)


def _wide(found: Findings, whole: Structure, texts: list[list[Word]]) -> None:
    """Too much room is told only where enough was written to reach the margin."""
    portrait = [(p, t) for p, t in zip(whole.pages, texts, strict=True) if t and p.width < p.height]
    long = [line for line in (*whole.body, *whole.middle.bases) if line.width > whole.pages[0].width * 0.6 and line.page < len(whole.pages)]
    if len(long) >= 2:
        left = min(w.x0 for _, words in portrait for w in words) if portrait else 0
        if left / MM > MARGINS["left"][1] + _SLACK:
            _margin(found, "left", left, 0, around_lines(long[:1]))
        right = min((page.width - max(w.edge for w in words) for page, words in portrait), default=0)
        if right / MM > MARGINS["right"][1] + _SLACK:
            _margin(found, "right", right, 0, around_lines(long[:1]))
    if texts and texts[0]:
        page = whole.pages[0]
        top = page.height - max(w.top for w in texts[0])
        if top / MM > MARGINS["top"][1] + _SLACK:
            _margin(found, "top", top, 0, max(texts[0], key=lambda w: w.top).box)


def _margin(found: Findings, side: str, measured: float, page: int, box: tuple[float, float, float, float] | None) -> None:
    off: Said = ("chữ ra ngoài mép giấy", "text runs off the sheet")
    found.add(f"margin_{side}", "range", number(measured / MM, "mm") if measured > 0 else off, span(*MARGINS[side], "mm"), page, box)


def _beyond(side: str, least: float, page: Page, words: list[Word]) -> tuple[float, float, float, float]:
    """The word that goes farthest into the margin."""
    ask = {"top": lambda w: w.top, "bottom": lambda w: -w.bottom, "left": lambda w: -w.x0, "right": lambda w: w.edge}[side]
    return max(words, key=ask).box


def _type(found: Findings, whole: Structure) -> None:
    # Stamps have inks of their own (III.2).
    stamps = {word for line in (whole.head.urgency, whole.head.secrecy) if line is not None for word in line.words}
    for i, page in enumerate(whole.pages):
        for word in page.words:
            if not in_times(word.font) and any(c.isalnum() for c in word.text):
                found.add("family", "face", (f"phông “{word.font}”", f"font “{word.font}”"), ("Times New Roman",) * 2, i, word.box)
            dark = max(word.ink >> 16, word.ink >> 8 & 255, word.ink & 255) <= 64
            if not dark and not (i == 0 and word in stamps):
                found.add("ink", "colour", (f"màu #{word.ink:06x}", f"colour #{word.ink:06x}"), ("màu đen", "black"), i, word.box)


def _page_numbers(found: Findings, whole: Structure) -> None:
    start = 0
    for i, line in enumerate(whole.marks.numbers):
        page = whole.pages[i]
        if i in whole.starts:
            start = i
            if line is not None:
                found.add(
                    "page_number",
                    "first",
                    (f"trang đầu ghi số {line.text}", f"page 1 shows {line.text}"),
                    ("không hiển thị số trang thứ nhất", "no number on the first page"),
                    i,
                    line.box,
                )
            continue
        expected = i - start + 1
        if line is None:
            if page.words:
                found.add(
                    "page_number",
                    "missing",
                    (f"trang {expected} không có số", f"page {expected} has no number"),
                    ("số trang ở lề trên", "a number in the top margin"),
                    i,
                )
            continue
        check_style(found, "page_number", [line], case=False)
        if value(line) != expected:
            found.add("page_number", "order", (f"ghi {line.text}", f"shows {line.text}"), (f"số {expected}", f"{expected}"), i, line.box)
        if not line.text.strip().isdigit():
            found.add("page_number", "figures", (f"“{line.text}”",) * 2, ("chỉ chữ số Ả Rập", "arabic figures only"), i, line.box)
        if line.base < page.height / 2:
            found.add("page_number", "position", ("ở lề dưới", "in the bottom margin"), ("trong lề trên", "the top margin"), i, line.box)
        # The middle of the page or of the text: Word centres on the text.
        middle = (whole.left + whole.right) / 2
        if page.width < page.height and min(abs(line.centre - page.width / 2), abs(line.centre - middle)) > 5 * MM:
            found.add(
                "page_number",
                "centred",
                ("không ở giữa", "not in the middle"),
                ("canh giữa theo chiều ngang", "centred across"),
                i,
                line.box,
            )


def _stamps(found: Findings, whole: Structure) -> None:
    page = whole.pages[0]
    if (urgency := whole.head.urgency) is not None:
        check_style(found, "urgency", [urgency])
        _red(found, urgency)
        frame = _frame(page, urgency)
        wanted = STAMPS[urgency.key]
        if frame is None:
            found.add("urgency", "frame", ("không có khung", "no frame"), ("khung chữ nhật viền đơn", "a single frame"), 0, urgency.box)
        else:
            w, h = (frame.x1 - frame.x0) / MM, (frame.y1 - frame.y0) / MM
            if abs(w - wanted) > 1 or abs(h - STAMP_HEIGHT) > 1:
                size: Said = (f"khung {number(w, '')[0]} x {number(h, 'mm')[0]}", f"a frame of {number(w, '')[1]} x {number(h, 'mm')[1]}")
                found.add("urgency", "frame_size", size, (f"{wanted:.0f} x {STAMP_HEIGHT:.0f} mm",) * 2, 0, urgency.box)
    for line in whole.marks.circulation:
        check_style(found, "circulation", [line])
        if _frame(page, line) is None:
            found.add("circulation", "frame", ("không có khung", "no frame"), ("khung chữ nhật viền đơn", "a single frame"), 0, line.box)
        if line.base < page.height - MARGINS["top"][1] * MM or line.x1 < page.width / 2:
            at: Said = joined("cách mép trên", "from the top edge:", number((page.height - line.box[3]) / MM, "mm"))
            found.add(
                "circulation",
                "position",
                at,
                ("trong lề trên, bên phải (ô số 11)", "the top margin, right of the middle (box 11)"),
                0,
                line.box,
            )
    if (secrecy := whole.head.secrecy) is not None:
        check_style(found, "secrecy", [secrecy])
        if _frame(page, secrecy) is None:
            found.add(
                "secrecy",
                "frame",
                ("không có khung", "no frame"),
                ("dấu khắc sẵn có khung", "the stamp with its frame"),
                0,
                secrecy.box,
                "warning",
            )
    for line in whole.body:
        part = "urgency" if line.key in STAMPS else "circulation" if line.key in CIRCULATION else "secrecy" if line.key in SECRECY else ""
        if part:
            found.add(
                part,
                "position",
                ("nằm trong nội dung", "within the text"),
                ("đúng ô trên sơ đồ (mục IV)", "its box in the diagram (IV)"),
                line.page,
                line.box,
            )


def _red(found: Findings, line: Line) -> None:
    for word in line.words:
        r, g, b = word.ink >> 16, word.ink >> 8 & 255, word.ink & 255
        if not (r > 180 and g < 90 and b < 90):
            found.add("urgency", "ink", (f"màu #{word.ink:06x}", f"colour #{word.ink:06x}"), ("màu đỏ tươi", "bright red"), 0, line.box)


def _frame(page: Page, line: Line) -> Frame | None:
    """The smallest drawn rectangle around the words, or the one that four strokes make."""
    x0, _y0, x1, _y1 = line.box
    base, cap = line.base, line.base + 0.6 * line.size
    around = [f for f in page.frames if f.x0 <= x0 + 1 and f.x1 >= x1 - 1 and f.y0 <= base and f.y1 >= cap]
    if around:
        return min(around, key=lambda f: (f.x1 - f.x0) * (f.y1 - f.y0))
    level = [s for s in page.strokes if s.level and s.x0 <= x0 + 2 and s.x1 >= x1 - 2 and abs(s.y0 - base) < 30]
    over, under = [s for s in level if s.y0 >= cap], [s for s in level if s.y1 <= base + 1]
    if over and under:
        return Frame(under[0].x0, under[0].y1, under[0].x1, over[-1].y0)
    return None


def _foot(found: Findings, whole: Structure) -> None:
    marks = whole.marks
    if marks.address:
        check_style(found, "address", marks.address)
        rule = marks.address_rule
        wanted = ("đường kẻ nét liền hết chiều ngang vùng trình bày", "a solid rule across the whole text")
        if rule is None:
            found.add("address", "rule_missing", ("không có đường kẻ phía trên", "no rule above"), wanted, 0, around_lines(marks.address))
        elif rule.x1 - rule.x0 < (whole.right - whole.left) * 0.95:
            length = joined("đường kẻ dài", "a rule of", number((rule.x1 - rule.x0) / MM, "mm"))
            found.add("address", "rule_length", length, wanted, 0, (rule.x0, rule.y0 - 1, rule.x1, rule.y1 + 1))
    if marks.copy:
        check_style(found, "copy", marks.copy, case=False)
        page = whole.pages[0]
        if min(line.centre for line in marks.copy) < page.width / 2:
            found.add(
                "copy",
                "position",
                ("ở bên trái", "on the left"),
                ("góc trên, bên phải trang đầu", "the top right corner of page 1"),
                0,
                around_lines(marks.copy),
            )
