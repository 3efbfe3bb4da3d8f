"""Principals as they are written, and the number in them as it is read again."""

from __future__ import annotations

import pytest

from tinhso.core.access import actor as principal

EVERY = {
    principal.every(3): (None, None, None), principal.everyone(3): (None, None, None), principal.clerks(3): (None, None, 3),
    principal.head_of(5): (None, 5, None), principal.member_of(5): (None, None, None), principal.post(12): (12, None, None),
    principal.person(7): (None, None, None), principal.field_of(3, "o12"): (None, None, None),
}  # fmt: skip


@pytest.mark.parametrize("written", [*EVERY, "", "o", "o-1", "o1.head", "u.head", "u5.headed", "a3.clerks"])
def test_each_reader_reads_its_own_kind_and_no_other(written: str) -> None:
    assert (principal.post_of(written), principal.unit_headed(written), principal.clerks_of(written)) == EVERY.get(
        written, (None, None, None)
    )


def test_the_product_itself_has_no_desk() -> None:
    assert principal.system(3).desk == ""
