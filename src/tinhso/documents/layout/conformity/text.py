"""Box 6: bases, divisions, paragraphs. Tables are left out: the decree says nothing of their type."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from statistics import median

from tinhso.documents.layout.conformity.findings import Findings, joined, number
from tinhso.documents.layout.conformity.law import INDENTS, LINE_PITCH, PARAGRAPH_GAP
from tinhso.documents.layout.conformity.lines import Line
from tinhso.documents.layout.conformity.page import MM, Box, Page
from tinhso.documents.layout.conformity.structure import Structure
from tinhso.documents.layout.conformity.style import check_style, check_words

_DIVISION = re.compile(r"^(?P<word>phần|chương|mục|tiểu mục) (?P<number>[ivxlc]+|\d+)\.?$")
_ARTICLE = re.compile(r"^điều (?P<number>\d+)(?P<dot>[.:]?)(?= |$)")
_POINT = re.compile(r"^[a-zđ]\)")
_ROMAN = re.compile(r"[ivxlc]+")
_SHORT = 14 * MM  # a line that ends so far from the edge ends its paragraph


@dataclass(frozen=True)
class _Paragraph:
    lines: tuple[Line, ...]


def check_text(found: Findings, whole: Structure) -> None:
    check_style(found, "bases", whole.middle.bases)
    _bases_end(found, whole)
    body = prose(whole.body, whole.pages)
    if not whole.body and not whole.middle.bases:
        found.add("body", "missing", ("không tìm thấy", "not found"), ("lời văn dưới trích yếu", "text below the subject"))
        return
    check_prose(found, whole, body)
    _divisions(found, whole, body)
    _spacing(found, whole, body)


def prose(lines: list[Line], pages: tuple[Page, ...]) -> list[Line]:
    """Lines outside every table."""
    areas = {i: tables(page) for i, page in enumerate(pages)}
    return [line for line in lines if not any(_inside(line.box, area) for area in areas[line.page])]


def tables(page: Page) -> list[Box]:
    """What upright strokes or touching frames close in."""
    areas: list[Box] = []
    sides: list[Box] = [(s.x0, s.y0, s.x1, s.y1) for s in page.strokes if not s.level and s.y1 - s.y0 > 8]
    sides += [(f.x0, f.y0, f.x1, f.y1) for f in page.frames]
    for side in sorted(sides, key=lambda b: -b[3]):
        for i, area in enumerate(areas):
            if side[1] <= area[3] + 2 and side[3] >= area[1] - 2:
                areas[i] = (min(area[0], side[0]), min(area[1], side[1]), max(area[2], side[2]), max(area[3], side[3]))
                break
        else:
            areas.append(side)
    return areas


def _inside(box: Box, area: Box) -> bool:
    y = (box[1] + box[3]) / 2
    return area[1] - 1 <= y <= area[3] + 1 and box[0] < area[2] + 1 and box[2] > area[0] - 1


def _bases_end(found: Findings, whole: Structure) -> None:
    bases = whole.middle.bases
    for i, line in enumerate(bases):
        last = i + 1 == len(bases)
        ends = last or bases[i + 1].x0 > whole.left + 8
        text = line.text.rstrip()
        if ends and not text.endswith((".", ";", ",") if last else (";",)):
            wanted = ("dấu chấm (.)", "a full stop") if last else ("dấu chấm phẩy (;)", "a semicolon")
            found.add("bases", "mark", (f"cuối dòng là “{text[-1]}”", f"a line ends with “{text[-1]}”"), wanted, line.page, line.box)


def check_prose(found: Findings, whole: Structure, body: list[Line]) -> None:
    """Size of every letter; slant and case of most: a word may be stressed."""
    for line in body:
        check_words(found, "body", line.page, line.words, size_only=True)
    letters = sum(len(w.text) for line in body for w in line.words) or 1
    italic = [line for line in body if all(w.italic for w in line.words)]
    if sum(len(line.text) for line in italic) > letters / 2:
        found.add(
            "body", "italic", ("phần lớn là chữ nghiêng", "mostly italic"), ("kiểu chữ đứng", "upright"), italic[0].page, italic[0].box
        )
    full = [line for line in body if line.width > (whole.right - whole.left) * 0.7]
    bold = [line for line in full if line.bold]
    if len(bold) > max(2, len(full) * 0.7):
        found.add(
            "body", "bold", ("phần lớn là chữ đậm", "mostly bold"), ("chữ không đậm", "not bold"), bold[0].page, bold[0].box, "warning"
        )
    upper = [line for line in full if line.upper]
    if len(upper) > max(2, len(full) / 2):
        found.add("body", "case", ("phần lớn in hoa", "mostly in capitals"), ("chữ in thường", "lower case"), upper[0].page, upper[0].box)


def _divisions(found: Findings, whole: Structure, body: list[Line]) -> None:
    for line in body:
        if hit := _ARTICLE.match(line.key):
            if line.x0 - whole.left < 5:
                continue  # "Điều 5" where a sentence wraps
            count = 2 if len(line.words) > 1 else 1
            if hit["dot"] != "." and (line.words[0].bold or hit["dot"]):
                found.add(
                    "article",
                    "dot",
                    (f"“{line.text[:12]}”",) * 2,
                    ("dấu chấm sau số thứ tự", "a full stop after its number"),
                    line.page,
                    line.box,
                )
            if hit["dot"]:
                check_words(found, "article", line.page, line.words[:count])
        elif hit := _DIVISION.match(line.key):
            check_style(found, "division", [line], case=False)
            roman = bool(_ROMAN.fullmatch(hit["number"]))
            if roman != (hit["word"] in ("phần", "chương")):
                wanted = ("chữ số La Mã", "roman numerals") if not roman else ("chữ số Ả Rập", "arabic numerals")
                found.add("division", "numeral", (f"“{line.text}”",) * 2, wanted, line.page, line.box)
            if abs(line.centre - whole.centre) > 4 * MM:
                found.add("division", "centred", ("không canh giữa", "not centred"), ("canh giữa", "centred"), line.page, line.box)


def _paragraphs(whole: Structure, body: list[Line]) -> list[_Paragraph]:
    """Lines that run on: the one before is full, close above and on the same page."""
    found: list[list[Line]] = []
    for line in body:
        over = found[-1][-1] if found else None
        full = over is not None and over.x1 > whole.right - _SHORT and not (whole.centred(over) or whole.centred(line))
        indented = line.x0 - whole.left > 6
        if over is not None and full and over.page == line.page and over.base - line.base < 2.6 * line.size and not indented:
            found[-1].append(line)
        else:
            found.append([line])
    return [_Paragraph(tuple(lines)) for lines in found]


def _spacing(found: Findings, whole: Structure, body: list[Line]) -> None:
    width = whole.right - whole.left
    paragraphs = [p for p in _paragraphs(whole, body) if not whole.centred(p.lines[0])]
    # A page that begins within a paragraph tells nothing of its first line.
    firsts = {line.page: line for line in reversed(body)}
    starts = [p.lines[0] for p in paragraphs if p.lines[0] is not firsts[p.lines[0].page] or p.lines[0].page == 0]
    starts = [line for line in starts if line.width > width / 3 and not line.bold]
    wrong = [line for line in starts if min(abs((line.x0 - whole.left) / MM - i) for i in INDENTS) > 0.8]
    if starts and len(wrong) > len(starts) * 0.6:
        measured = joined(
            "chữ đầu dòng lùi vào", "first lines indented by", number(max(0.0, median(line.x0 - whole.left for line in wrong)) / MM, "mm")
        )
        found.add("body", "indent", measured, ("1 cm hoặc 1,27 cm", "1 cm or 1.27 cm"), wrong[0].page, wrong[0].box)
    pitches = [(a.base - b.base, a) for p in paragraphs for a, b in zip(p.lines, p.lines[1:], strict=False)]
    if not pitches:
        return
    pitch = median(drop for drop, _ in pitches)
    share = pitch / max(pitches[0][1].size, 1.0)
    if not LINE_PITCH[0] - 0.02 <= share <= LINE_PITCH[1] + 0.03:
        measured = joined("cách dòng", "line spacing", number(share / 1.149, "", 2))
        at = pitches[0][1]
        found.add("body", "line_spacing", measured, ("dòng đơn đến 1,5 dòng", "single to 1.5 lines"), at.page, at.box)
    _paragraph_gaps(found, paragraphs, pitch)
    _justified(found, whole, paragraphs)


def _paragraph_gaps(found: Findings, paragraphs: list[_Paragraph], pitch: float) -> None:
    gaps = []
    for over, under in itertools.pairwise(paragraphs):
        a, b = over.lines[-1], under.lines[0]
        if a.page == b.page and 0 < a.base - b.base < pitch * 2.2:
            gaps.append((a.base - b.base - pitch, b))
    if gaps and (gap := median(g for g, _ in gaps)) < PARAGRAPH_GAP - 0.8:
        measured = joined("các đoạn cách nhau", "paragraphs parted by", number(max(gap, 0.0), "pt"))
        at = gaps[0][1]
        found.add("body", "paragraph_gap", measured, ("tối thiểu 6 pt", "6 pt at least"), at.page, at.box)


def _justified(found: Findings, whole: Structure, paragraphs: list[_Paragraph]) -> None:
    inner = [line for p in paragraphs for line in p.lines[:-1]]
    ragged = [line for line in inner if line.x1 < whole.right - 2.5]
    if len(ragged) >= 2 and len(ragged) > len(inner) * 0.3:
        measured = ("mép phải của các dòng không thẳng", "lines end unevenly at the right")
        found.add("body", "justified", measured, ("canh đều cả hai lề", "text justified to both margins"), ragged[0].page, ragged[0].box)
