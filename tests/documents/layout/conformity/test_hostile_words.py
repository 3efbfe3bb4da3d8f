"""Whatever stands on a page, the judging answers: words lost, moved, blown up or replaced by nonsense."""

from __future__ import annotations

import random

import msgspec
import pytest

from tests.documents.layout.conformity.perturbed import ANNEXED, CHAPTERS, FULL, LETTER, laid
from tests.documents.layout.samples import draft
from tinhso.documents.layout.conformity.extract import read
from tinhso.documents.layout.conformity.judge import judge
from tinhso.documents.layout.conformity.page import Page, Word

NONSENSE = ("", "²", "Ⅳ", "٣", "-", "(", ":", "MẬT", "Số:", "²³", "ﬁ", "\u0301", "Nơi", "nhận:", "Kính", "gửi:")
DRAFTS = {
    "full": FULL,
    "letter": LETTER,
    "chapters": CHAPTERS,
    "annexes": ANNEXED,
    "minutes": draft("minutes"),
    "telegram": draft("telegram"),
}


def shaken(dice: random.Random, page: Page) -> Page:
    kept = dice.choice((0.0, 0.02, 0.1, 0.3, 0.6, 0.95))
    words = tuple(_shaken(dice, word) for word in page.words if dice.random() < kept)
    strokes = tuple(stroke for stroke in page.strokes if dice.random() < 0.7)
    return msgspec.structs.replace(page, words=words, strokes=strokes, height=dice.choice((page.height, page.height, 0.0, 1.0)))


def _shaken(dice: random.Random, word: Word) -> Word:
    if dice.random() < 0.1:
        x, y = dice.uniform(-200, 200), dice.uniform(-200, 200)
        word = msgspec.structs.replace(word, x0=word.x0 + x, x1=word.x1 + x, base=word.base + y, top=word.top + y, bottom=word.bottom + y)
    if dice.random() < 0.05:
        word = msgspec.structs.replace(word, size=dice.choice((0.0, 0.001, 500.0, -3.0)))
    return msgspec.structs.replace(word, text=dice.choice(NONSENSE)) if dice.random() < 0.05 else word


@pytest.mark.parametrize("text", ["1.234/QĐ-ABC", "1…2/QĐ-ABC", "1_2/QĐ-ABC"])
def test_a_number_with_marks_inside_is_no_figure_and_is_judged_without_a_fault(text: str) -> None:
    reading = read(laid(LETTER))
    first = reading.pages[0]
    at = next(i for i, word in enumerate(first.words) if word.text.startswith("Số"))
    words = [*first.words[: at + 1], msgspec.structs.replace(first.words[at + 1], text=text), *first.words[at + 2 :]]
    found = judge(msgspec.structs.replace(reading, pages=(msgspec.structs.replace(first, words=tuple(words)), *reading.pages[1:])))
    assert "zero" not in {f.code for f in found.findings}


@pytest.mark.parametrize("name", DRAFTS)
def test_nonsense_is_judged_without_a_fault(name: str) -> None:
    dice = random.Random(name)
    reading = read(laid(DRAFTS[name]))
    for _ in range(150):
        report = judge(msgspec.structs.replace(reading, pages=tuple(shaken(dice, page) for page in reading.pages)))
        assert all(f.vi and f.en for f in report.findings)
