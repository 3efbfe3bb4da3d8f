"""Keyset paging: a cursor is the last row's ordering values; cost does not grow with the page number."""

from __future__ import annotations

import base64
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tinhso.kit.errors import Refusal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    rows: list[T]
    newer: str | None
    older: str | None


def encode(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values, default=str, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str, width: int) -> list[Any]:
    """The ordering values behind a cursor. Raises Refusal `paging.cursor` where somebody typed into the address."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != width or not all(_storable(v) for v in values):
        raise Refusal(
            "paging.cursor",
            vi="Địa chỉ trang danh sách không đúng. Hãy mở lại danh sách từ đầu.",
            en="This list address is malformed. Open the list again from its start.",
            status=400,
        )
    return values


def of_list(rows: Sequence[T], key: Callable[[T], tuple[Any, ...]], newer: str | None, older: str | None, limit: int) -> Page[T]:
    """A page of rows that are in memory already, ascending by a unique `key` of texts and numbers (a snapshot's rows).

    Raises Refusal `paging.cursor`.
    """
    if not rows:
        return Page([], None, None)
    keys = [key(row) for row in rows]
    width, first = len(keys[0]), 0
    try:
        if older:
            first = bisect_right(keys, tuple(decode(older, width)))
        elif newer:
            first = max(bisect_left(keys, tuple(decode(newer, width))) - limit, 0)
    except TypeError:  # a cursor of other kinds of values than these rows have
        decode("", width)
    last = first + limit
    return Page(
        list(rows[first:last]), encode(list(keys[first])) if 0 < first < len(keys) else None,
        encode(list(keys[last - 1])) if last < len(keys) else None,
    )  # fmt: skip


def _storable(value: object) -> bool:
    """What PostgreSQL takes as a parameter: a bigint, or text without NUL and lone surrogates."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    return isinstance(value, int) and -(2**63) <= value < 2**63
