"""Content travels as JSON unchanged; headings count themselves as II.6.đ says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.layout.samples import draft
from tinhso.documents.layout.content import Annex, Bullets, Column, Content, Field, Heading, Paragraph, Signer, Table, from_json
from tinhso.documents.layout.data import ended, ground, listed, numbered
from tinhso.documents.layout.wording import letter, roman
from tinhso.kit.errors import Refusal
from tinhso.kit.text import nfc

WORDS = st.text(max_size=30).map(nfc)
MANY = st.lists(WORDS, max_size=4).map(tuple)
LEVEL = st.sampled_from(["part", "chapter", "section", "subsection", "roman", "article", "clause", "point"])
TABLE = st.builds(
    Table, columns=st.just((Column("a"), Column("b", 2, "right"))), rows=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, WORDS),
        st.builds(Field, WORDS, WORDS),
        st.builds(Heading, LEVEL, WORDS, WORDS),
        st.builds(Bullets, MANY),
        TABLE,
    ),
    max_size=6,
).map(tuple)
SIGNERS = st.builds(Signer, MANY, WORDS, WORDS)
CONTENTS = st.builds(
    Content, type=WORDS, symbol=WORDS, year=st.integers(1, 9999), agency=WORDS, place=WORDS, subject=WORDS, signer=SIGNERS,
    body=BLOCKS, bases=MANY, addressees=MANY, annexes=st.lists(st.builds(Annex, WORDS, BLOCKS), max_size=2).map(tuple),
    co_signer=st.none() | SIGNERS, urgency=st.sampled_from(["", "urgent", "express"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(CONTENTS)
def test_content_comes_back_from_json_as_it_went(content: Content) -> None:
    assert from_json(content.to_json()) == content


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[1]", b'{"type": 1}', b"\xff", draft("report").to_json().replace(b'"paragraph"', b'"script"')]
)
def test_malformed_content_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        from_json(raw)
    assert refused.value.code == "layout.malformed"


def test_headings_count_themselves_and_restart_below_their_parent() -> None:
    levels = ["chapter", "article", "clause", "point", "point", "clause", "point", "chapter", "section", "article", "clause"]
    got = [b.number for b in numbered([Heading(level) for level in levels]) if isinstance(b, Heading)]  # type: ignore[arg-type]
    assert got == ["I", "1", "1", "a", "b", "2", "a", "II", "1", "2", "1"]


def test_points_follow_the_decree_s_alphabet() -> None:
    assert "".join(letter(i) for i in range(1, 24)) == "abcdđeghiklmnopqrstuvxy"
    for outside in (0, 24):
        with pytest.raises(ValueError):
            letter(outside)
    assert [roman(i) for i in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]


def test_lists_end_with_semicolons_and_a_full_stop() -> None:
    assert listed(["Bộ Nội vụ;", "", "Bộ Tài chính"]) == ["Bộ Nội vụ;", "Bộ Tài chính."]


@pytest.mark.parametrize(
    ("typed", "laid"),
    [
        ("Luật An toàn thông tin mạng", "Căn cứ Luật An toàn thông tin mạng"),
        ("- Luật An toàn thông tin mạng", "Căn cứ Luật An toàn thông tin mạng"),
        ("căn cứ Luật An toàn thông tin mạng", "Căn cứ Luật An toàn thông tin mạng"),
        ("Theo đề nghị của Chánh Văn phòng", "Theo đề nghị của Chánh Văn phòng"),
        ("Thực hiện Kế hoạch số 5/KH-UBND", "Thực hiện Kế hoạch số 5/KH-UBND"),
        ("Xét đề nghị của Trưởng phòng", "Xét đề nghị của Trưởng phòng"),
        (" - ", ""),
    ],
)
def test_a_basis_says_of_itself_that_it_is_one(typed: str, laid: str) -> None:
    assert ground(typed) == laid


def test_text_is_closed_once() -> None:
    (closed,) = ended([Paragraph("Xin cảm ơn.")])
    assert closed == Paragraph("Xin cảm ơn./.") == ended([closed])[0]
    assert ended([Table((Column("a"),), (("1",),))])[-1] == Paragraph("./.")
