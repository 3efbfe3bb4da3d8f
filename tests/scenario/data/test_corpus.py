from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from tinhso.documents.layout import content
from tinhso.documents.types import BY_CODE, Addressed
from tinhso.scenario.data import blocks, staff
from tinhso.scenario.data.corpus import INCOMING, MIX, OUTGOING, Corpus, Piece, plain
from tinhso.scenario.data.province import STTTT, by_key
from tinhso.scenario.data.slots import day_text

SAMPLE = 2000
_SENTENCE = re.compile(r"(?<=[.;])\s+")


def sentences(piece: Piece) -> set[str]:
    """Whole sentences of running text; headings and table titles are not prose."""
    texts = [str(b[-1]) for b in piece.body_blocks if b[0] in ("para", "item", "dieu")]
    return {s.rstrip(".;") for text in texts for s in _SENTENCE.split(text)}


@pytest.fixture(scope="module", params=["outgoing", "incoming"])
def sample(request: pytest.FixtureRequest) -> list[Piece]:
    return list(islice(getattr(Corpus(11), request.param)(), SAMPLE))


def test_there_are_at_least_forty_templates() -> None:
    assert len(OUTGOING) + len(INCOMING) >= 40
    assert {t.type for t in (*OUTGOING, *INCOMING)} == set(MIX)


def test_same_seed_same_texts() -> None:
    first, again = (list(islice(Corpus(5).outgoing(), 50)) for _ in range(2))
    assert first == again
    assert first != list(islice(Corpus(6).outgoing(), 50))


def test_subjects_hardly_repeat(sample: list[Piece]) -> None:
    assert len({p.subject for p in sample}) >= 0.95 * len(sample)


def test_no_sentence_stands_in_more_than_a_twentieth_of_the_bodies(sample: list[Piece]) -> None:
    counts = Counter(s for piece in sample for s in sentences(piece))
    (sentence, times), *_ = counts.most_common(1)
    # A share p seen in n bodies strays by sqrt(p(1-p)/n): at 2,000 a true 5 % would show below 4.5 % once in six times only.
    assert times <= 0.05 * len(sample), sentence


@pytest.mark.slow
def test_a_year_of_6500_documents_keeps_both_limits() -> None:
    pieces = list(islice(Corpus(2020).outgoing(), 6500))
    assert len({p.subject for p in pieces}) >= 0.95 * len(pieces)
    counts = Counter(s for piece in pieces for s in sentences(piece))
    assert counts.most_common(1)[0][1] <= 0.05 * len(pieces)


def test_seven_in_ten_are_official_letters(sample: list[Piece]) -> None:
    share = Counter(p.type_code for p in sample)["official_letter"] / len(sample)
    assert 0.65 < share < 0.75


def test_every_slot_is_filled_and_every_text_clean(sample: list[Piece]) -> None:
    for piece in sample:
        text = "\n".join((piece.subject, *piece.bases, plain(piece)))
        assert "{" not in text and "  " not in text and not re.search(r"[.;,]{2}| [.,;]", text), text
        assert unicodedata.is_normalized("NFC", text)
        assert len(piece.subject) <= 500, "Phụ lục VI: Subject is 500 characters"
        assert not piece.subject.endswith(".") and not plain(piece).endswith((".", ";"))


def test_pieces_fit_the_law_s_types(sample: list[Piece]) -> None:
    for piece in sample:
        kind = BY_CODE[piece.type_code]
        assert piece.kinh_gui or kind.addressed is not Addressed.ALWAYS
        assert piece.bases or piece.type_code != "decision"
        assert piece.field in staff.FIELDS
        assert piece.author in by_key() and set(piece.recipients) <= set(by_key()) and piece.author not in piece.recipients


def test_what_comes_in_is_meant_for_the_department() -> None:
    for piece in islice(Corpus(3).incoming(), 300):
        assert piece.author != STTTT and STTTT in piece.recipients


def test_blocks_become_what_the_layout_takes(sample: list[Piece]) -> None:
    kinds: set[type] = set()
    for piece in sample[:500]:
        body = blocks.body(piece.body_blocks)
        kinds |= {type(b) for b in body}
        for block in body:
            if isinstance(block, content.Table):
                assert all(len(row) == len(block.columns) for row in block.rows)
        assert len(blocks.typed(piece.body_blocks).splitlines()) >= len(body)
    assert {content.Paragraph, content.Heading} <= kinds


def test_a_typed_table_keeps_its_figures() -> None:
    rows = (("Chỉ tiêu", "Số liệu"), ("Văn bản", "12"))
    assert blocks.typed((("table", rows), ("dieu", 1, "", "Ban hành"))) == "- Văn bản: số liệu 12\nĐiều 1. Ban hành"


def test_a_text_can_be_asked_for_by_type_and_author() -> None:
    piece = Corpus(1).one(INCOMING, type="decision", author="ubnd")
    assert (piece.type_code, piece.author) == ("decision", "ubnd")
    with pytest.raises(LookupError):
        Corpus(1).one(INCOMING, type="decision", author="snv")


@pytest.mark.parametrize(
    ("day", "text"), [(date(2020, 1, 5), "05/01/2020"), (date(2020, 3, 5), "05/3/2020"), (date(2020, 12, 31), "31/12/2020")]
)
def test_dates_have_zeros_where_appendix_I_puts_them(day: date, text: str) -> None:
    assert day_text(day) == text


@pytest.mark.parametrize("day", [date(2020, 1, 6), date(2020, 12, 31)])
def test_any_day_of_the_year_gives_texts(day: date) -> None:
    assert len(list(islice(Corpus(1, day).outgoing(), 60))) == len(list(islice(Corpus(1, day).incoming(), 60))) == 60
