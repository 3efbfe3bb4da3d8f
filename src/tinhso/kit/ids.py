"""Identifiers: time-ordered UUIDs (RFC 9562 version 7), so that new rows stand together in an index."""

from __future__ import annotations

import os
import time
from uuid import UUID


def new() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 74 random bits."""
    stamp = time.time_ns() // 1_000_000
    tail = int.from_bytes(os.urandom(10), "big")
    value = (stamp << 80) | (0x7 << 76) | ((tail >> 64 & 0xFFF) << 64) | (0b10 << 62) | (tail & ((1 << 62) - 1))
    return UUID(int=value)
