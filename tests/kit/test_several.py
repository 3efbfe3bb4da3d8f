"""Rows of one act."""

from __future__ import annotations

import pytest

from tinhso.kit.errors import Refusal
from tinhso.kit.several import MOST, several


def test_each_row_counts_once_in_the_order_given() -> None:
    assert several([3, 1, 3, 2, 1]) == [3, 1, 2]
    assert several([*range(MOST), *range(MOST)]) == list(range(MOST))


@pytest.mark.parametrize(("rows", "code"), [([], "several.none"), (range(MOST + 1), "several.too_many")])
def test_none_or_more_than_a_page_is_refused_in_a_sentence(rows: list[int], code: str) -> None:
    with pytest.raises(Refusal) as no:
        several(rows)
    assert no.value.code == code and no.value.vi.endswith(".") and no.value.en.endswith(".")
