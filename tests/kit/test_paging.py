from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kit.errors import Refusal
from tinhso.kit.paging import decode, encode, of_list


def typed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@given(
    st.lists(
        st.one_of(st.integers(-(2**63), 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))),
        min_size=1,
        max_size=4,
    )
)
def test_a_cursor_comes_back_as_it_was(values: list[object]) -> None:
    assert decode(encode(values), len(values)) == values


@pytest.mark.parametrize(
    "cursor",
    [
        "", "x", "!!!!", "ă", typed({"a": 1}), typed([1]), typed([1, 2, 3]), typed([1, None]), typed([1, [2]]), typed([1, 2.5]),
        typed("ab"), encode([1, 2])[:-2], typed([1, 2**63]), typed([1, "a\x00b"]), typed([1, "\ud800"]),
        base64.urlsafe_b64encode(b"[" * 50_000).decode(), base64.urlsafe_b64encode(b"[1," + b"9" * 5_000 + b"]").decode(),
    ],
)  # fmt: skip
def test_a_cursor_that_somebody_typed_is_refused_with_400(cursor: str) -> None:
    with pytest.raises(Refusal) as told:
        decode(cursor, 2)
    assert (told.value.code, told.value.status) == ("paging.cursor", 400)


@given(st.text(max_size=40))
def test_any_text_is_a_cursor_or_a_refusal_never_another_error(text: str) -> None:
    try:
        assert len(decode(text, 2)) == 2
    except Refusal as told:
        assert told.status == 400


@given(st.lists(st.tuples(st.integers(0, 5), st.text("abcđ", max_size=2)), unique=True).map(sorted), st.integers(1, 4))
def test_pages_of_a_list_forwards_and_back_again_are_the_whole_list(rows: list[tuple[int, str]], limit: int) -> None:
    pages, newer, older = [], None, None
    while True:
        page = of_list(rows, lambda row: row, newer, older, limit)
        pages.append(page.rows)
        if (older := page.older) is None:
            break
    assert [row for rows in pages for row in rows] == rows
    back = [page.rows]
    while (newer := page.newer) is not None:
        page = of_list(rows, lambda row: row, newer, None, limit)
        back.insert(0, page.rows)
    assert back[-1] == pages[-1]
    assert {row for rows in back for row in rows} == set(rows)


def test_a_cursor_of_another_list_is_refused_with_400() -> None:
    with pytest.raises(Refusal) as told:
        of_list([(1, "a"), (2, "b")], lambda row: row, None, encode(["x", 1]), 1)
    assert told.value.status == 400
