from __future__ import annotations

import hashlib
import io
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhso.engines.blobs import CHUNK, Blobs
from tinhso.kit.errors import Refusal


def files_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file() and path.name != "collecting.lock"]


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=3000), repeat=st.integers(1, 1500))
def test_bytes_come_back_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, content: bytes, repeat: int) -> None:
    blobs, whole = Blobs(tmp_path_factory.getbasetemp() / "shared-blobs"), content * repeat
    blob = blobs.put(io.BytesIO(whole), limit=len(whole))
    assert (blob.sha256, blob.size) == (hashlib.sha256(whole).hexdigest(), len(whole))
    with blobs.open(blob.sha256) as file:
        assert file.read() == whole
    assert blobs.verify(blob.sha256)


def test_what_nobody_names_any_more_is_collected_a_day_later_and_nothing_else(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    named, orphan, young, again = (blobs.put(io.BytesIO(text), 100).sha256 for text in (b"co ten", b"mo coi", b"vua tai", b"tai lai"))
    unfinished = tmp_path / "incoming" / "1.dead"
    unfinished.write_bytes(b"nua chung")
    for path in (blobs.path(named), blobs.path(orphan), blobs.path(again), unfinished):
        os.utime(path, (1_000, 1_000))
    blobs.put(io.BytesIO(b"tai lai"), 100)
    with blobs.held():
        assert blobs.collect(lambda: {named}, before=2_000) == [], "a backup reads"
    assert blobs.collect(lambda: {named}, before=2_000) == [orphan]
    assert sorted(blobs) == sorted([named, young, again])
    assert not unfinished.exists()


def test_equal_bytes_are_kept_once_and_read_only(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    first, second = (blobs.put(io.BytesIO(b"cung mot noi dung"), 100) for _ in range(2))
    assert first == second
    assert list(blobs) == [first.sha256]
    assert blobs.path(first.sha256).stat().st_mode & 0o777 == 0o400
    assert list(blobs) == [first.sha256]


@pytest.mark.parametrize("size", [101, CHUNK + 1, 3 * CHUNK])
def test_one_byte_above_the_limit_is_refused_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(Refusal) as refused:
        blobs.put(io.BytesIO(b"x" * size), limit=size - 1)
    assert (refused.value.code, refused.value.status) == ("file.too_large", 413)
    assert files_under(tmp_path) == []


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        Blobs(tmp_path).put(Broken(), 10)
    assert files_under(tmp_path) == []


def test_damage_is_seen_and_mended_by_putting_the_bytes_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blob = blobs.put(io.BytesIO(b"nguyen ven"), 100)
    path = blobs.path(blob.sha256)
    path.chmod(0o600)
    path.write_bytes(b"nguyen v")
    assert not blobs.verify(blob.sha256)
    blobs.put(io.BytesIO(b"nguyen ven"), 100)
    assert blobs.verify(blob.sha256)
    path.unlink()
    assert not blobs.verify(blob.sha256)
    assert not blobs.exists(blob.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "g" * 64, "0" * 63])
def test_a_name_that_is_no_hash_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Blobs(tmp_path).path(name)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("a full disk is made with a small tmpfs, which only root may mount")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine does not allow mounting the small tmpfs that plays a full disk")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_is_a_clear_refusal_and_nothing_is_lost_or_left(tiny_disk: Path) -> None:
    blobs = Blobs(tiny_disk)
    kept = blobs.put(io.BytesIO(os.urandom(CHUNK)), 2 * CHUNK)
    with pytest.raises(Refusal) as refused:
        blobs.put(io.BytesIO(os.urandom(3 * CHUNK)), 4 * CHUNK)
    assert (refused.value.code, refused.value.status) == ("file.disk_full", 507)
    assert files_under(tiny_disk) == [blobs.path(kept.sha256)]
    assert blobs.verify(kept.sha256)
    blobs.put(io.BytesIO(b"small"), 10)
