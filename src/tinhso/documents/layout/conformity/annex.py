"""Annexes in the same file (III.1): their label, title, reference, and numerals where there are several."""

from __future__ import annotations

import re

from tinhso.documents.layout.conformity.findings import Findings
from tinhso.documents.layout.conformity.lines import Line
from tinhso.documents.layout.conformity.page import MM
from tinhso.documents.layout.conformity.structure import Structure
from tinhso.documents.layout.conformity.style import check_style
from tinhso.documents.layout.conformity.text import check_prose, prose

_LABEL = re.compile(r"^phụ lục( (số )?(?P<number>[ivxlc]+|\d+))?\.?$")


def check_annexes(found: Findings, whole: Structure) -> None:
    labelled = [(lines[0], hit) for lines in whole.annex_lines if lines and (hit := _LABEL.match(lines[0].key))]
    for line, hit in labelled:
        if len(labelled) > 1 and not hit["number"]:
            found.add(
                "annex_label",
                "number",
                ("nhiều phụ lục mà không đánh số", "several annexes without numbers"),
                ("số thứ tự bằng chữ số La Mã", "roman numerals"),
                line.page,
                line.box,
                article="III.1.a",
            )
        elif hit["number"] and hit["number"].isdigit():
            found.add(
                "annex_label",
                "numeral",
                (f"“{line.text}”",) * 2,
                ("chữ số La Mã", "a roman numeral"),
                line.page,
                line.box,
                article="III.1.a",
            )
    for lines in whole.annex_lines:
        if lines:
            _annex(found, whole, lines)


def _annex(found: Findings, whole: Structure, lines: list[Line]) -> None:
    at = next((i for i, line in enumerate(lines[:20]) if line.key.startswith("(kèm theo")), None)
    first = lines[0]
    labelled = _LABEL.match(first.key)
    if labelled:
        check_style(found, "annex_label", [first])
        _centred(found, whole, "annex_label", first)
        title = lines[1:at] if at is not None else [line for line in lines[1:4] if line.upper]
        check_style(found, "annex_title", title)
        for line in title:
            _centred(found, whole, "annex_title", line)
    if at is None:
        if labelled:
            found.add(
                "annex_reference", "missing", ("không tìm thấy", "not found"), ("“(Kèm theo … số …/… ngày …)”",) * 2, first.page, first.box
            )
        return
    end = next((i + 1 for i in range(at, min(at + 5, len(lines))) if lines[i].text.rstrip().endswith(")")), at + 1)
    check_style(found, "annex_reference", lines[at:end])
    for line in lines[at:end]:
        _centred(found, whole, "annex_reference", line)
    body = prose(lines[end:], whole.pages)
    if body and whole.pages[first.page].width < whole.pages[first.page].height:
        check_prose(found, whole, [line for line in body if not line.upper])


def _centred(found: Findings, whole: Structure, part: str, line: Line) -> None:
    page = whole.pages[line.page]
    # A landscape annex has margins of its own: its middle is that of the page, within the difference of the margins.
    centre, slack = (whole.centre, 4 * MM) if page.width < page.height else (page.width / 2, 10 * MM)
    if abs(line.centre - centre) > slack:
        found.add(part, "centred", ("không canh giữa", "not centred"), ("canh giữa", "centred"), line.page, line.box)
