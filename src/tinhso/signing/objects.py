"""Reading PDF objects. pyHanko's `DictionaryObject.get` gives a reference where the file has one, not what it refers to."""

from __future__ import annotations

from typing import Any


def resolved(entries: Any, key: str, default: Any = None) -> Any:
    """What stands under `key`, references followed."""
    return entries[key] if key in entries else default  # noqa: SIM401 - that is the point


def raw(entries: Any, key: str) -> Any:
    """What is written under `key`: the reference itself where there is one; None without an entry."""
    return entries.raw_get(key) if key in entries else None
