"""Originals that never change, their renditions apart, behind their agency's wall."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import psycopg
import pytest
from django.conf import settings

from tests.cast import Cast, build_cast
from tinhso.core.access.public import UnscopedQuery, acting, system
from tinhso.core.files import public as files
from tinhso.core.files.public import MAX_BYTES, StoredFile, bytes_of, copy_to, path_of, rendition, store, store_rendition
from tinhso.engines.postgres import Engine, Role
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

PDF = b"%PDF-1.7\nthu\n%%EOF\n"


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def blobs() -> set[str]:
    return set(files.blobs())


def drafts() -> list[Path]:
    return list((Path(settings.TINHSO_DATA) / "blobs" / "incoming").glob("*"))


def test_an_original_is_kept_whole_with_its_hash_type_and_who_brought_it(cast: Cast) -> None:
    with acting(cast.clerk):
        kept = store(cast.clerk, io.BytesIO(PDF), "C:\\tep\\Công văn.pdf")
        assert (kept.agency_id, kept.size, kept.media_type, kept.name) == (cast.agency, len(PDF), "application/pdf", "Công văn.pdf")
        assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
        assert kept.stored_by == cast.clerk.person
        assert bytes_of(kept) == PDF
    assert path_of(kept).stat().st_mode & 0o222 == 0


def test_the_stream_is_read_from_its_beginning_wherever_it_stood(cast: Cast) -> None:
    with acting(cast.clerk):
        long = PDF + bytes(200_000)
        assert bytes_of(store(cast.clerk, io.BytesIO(long), "a.pdf")) == long


def test_the_same_bytes_are_two_originals_and_one_blob(cast: Cast) -> None:
    unique = PDF + b"cung mot tep"
    with acting(cast.clerk):
        before = blobs()
        first, second = (store(cast.clerk, io.BytesIO(unique), name) for name in ("a.pdf", "b.pdf"))
        assert first.pk != second.pk
        assert blobs() - before == {first.sha256}


def test_an_original_is_behind_its_agencys_wall(cast: Cast) -> None:
    with acting(cast.clerk):
        kept = store(cast.clerk, io.BytesIO(PDF), "a.pdf")
        with pytest.raises(UnscopedQuery):
            StoredFile.objects.get(pk=kept.pk)
    with acting(cast.other_clerk):
        assert not StoredFile.objects.within(cast.other_clerk).filter(pk=kept.pk).exists()
        assert not StoredFile.plain.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(("content", "name", "code"), [(b"", "a.pdf", "files.empty"), (b"MZ", "a.pdf", "files.type")])
def test_what_is_refused_leaves_neither_row_nor_blob(cast: Cast, content: bytes, name: str, code: str) -> None:
    before = blobs()
    with acting(cast.clerk):
        with pytest.raises(Refusal) as told:
            store(cast.clerk, io.BytesIO(content), name)
        assert told.value.code == code
        assert not StoredFile.plain.exists()
    assert blobs() == before
    assert drafts() == []


def test_300_mb_are_refused_by_streaming_without_filling_the_disk(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "lon.pdf"
    with large.open("wb") as out:
        out.write(PDF)
        out.truncate(300 * 1024 * 1024)  # sparse: takes no room itself
    read: list[int] = []

    class Watched(io.BufferedReader):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None and 0 < size <= 1024 * 1024, "read whole into memory"
            data = super().read(size)
            read.append(len(data))
            return data

    with acting(cast.clerk), Watched(large.open("rb", buffering=0)) as stream, pytest.raises(Refusal) as told:  # type: ignore[arg-type]
        store(cast.clerk, stream, "lon.pdf", limit=20 * 1024 * 1024)
    assert (told.value.code, told.value.status) == ("file.too_large", 413)
    assert "20 MB" in told.value.vi
    assert sum(read) <= 22 * 1024 * 1024, "stops at the limit, not at the end"
    assert drafts() == []
    assert large.stat().st_size > MAX_BYTES > 20 * 1024 * 1024


class Full(io.BytesIO):
    """A disk that is full when the second megabyte comes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 65_536 * 2:
            raise OSError(28, "No space left on device")
        return super().read(size)


def test_a_full_disk_is_said_plainly_and_leaves_nothing(cast: Cast) -> None:
    stream: BinaryIO = Full(PDF + bytes(3 * 1024 * 1024))
    with acting(cast.clerk), pytest.raises(Refusal) as told:
        store(cast.clerk, stream, "a.pdf")
    assert (told.value.code, told.value.status) == ("file.disk_full", 507)
    assert drafts() == []


def test_a_copy_for_another_agency_is_its_own_row_on_the_same_bytes(cast: Cast) -> None:
    both = system(cast.agency, also=(cast.other,))
    with acting(both):
        ours = store(both, io.BytesIO(PDF + b"gui di"), "a.pdf")
        before = blobs()
        theirs = copy_to(cast.other, ours)
        assert blobs() == before
    assert (theirs.agency_id, theirs.sha256, theirs.size, theirs.name, theirs.stored_by) == (
        cast.other,
        ours.sha256,
        ours.size,
        "a.pdf",
        None,
    )
    with acting(cast.other_clerk):
        found = StoredFile.objects.within(cast.other_clerk).get()
        assert (found.pk, bytes_of(found)) == (theirs.pk, PDF + b"gui di")


def test_dieu_18_4_bytes_leave_the_disk_when_the_last_agency_has_destroyed_its_copy(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TINHSO_DATA", tmp_path)
    both, tomorrow = system(cast.agency, also=(cast.other,)), clock.real() + timedelta(days=1)
    with acting(both):
        ours = store(both, io.BytesIO(PDF + b"thu hoi"), "a.pdf")
        theirs = copy_to(cast.other, ours)
        theirs.delete()
        assert files.collect(tomorrow) == [], "the sender still keeps it"
        assert path_of(ours).exists()
        name = ours.sha256
        ours.delete()
        assert files.collect(clock.real() - timedelta(days=1)) == [], "a row of an hour ago may not be committed yet"
        assert files.collect(tomorrow) == [name]


def test_a_rendition_stands_apart_and_the_first_of_a_kind_stays(cast: Cast) -> None:
    with acting(cast.clerk):
        kept = store(cast.clerk, io.BytesIO(PDF), "a.pdf")
        assert rendition(kept, "text") is None
        first = store_rendition(kept, "text", io.BytesIO("lời văn".encode()), "text/plain")
        again = store_rendition(kept, "text", io.BytesIO(b"other"), "text/plain")
        assert again.pk == first.pk
        found = rendition(kept, "text")
        assert found is not None
        assert bytes_of(found).decode() == "lời văn"
        assert (bytes_of(kept), found.agency_id) == (PDF, cast.agency)


@pytest.mark.parametrize("role", ["web", "worker", "owner"])
@pytest.mark.parametrize("table", ["files_storedfile", "files_rendition"])
def test_the_database_refuses_to_rewrite_an_original_or_what_was_made_of_it(committed: str, engine: Engine, role: Role, table: str) -> None:
    cast = build_cast()
    with acting(cast.clerk):
        kept = store(cast.clerk, io.BytesIO(PDF), "a.pdf")
        store_rendition(kept, "text", io.BytesIO(b"thu"), "text/plain")
    with psycopg.connect(**{**engine.dsn(role), "dbname": committed}) as connected:
        connected.execute("SELECT set_config('tinhso.agencies', %s, true)", [f"{{{cast.agency}}}"])
        assert connected.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
        refused = "keeps originals" if role == "owner" else "permission denied"
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=refused):
            connected.execute(f"UPDATE {table} SET sha256 = repeat('0', 64)")
