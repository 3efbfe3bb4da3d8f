"""A carrier that changes a file on its way: what a receiver must notice. Only the played wire does this, never the product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from tinhso.core.access.public import system
from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile

_WORD = b"ModDate"


def altered(pdf: bytes) -> bytes:
    """The same file with one signed byte changed; it still opens. Raises ValueError where the signed part has no place for that."""
    at = pdf.find(b"/" + _WORD)
    if at < 0:
        raise ValueError("no modification date in the signed part")
    digit = at + len(_WORD) + len("/ (D:2020091")
    return pdf[:digit] + (b"8" if pdf[digit : digit + 1] != b"8" else b"7") + pdf[digit + 1 :]


@contextmanager
def damaged() -> Iterator[None]:
    """Inside the block what reaches a receiver is not what was sent. For one thread: the deliveries of the one who plays."""
    faithful = files.copy_to

    def copy_altered(agency: int, original: StoredFile) -> StoredFile:
        return files.store(system(agency), BytesIO(altered(files.bytes_of(original))), original.name)

    files.copy_to = copy_altered
    try:
        yield
    finally:
        files.copy_to = faithful
