"""What somebody typed or sent, read strictly: the value, or None where it is no such thing."""

from __future__ import annotations

from uuid import UUID


def whole(text: str | None) -> int | None:
    """A whole number that PostgreSQL's bigint holds. `isdigit` alone would let “²” and five thousand digits through."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 18 else None


def uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
