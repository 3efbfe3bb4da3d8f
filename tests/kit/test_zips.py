"""The size of an archive's directory, before its entries are read."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tinhso.core.files import rules
from tinhso.documents.layout import annexes
from tinhso.kit.errors import Refusal
from tinhso.kit.zips import directory_bytes


def packed(names: list[str], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
        archive.comment = comment
    return out.getvalue()


def endless(entries: int, *, told: bool) -> bytes:
    """So many entries for one file, in an end record of zip64; the old record says the same, or that there is nothing."""
    file = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * entries
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, len(directory), len(file))
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(file) + len(directory), 1)
    size = 0xFFFFFFFF if told else 0
    return file + directory + end64 + locator + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, 0xFFFFFFFF, 0)


@pytest.mark.parametrize("comment", [b"", b"ghi ch\xc3\xba" * 3, b"x" * 0xFFFF])
def test_the_directory_is_as_large_as_its_entries(comment: bytes) -> None:
    assert directory_bytes(io.BytesIO(packed(["a.txt", "phụ lục.xlsx"], comment))) == 2 * 46 + len("a.txt") + len("phụ lục.xlsx".encode())
    assert directory_bytes(io.BytesIO(b"no archive")) == directory_bytes(io.BytesIO(b"")) == 0


@pytest.mark.parametrize("told", [True, False])
def test_an_archive_of_endless_entries_is_refused_before_any_reader_opens_it(monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    data = endless(200_000, told=told)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("opened"))
    with pytest.raises(Refusal, match="zip_bomb"):
        annexes.media_type(data, "a.zip")
    with pytest.raises(Refusal, match="zip_entries"):
        rules.media_type(data[:65_536], io.BytesIO(data), "a.zip")
