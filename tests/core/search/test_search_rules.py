from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.search import rules
from tinhso.core.search.rules import Span, Term, accented, highlight, parse, tsquery, tsvector, words
from tinhso.kit.text import fold


def marked(spans: list[Span]) -> list[str]:
    return [s.text for s in spans if s.hit]


def test_the_last_word_is_a_beginning_and_a_star_makes_one() -> None:
    assert parse("ke* hoach") == [Term(("ke",), True), Term(("hoach",), True)]
    assert parse("kế hoạch năm") == [Term(("kế",), False), Term(("hoạch",), False), Term(("năm",), True)]


def test_quotes_make_a_phrase_and_an_open_one_is_still_being_typed() -> None:
    assert parse('"an toàn thông tin" 2020') == [Term(("an", "toàn", "thông", "tin"), False), Term(("2020",), True)]
    assert parse("“an toàn”") == [Term(("an", "toàn"), False)]
    assert parse('"an toàn th') == [Term(("an", "toàn", "th"), True)]


def test_a_symbol_is_a_phrase_by_itself() -> None:
    assert parse("123/QĐ-UBND") == [Term(("123", "qđ", "ubnd"), True)]
    assert tsquery(parse("123/QĐ-UBND"), folded=True) == "('123' <-> 'qd' <-> 'ubnd':*)"


def test_both_tone_placements_and_both_unicode_forms_are_one_word() -> None:
    assert words("hoà") == words("hòa") == words(unicodedata.normalize("NFD", "hòa")) == ["hòa"]
    assert tsquery(parse("HOÀ"), folded=False) == tsquery(parse("hòa"), folded=False)


def test_only_a_query_with_accents_asks_for_accents() -> None:
    assert accented(parse("quyết định")) and not accented(parse("quyet dinh"))


def test_the_title_weighs_more_and_a_phrase_never_spans_title_and_body() -> None:
    assert tsvector("Quyết định", "quyết", folded=True) == "'quyet':1A,4 'dinh':2A"


def test_a_beginning_is_marked_only_where_the_whole_word_stands_nowhere() -> None:
    assert marked(highlight("Kế hoạch số hóa tài liệu", parse("so hoa"))) == ["số", "hóa"]
    assert marked(highlight("Kế hoạch hoàn thiện", parse("hoa"))) == ["hoạch", "hoàn"]


def test_the_excerpt_is_where_most_terms_stand_together() -> None:
    text = "SỞ TÀI CHÍNH về việc " + "khác " * 80 + "kinh phí chuyển đổi số của Sở " + "nữa " * 80
    assert marked(highlight(text, parse("sở kinh phí số"))) == ["kinh", "phí", "số", "Sở"]


def test_highlights_keep_the_accents_of_the_text() -> None:
    assert marked(highlight("Quyết định về Hòa Bình, hoà giải", parse("hoa"))) == ["Hòa", "hoà"]
    assert marked(highlight("Kế hoạch ứng dụng", parse('"ke hoach"'))) == ["Kế", "hoạch"]
    assert marked(highlight("hoạch kế", parse('"ke hoach"'))) == []


def test_an_excerpt_stands_around_the_first_match() -> None:
    text = "đầu " * 200 + "mục tiêu " + "cuối " * 200
    spans = highlight(text, parse("mục tiêu"))
    shown = "".join(s.text for s in spans)
    assert shown.startswith("… ") and shown.endswith(" …") and marked(spans) == ["mục", "tiêu"] and len(shown) < 260
    assert marked(highlight("x" * 1000 + " kết", parse("kết"))) == ["kết"]


def test_of_a_long_text_no_more_is_looked_through_than_its_excerpt_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The beginning, where every term stands together in it; else all of the text: the best place may be anywhere."""
    looked: list[int] = []
    of = rules._Marked.of

    def counted(text: str, terms: list[Term]) -> rules._Marked:
        looked.append(len(text))
        return of(text, terms)

    monkeypatch.setattr(rules._Marked, "of", counted)
    filling = "khác " * 10_000
    assert marked(highlight("kinh phí " + filling + "kinh phí", parse("kinh phí"))) == ["kinh", "phí"]
    assert looked == [rules.HEAD]
    looked.clear()
    text = "kinh tế " + filling + "kinh phí"
    spans = highlight(text, parse("kinh phí"))
    assert marked(spans) == ["kinh", "phí"] and spans[0].text == "… " and looked == [rules.HEAD, len(text)]
    assert marked(highlight("hoàn thiện " + filling + "số hóa", parse("hoa"))) == ["hóa"], "the whole word before a beginning"


TEXTS = st.text(alphabet=st.one_of(st.sampled_from(" \"*'\\&|!<->():/-đĐộâàạỳ%_"), st.characters(codec="utf-8")), max_size=60)


@given(TEXTS)
def test_whatever_is_typed_gives_words_that_need_no_escape(query: str) -> None:
    for term in parse(query):
        assert term.words and all(w and "'" not in w and "\\" not in w and not w.isspace() for w in term.words)


@given(TEXTS, TEXTS)
def test_an_excerpt_is_a_part_of_the_text(text: str, query: str) -> None:
    shown = "".join(s.text for s in highlight(text, parse(query))).removeprefix("… ").removesuffix(" …")
    assert shown in unicodedata.normalize("NFC", text) or shown in highlight_source(text)


def highlight_source(text: str) -> str:
    from tinhso.kit.text import nfc

    return nfc(text)


@given(st.text(alphabet="aàáâđeêhoòuyýt ", max_size=30))
def test_every_word_of_a_text_finds_it_without_its_accents(text: str) -> None:
    line = tsvector(text, "", folded=True)
    for word in words(text):
        assert f"'{fold(word)}':" in line
