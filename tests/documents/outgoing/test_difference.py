"""The words of two versions: nothing is lost on either side, what changed is shown where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.documents.outgoing.rules import difference
from tinhso.documents.outgoing.rules.difference import Line, Run, compare, paragraphs

WORDS = st.lists(st.sampled_from(["các", "sở", "ban", "ngành", "báo", "cáo", "số", "liệu", "trước", "ngày", "15", "20"]), max_size=12).map(
    " ".join
)
TEXT = st.lists(WORDS, max_size=8)


def side(lines: list[Line], without: str) -> list[str]:
    """One of the two texts again, its words only."""
    texts = (" ".join(run.text for run in line.runs if run.kind != without) for line in lines)
    return [text for text in texts if text]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_off_what_is_shown(old: list[str], new: list[str]) -> None:
    lines = compare(old, new)
    assert side(lines, "added") == [t for t in old if t]
    assert side(lines, "removed") == [t for t in new if t]


@given(TEXT)
def test_the_same_text_has_not_changed(text: list[str]) -> None:
    assert {line.kind for line in compare(text, text)} <= {"same"}


def test_a_changed_word_stands_in_its_sentence() -> None:
    old, new = "Các sở gửi báo cáo trước ngày 15 hằng tháng.", "Các sở gửi báo cáo trước ngày 20 hằng tháng."
    assert compare([old], [new]) == [
        Line(
            "changed",
            (Run("same", "Các sở gửi báo cáo trước ngày"), Run("removed", "15"), Run("added", "20"), Run("same", "hằng tháng.")),
        )
    ]


def test_a_paragraph_written_anew_is_one_that_went_and_one_that_came() -> None:
    kinds = [line.kind for line in compare(["Điều 1. Ban hành quy chế."], ["Kính đề nghị quý cơ quan phối hợp thực hiện."])]
    assert kinds == ["removed", "added"]


def test_an_inserted_article_leaves_the_others_alone() -> None:
    old = ["Mở đầu.", "Việc một phải làm ngay.", "Kết thúc."]
    new = ["Mở đầu.", "Việc hai làm sau.", "Việc một phải làm ngay.", "Kết thúc."]
    assert [line.kind for line in compare(old, new)] == ["same", "added", "same", "same"]


def test_lines_of_a_page_are_joined_to_paragraphs_and_its_number_is_left_out() -> None:
    page = "Thực hiện kế hoạch năm, Sở đề nghị các\ncơ quan rà soát số liệu.\n2\n1. Cử đầu mối phụ\ntrách.\nNGUYỄN VĂN A"
    assert paragraphs(page) == [
        "Thực hiện kế hoạch năm, Sở đề nghị các cơ quan rà soát số liệu.", "1. Cử đầu mối phụ trách.", "NGUYỄN VĂN A",
    ]  # fmt: skip


@given(TEXT, TEXT)
def test_also_where_so_much_repeats_that_only_both_ends_are_compared(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(difference, "MOST_STEPS", 0)
        lines = compare(old, new)
    assert side(lines, "added") == [t for t in old if t]
    assert side(lines, "removed") == [t for t in new if t]


def test_one_line_over_and_over_does_not_keep_the_server_busy() -> None:
    old, new = ["một dòng"] * 5_000, ["Điều 1", *["một dòng", "dòng khác"] * 2_499, "một dòng"]
    lines = compare(old, new)
    assert side(lines, "added") == old and side(lines, "removed") == new
    assert lines[-1] == Line("same", (Run("same", "một dòng"),))
    (changed,) = compare(["từ " * 1_999], ["mới " + "từ chữ từ " * 660])
    assert changed.kind == "changed" and len(changed.runs) <= 4
