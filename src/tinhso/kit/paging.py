"""Keyset paging: a cursor is the last row's ordering values; cost does not grow with the page number."""

from __future__ import annotations

import base64
import json
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


def _storable(value: object) -> bool:
    """What PostgreSQL takes as a parameter: a bigint, or text without NUL and lone surrogates."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    return isinstance(value, int) and -(2**63) <= value < 2**63
