"""Phụ lục I: each element wrong in at least three ways; the report names that element and no other."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from tests.documents.layout.conformity.defects import DEFECTS, REPORT, SOUND_EXTRAS, Defect
from tests.documents.layout.conformity.perturbed import ON, judged, laid, told
from tinhso.documents.layout.conformity.extract import read
from tinhso.documents.layout.conformity.findings import Report
from tinhso.documents.layout.conformity.judge import judge
from tinhso.documents.layout.conformity.law import ELEMENTS, PARTS
from tinhso.documents.layout.conformity.page import MM, Picture
from tinhso.documents.layout.render import render


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda d: f"{d.element}: {d.what}")
def test_a_defect_is_told_of_its_element_and_of_no_other(defect: Defect) -> None:
    report = judged(laid(defect.content, *defect.changes, data=defect.data, number=defect.number))
    assert report.elements == (defect.element,), told(report)
    assert defect.finding in {f"{f.part}.{f.code}" for f in report.findings}, told(report)
    for finding in report.findings:
        assert finding.vi.endswith(").") and finding.en.endswith(").") and finding.vi != finding.en
        assert finding.article.startswith("Phụ lục I, mục ") and finding.article in finding.vi
        assert finding.measured[0] in finding.vi and finding.wanted[1] in finding.en
        assert 0 <= finding.page < report.pages
        if finding.box is not None:
            assert finding.box[0] < finding.box[2] and finding.box[1] < finding.box[3]
    assert not report.conforms or all(f.severity == "warning" for f in report.findings)


def test_every_element_of_the_decree_has_three_defects_that_are_found() -> None:
    count = Counter(defect.element for defect in DEFECTS) + Counter(seal=len(SEALS))
    assert {element: count[element] for element in ELEMENTS if count[element] < 3} == {}
    assert {part.element for part in PARTS.values()} == set(ELEMENTS)


@pytest.mark.parametrize("element", SOUND_EXTRAS)
def test_a_secrecy_mark_and_the_line_of_a_copy_in_their_boxes_are_sound(element: str) -> None:
    report = judged(laid(REPORT, *SOUND_EXTRAS[element]))
    assert report.findings == () and element not in report.not_judged


RED, BLUE = 0xC81E1E, 0x1E1EC8
SEALS = [("size", 18, 0.33, RED), ("size", 55, 0.33, RED), ("ink", 36, 0.33, BLUE), ("overlap", 36, 0.0, RED), ("overlap", 36, 0.9, RED)]


def sealed(across: float, share: float, ink: int) -> Report:
    """A draft with both pictures where it keeps their places, the seal `across` mm, over `share` of the signature."""
    document = render(REPORT, ON)
    reading = read(document.pdf)
    hand = document.slots.person
    right = hand.x0 + share * (hand.x1 - hand.x0)
    middle = (hand.y0 + hand.y1) / 2
    pictures = (
        Picture(hand.x0, hand.y0, hand.x1, hand.y1, False, BLUE),
        Picture(right - across * MM, middle - across * MM / 2, right, middle + across * MM / 2, False, ink),
    )
    return judge(msgspec.structs.replace(reading, pages=(msgspec.structs.replace(reading.pages[0], pictures=pictures),)))


@pytest.mark.parametrize(("code", "across", "share", "ink"), SEALS)
def test_seal_is_red_of_its_real_size_over_a_third_of_the_signature(code: str, across: float, share: float, ink: int) -> None:
    report = sealed(across, share, ink)
    assert report.elements == ("seal",) and code in {f.code for f in report.findings}, told(report)


def test_a_seal_as_the_decree_wants_it_gives_no_finding() -> None:
    report = sealed(36, 1 / 3, RED)
    assert report.findings == () and "seal" not in report.not_judged
    assert "seal" in judged(render(REPORT, ON).pdf).not_judged
