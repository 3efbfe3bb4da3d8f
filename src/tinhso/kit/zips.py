"""How large a zip's directory is, told before a reader takes all of its entries into memory."""

from __future__ import annotations

import struct
from typing import BinaryIO

_END, _LOCATOR, _END64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_TAIL = 22 + 0xFFFF + 20 + 56  # the end record, the longest comment, what zip64 writes before them
MAX_ENTRIES = 10_000
"""Files in an archive."""
ENTRY = 512
"""Bytes an entry takes in the directory at most, as archives of people go: 46 and its name."""


def overcrowded(stream: BinaryIO) -> bool:
    """Whether the archive's directory is too large for `MAX_ENTRIES`; its entries have not been read."""
    return directory_bytes(stream) > MAX_ENTRIES * ENTRY


def directory_bytes(stream: BinaryIO) -> int:
    """Bytes of the central directory of a seekable stream, as its end records say (APPNOTE 4.3.12-16); 0 where there is none."""
    stream.seek(0, 2)
    stream.seek(max(0, stream.tell() - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    (size,) = struct.unpack_from("<I", tail, at + 12)
    if at >= 76 and tail.startswith(_LOCATOR, at - 20) and tail.startswith(_END64, at - 76):  # which readers believe rather
        size = max(size, *struct.unpack_from("<Q", tail, at - 36))
    return int(size)
