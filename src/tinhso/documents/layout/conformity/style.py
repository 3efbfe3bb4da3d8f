"""Size, weight, slant and case of some lines against a part's row in mục V; centring and rules."""

from __future__ import annotations

from collections.abc import Iterable

from tinhso.documents.layout.conformity.findings import Findings, Said, joined, number, span
from tinhso.documents.layout.conformity.law import PARTS, RULE
from tinhso.documents.layout.conformity.lines import Line, around_lines, is_upper, middle, widest
from tinhso.documents.layout.conformity.page import MM, Stroke, Word

_HALF_A_POINT = 0.3  # what exporters round away
CENTRED = 3.0 * MM
_RULE_SLACK = 0.02


def check_style(found: Findings, part: str, lines: Iterable[Line], *, case: bool = True) -> None:
    """Every letter of the lines; the first wrong line is the one shown."""
    all_ = list(lines)
    for line in all_:
        check_words(found, part, line.page, line.words)
    text = " ".join(line.text for line in all_)
    wanted = PARTS[part].case
    if not case or not all_ or not any(c.isalpha() for c in text):
        return
    if wanted == "upper" and not is_upper(text):
        found.add(
            part, "case", ("có chữ in thường", "has lower-case letters"), ("chữ in hoa", "capitals"), all_[0].page, around_lines(all_)
        )
    elif wanted == "lower" and is_upper(text) and sum(c.isalpha() for c in text) > 2:
        found.add(part, "case", ("in hoa toàn bộ", "all in capitals"), ("chữ in thường", "lower case"), all_[0].page, around_lines(all_))


def check_words(found: Findings, part: str, page: int, words: Iterable[Word], *, size_only: bool = False) -> None:
    law = PARTS[part]
    for word in words:
        lettered = any(c.isalnum() for c in word.text)
        if law.sizes and not law.sizes[0] - _HALF_A_POINT <= word.size <= law.sizes[1] + _HALF_A_POINT:
            size = joined("cỡ chữ", "size", number(word.size, "pt"))
            found.add(part, "size", size, joined("cỡ", "size", span(*law.sizes, "pt")), page, word.box)
        if size_only:
            continue
        if law.bold is not None and word.bold != law.bold and lettered:
            found.add(part, "bold", _weight(word.bold), _weight(law.bold), page, word.box)
        if law.italic is not None and word.italic != law.italic and lettered:
            found.add(part, "italic", _slant(word.italic), _slant(law.italic), page, word.box)


def _weight(bold: bool) -> Said:
    return ("chữ đậm", "bold") if bold else ("chữ không đậm", "not bold")


def _slant(italic: bool) -> Said:
    return ("kiểu chữ nghiêng", "italic") if italic else ("kiểu chữ đứng", "upright")


def check_centred(
    found: Findings, part: str, lines: list[Line], centre: float, under: Said, slack: float = CENTRED, article: str = ""
) -> None:
    """`under`: what they must be centred on, in both languages. The block they make is measured."""
    off = middle(lines) - centre
    if abs(off) > slack:
        by = number(abs(off) / MM, "mm")
        side = ("phải", "right") if off > 0 else ("trái", "left")
        measured = (f"lệch sang {side[0]} {by[0]}", f"{by[1]} to the {side[1]}")
        wanted = (f"canh giữa {under[0]}", f"centred {under[1]}")
        found.add(part, "centred", measured, wanted, lines[0].page, around_lines(lines), article=article)


def rule_under(lines: list[Line], strokes: Iterable[Stroke]) -> Stroke | None:
    """The nearest level stroke beneath the last line that runs below some of its letters."""
    last = min(lines, key=lambda line: line.base)
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    near = [s for s in strokes if s.level and last.base - 20 <= s.y0 <= last.base and s.x0 < x1 and s.x1 > x0]
    return max(near, key=lambda s: s.y0, default=None)


def check_rule(
    found: Findings, part: str, lines: list[Line], rule: Stroke | None, shares: tuple[float, float] = RULE, article: str = ""
) -> None:
    """Present, solid, of the right share of the longest line, in its middle."""
    page, box = lines[0].page, around_lines(lines)
    share = _shares(shares)
    if rule is None:
        found.add(part, "rule_missing", ("không có đường kẻ bên dưới", "no rule beneath"), share, page, box, article=article)
        return
    place = (rule.x0, rule.y0 - 1, rule.x1, rule.y1 + 1)
    if rule.dashed:
        found.add(part, "rule_solid", ("đường kẻ nét đứt", "a dashed rule"), ("nét liền", "a solid one"), page, place, article=article)
    length = rule.x1 - rule.x0
    ratio = length / widest(lines)
    if not shares[0] - _RULE_SLACK <= ratio <= shares[1] + _RULE_SLACK:
        mm, percent = number(length / MM, "mm"), number(ratio * 100, "%", 0)
        measured = (f"đường kẻ dài {mm[0]}, bằng {percent[0]} dòng chữ", f"a rule of {mm[1]}, {percent[1]} of the line")
        found.add(part, "rule_length", measured, share, page, place, article=article)
    off = (rule.x0 + rule.x1) / 2 - middle(lines)
    if abs(off) > 2 * MM:
        by = number(abs(off) / MM, "mm")
        measured = (f"đường kẻ lệch {by[0]}", f"the rule is {by[1]} off the middle")
        found.add(
            part,
            "rule_centred",
            measured,
            ("đặt cân đối so với dòng chữ", "a rule in the middle of the line"),
            page,
            place,
            article=article,
        )


def _shares(shares: tuple[float, float]) -> Said:
    if shares == RULE:
        return "đường kẻ nét liền dài 1/3 đến 1/2 dòng chữ", "a solid rule of 1/3 to 1/2 of the line"
    return "đường kẻ nét liền dài bằng dòng chữ", "a solid rule as long as the line"
