"""Vietnamese text: the decree itself spells HÒA and HOÀ (Appendix I, II.1 and V), so one form is compared, one sorted."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kit.text import compare_key, fold, nfc, person_key, sort_key, squeeze, tone_placement

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy AĐÔàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", max_size=30)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_latin_in_lower_case(text: str) -> None:
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz ")


@given(VIETNAMESE)
def test_composed_and_decomposed_input_are_the_same_text(text: str) -> None:
    loose = unicodedata.normalize("NFD", text)
    assert fold(loose) == fold(text)
    assert compare_key(loose) == compare_key(text)
    assert sort_key(loose) == sort_key(text)
    assert nfc(loose) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("text", "folded"), [("Đặng Thị Ưởng", "dang thi uong"), ("ĐƯỜNG  số\t5", "duong so 5"), ("", "")])
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("new", "old"),
    [("hoà", "hòa"), ("HOÀ", "HÒA"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("toạ", "tọa"), ("thuỷ", "thủy"), ("xã hoà bình", "xã hòa bình")],
)
def test_both_tone_placements_become_one(new: str, old: str) -> None:
    assert tone_placement(new) == tone_placement(old) == tone_placement(unicodedata.normalize("NFD", new)) == old
    assert compare_key(new) == compare_key(old)


@pytest.mark.parametrize(
    "word", ["quý", "Quý", "quả", "hoàn", "hoặc", "HOẶC", "ngoặc", "hoắc", "huyện", "khuyến", "ngoáy", "thuở", "tuyệt", "giặc", "loại"]
)
def test_words_with_one_right_spelling_are_left_alone(word: str) -> None:
    assert tone_placement(word) == word


@given(VIETNAMESE)
def test_tone_placement_keeps_every_letter_and_tone(text: str) -> None:
    assert sorted(unicodedata.normalize("NFD", tone_placement(text))) == sorted(unicodedata.normalize("NFD", text))


def test_accents_still_distinguish() -> None:
    assert compare_key("Tỉnh Số") != compare_key("Tinh so")
    assert compare_key("  tỉnh   SỐ ") == compare_key("Tỉnh Số")


def test_control_and_invisible_characters_are_dropped_and_lines_kept_or_squeezed() -> None:
    assert nfc("a\x00b\u200bc\nd") == "abc\nd"
    assert squeeze(" a \n b\tc ") == "a b c"


DICTIONARY = [
    "a", "à", "ả", "ã", "á", "ạ", "a bc", "an", "ăn", "ân", "ba", "bà", "ca", "cha", "da", "đa", "e", "ê",
    "ho", "hòa", "hỏa", "hoan", "hoàn", "hô", "hơ", "quy", "quý", "tha", "ư", "xa", "y", "ỷ",
]  # fmt: skip


def test_sort_keys_stand_in_the_order_of_dictionaries() -> None:
    for before, after in pairwise(DICTIONARY):
        assert sort_key(before).encode() < sort_key(after).encode(), (before, after)


@given(VIETNAMESE, VIETNAMESE)
def test_a_beginning_stands_before_the_longer_text(first: str, rest: str) -> None:
    first, whole = squeeze(first), squeeze(f"{first} {rest}")
    if whole != first and fold(whole).startswith(fold(first)) and first:
        assert sort_key(first).encode() < sort_key(whole).encode()


@given(VIETNAMESE)
def test_a_tone_moves_a_word_only_among_words_of_the_same_letters(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", squeeze(text)) if c not in "\u0300\u0301\u0303\u0309\u0323")
    bare = unicodedata.normalize("NFC", bare)
    assert sort_key(bare) <= sort_key(text) < sort_key(bare + "a")


def test_people_sort_by_given_name_then_by_the_rest() -> None:
    people = ["Trần Văn An", "Nguyễn Thị Ân", "Lê Bình", "Nguyễn An", "Đỗ Đạt", "An", "Trần Thị Dung"]
    assert sorted(people, key=person_key) == ["An", "Nguyễn An", "Trần Văn An", "Nguyễn Thị Ân", "Lê Bình", "Trần Thị Dung", "Đỗ Đạt"]
