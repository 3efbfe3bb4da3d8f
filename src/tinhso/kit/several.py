"""Rows ticked in a list: one act on several takes as many as a page shows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from tinhso.kit.errors import Refusal

T = TypeVar("T", bound=Hashable)

MOST = 50
"""Rows of one act: a page of any list."""


def several(rows: Iterable[T]) -> list[T]:
    """Each row once, in the order given. Raises Refusal `several.none`, `several.too_many`."""
    once = list(dict.fromkeys(rows))
    if not once:
        raise Refusal("several.none", vi="Chưa chọn dòng nào. Đánh dấu ít nhất một dòng.", en="Nothing is chosen. Tick at least one row.")
    if len(once) > MOST:
        raise Refusal(
            "several.too_many",
            vi=f"Mỗi lần nhiều nhất {MOST} dòng, đã chọn {len(once)}. Chọn bớt rồi làm tiếp phần còn lại.",
            en=f"At most {MOST} rows at a time; {len(once)} are chosen. Choose fewer and go on with the rest.",
        )
    return once
