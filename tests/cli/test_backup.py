"""Backup and restore on real servers, with the tables of core/files played by one of the same names."""

from __future__ import annotations

import hashlib
import io
import json
import os
import socket
import stat
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.second_server import old_server, programs, second_embedded
from tinhso.cli._rows import differing, digests
from tinhso.cli.backup import take
from tinhso.cli.restore import put_back, roles
from tinhso.engines.blobs import Blobs
from tinhso.engines.postgres import Engine, tools
from tinhso.engines.postgres.tools import adapted
from tinhso.kit.errors import Refusal


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    data = tmp_path_factory.mktemp("origin") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TINHSO_DATABASE_URL", raising=False)
        origin = Engine(data)
    with origin.running(), origin.connect("owner", autocommit=True) as connection:
        connection.execute("CREATE TABLE files_storedfile (n int GENERATED ALWAYS AS IDENTITY, sha256 varchar(64))")
        connection.execute("ALTER TABLE files_storedfile ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        connection.execute("CREATE POLICY nobody ON files_storedfile FOR SELECT USING (false)")
        connection.execute("CREATE POLICY anybody ON files_storedfile FOR INSERT WITH CHECK (true)")
        connection.execute("GRANT SELECT, INSERT ON files_storedfile TO tinhso_web")
        for folder, name, content in (("trust", "roots.pem", "PEM"), ("secrets", "django", "kept"), ("logs", "x.log", "not kept")):
            (data / folder).mkdir(exist_ok=True)
            (data / folder / name).write_text(content)
        (data / "secrets" / "admin-password").write_text("not kept")
        yield origin


def store(engine: Engine, content: bytes) -> str:
    sha256 = Blobs(engine.data / "blobs").put(io.BytesIO(content), 1000).sha256
    with engine.connect("web") as connection:
        connection.execute("INSERT INTO files_storedfile (sha256) VALUES (%s)", [sha256])
    return sha256


def rows(engine: Engine) -> list[str]:
    with engine.connect("admin") as connection:
        return [sha256 for (sha256,) in connection.execute("SELECT sha256 FROM files_storedfile ORDER BY n").fetchall()]


def test_what_was_backed_up_comes_back_with_roles_and_policies(engine: Engine, tmp_path: Path) -> None:
    kept = store(engine, b"ban goc")
    Blobs(engine.data / "blobs").put(io.BytesIO(b"of no row"), 100)
    take(engine, tmp_path / "b.tar", head=False)
    assert stat.S_IMODE((tmp_path / "b.tar").stat().st_mode) == 0o600
    data = tmp_path / "restored"
    manifest = put_back(tmp_path / "b.tar", data)
    assert kept in list(Blobs(data / "blobs"))
    assert list(Blobs(data / "blobs")) == sorted(set(rows(engine)))
    assert manifest["blobs"] == len(set(rows(engine)))
    assert (data / "trust" / "roots.pem").read_text() == "PEM"
    assert (data / "secrets" / "django").read_text() == "kept"
    assert not (data / "secrets" / "admin-password").exists()
    assert not (data / "logs" / "x.log").exists()
    with Engine(data).running() as restored:
        assert rows(restored) == rows(engine)
        assert restored.dsn("web")["password"] != engine.dsn("web")["password"]
        with restored.connect("web") as connection:
            assert connection.execute("SELECT count(*) FROM files_storedfile").fetchone() == (0,)
        store(restored, b"the next one")
        with restored.connect("admin") as connection:
            query = "SELECT tableowner, (SELECT max(n) FROM files_storedfile) FROM pg_tables WHERE tablename = 'files_storedfile'"
            assert connection.execute(query).fetchone() == ("tinhso_owner", len(rows(engine)) + 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "restored"]


def test_a_backup_taken_while_others_write_is_one_moment(engine: Engine, tmp_path: Path) -> None:
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            written.append(store(engine, f"file {len(written)}".encode()))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        take(engine, tmp_path / "b.tar", head=False)
    finally:
        stop.set()
        writer.join()
    data = tmp_path / "restored"
    put_back(tmp_path / "b.tar", data)
    with Engine(data).running() as restored:
        found = rows(restored)
    assert found == rows(engine)[: len(found)]
    assert set(Blobs(data / "blobs")) == set(found)
    assert all(Blobs(data / "blobs").verify(name) for name in found)


def test_a_backup_of_an_outside_database_comes_back_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with Engine(tmp_path / "server", tcp=port).running() as server:
        monkeypatch.setenv("TINHSO_DATABASE_URL", server.url("admin").rsplit("/", 1)[0] + "/prod")
        outside = Engine(tmp_path / "outside")
        with outside.running(), outside.connect("owner") as connection:
            connection.execute("CREATE TABLE t (n int)")
            connection.execute("GRANT SELECT ON t TO prod_web")
        take(outside, tmp_path / "b.tar", head=False)
    monkeypatch.delenv("TINHSO_DATABASE_URL")
    put_back(tmp_path / "b.tar", tmp_path / "restored")
    with Engine(tmp_path / "restored").running() as restored:
        with restored.connect("web") as connection:
            assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
        with restored.connect("admin") as connection:
            assert connection.execute("SELECT tableowner FROM pg_tables WHERE tablename = 't'").fetchone() == ("tinhso_owner",)


OLD = pytest.mark.skipif(programs() is None, reason="no second PostgreSQL is installed")


@pytest.fixture(params=[pytest.param("old", marks=OLD), "embedded"])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server apart: the oldest we promise, and our own."""
    with tempfile.TemporaryDirectory(prefix="tinhso-server-") as folder:  # not below pytest's own folder, which is closed to others
        os.chmod(folder, 0o755)
        found = programs()
        with old_server(Path(folder), found) if request.param == "old" and found else second_embedded(Path(folder)) as url:
            yield url


def test_a_backup_comes_back_on_another_version_and_under_another_name(
    engine: Engine, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From ours to the server, there from one database to another beside it, and home again."""
    with engine.connect("owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS told (words text)")
        connection.execute("INSERT INTO told VALUES ('GRANT x TO tinhso_web;'), ('SET transaction_timeout = 0;')")
        connection.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO tinhso_worker")
    whole = take(engine, tmp_path / "b0.tar", head=False)
    for number, name in enumerate(["p1", "p-2", ""]):
        if name:
            monkeypatch.setenv("TINHSO_DATABASE_URL", f"{server}/{name}")
        else:
            monkeypatch.delenv("TINHSO_DATABASE_URL")
        data = tmp_path / f"r{number}"
        put_back(tmp_path / f"b{number}.tar", data)
        name = name or "tinhso"
        with Engine(data).running() as restored:
            with restored.connect("web") as connection:
                assert connection.execute("SELECT count(*) FROM files_storedfile").fetchone() == (0,)
                assert connection.execute("SELECT has_table_privilege('told', 'SELECT')").fetchone() == (False,)
            with restored.connect("owner") as connection:
                assert len(connection.execute("SELECT 1 FROM told WHERE words LIKE '%tinhso_web%'").fetchall()) == 1
                connection.execute("CREATE TABLE next (n int)")
                connection.execute("DROP TABLE told") if number == 2 else None
            with restored.connect("worker") as connection:
                assert connection.execute("SELECT count(*) FROM next").fetchone() == (0,)
            with restored.connect("admin") as connection:
                owners = connection.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall()
                assert owners == [(f"{name}_owner",)]
                connection.execute("DROP TABLE next")
            assert take(restored, tmp_path / f"b{number + 1}.tar", head=False)["rows"].keys() >= {"public.files_storedfile"}
            if number < 2:
                with restored.connect("admin") as connection:
                    assert digests(connection) == whole["rows"]
    with engine.connect("owner") as connection:
        connection.execute("DROP TABLE told")
        connection.execute("ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM tinhso_worker")


def test_a_role_with_an_address_of_its_own_is_known_by_the_name_it_had(engine: Engine) -> None:
    own = {"admin": "steward", "owner": "p_owner", "web": "made_by_them", "worker": "p_worker"}
    here = [f"tinhso_{role}" for role in own]
    assert roles(engine, {"database": "p", "roles": own}) == dict(zip(own.values(), here, strict=True))
    assert roles(engine, {"database": "p"}) == dict(zip([f"p_{role}" for role in own], here, strict=True))


def test_a_script_is_adapted_outside_of_the_rows_alone() -> None:
    script = (
        b"SET transaction_timeout = 0;\nSET lock_timeout = 0;\nGRANT SELECT ON TABLE public.t TO a_web;\n"
        b'REVOKE ALL ON SCHEMA public FROM "a_web", a_website;\nCREATE POLICY p ON public.t TO a_web, b USING (true);\n'
        b"COPY public.t (n) FROM stdin;\nGRANT SELECT ON TABLE public.t TO a_web;\nSET transaction_timeout = 0;\n\\.\n"
        b"ALTER TABLE public.t OWNER TO a_owner;\n"
    )
    shown = b"".join(adapted(io.BytesIO(script), {"a_web": 'it"s', "a_owner": "p-2_owner"})).decode()
    assert shown == (
        'SET lock_timeout = 0;\nGRANT SELECT ON TABLE public.t TO "it""s";\n'
        'REVOKE ALL ON SCHEMA public FROM "it""s", a_website;\nCREATE POLICY p ON public.t TO "it""s", b USING (true);\n'
        "COPY public.t (n) FROM stdin;\nGRANT SELECT ON TABLE public.t TO a_web;\nSET transaction_timeout = 0;\n\\.\n"
        'ALTER TABLE public.t OWNER TO "p-2_owner";\n'
    )


def test_a_dump_that_cannot_be_read_to_its_end_leaves_the_database_empty(engine: Engine, tmp_path: Path) -> None:
    store(engine, b"mot dong")
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    with engine.connect("admin") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        tools.dump(engine, str(row[0]), whole)
    cut.write_bytes(whole.read_bytes()[:-20])
    with Engine(tmp_path / "empty").running() as empty:
        with pytest.raises(Refusal, match="tool_failed"):
            tools.restore(empty, cut, {})
        with empty.connect("admin") as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_bytes_that_are_gone_are_told_and_the_rest_is_saved(engine: Engine, tmp_path: Path) -> None:
    gone = store(engine, b"soon gone")
    path = Blobs(engine.data / "blobs").path(gone)
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(Refusal, match="missing_blobs") as refused:
        take(engine, tmp_path / "b.tar", head=False)
    assert refused.value.context["missing"] == [gone]
    assert put_back(tmp_path / "b.tar", tmp_path / "restored")["missing"] == [gone]
    path.write_bytes(content)


def test_the_manifest_says_what_rows_the_snapshot_held(engine: Engine, tmp_path: Path) -> None:
    store(engine, b"mot dong nua")
    manifest = take(engine, tmp_path / "b.tar", head=False)
    assert manifest["rows"]["public.files_storedfile"]["count"] == len(rows(engine))
    assert put_back(tmp_path / "b.tar", tmp_path / "restored")["rows"] == manifest["rows"]
    with engine.connect("admin") as connection:
        connection.execute("SET LOCAL timezone = 'America/Lima'")
        assert digests(connection) == manifest["rows"]
        connection.execute("UPDATE files_storedfile SET sha256 = 'sua' WHERE n = 1")
        assert differing(manifest["rows"], digests(connection)) == ["public.files_storedfile"]
        connection.rollback()


@pytest.mark.parametrize("key", ["count", "digest"])
def test_rows_other_than_those_written_down_are_refused_and_nothing_is_put_in_place(engine: Engine, tmp_path: Path, key: str) -> None:
    """The dump is whole by its own hash, yet a table does not hold what the backup saw."""
    take(engine, tmp_path / "b.tar", head=False)

    def forge(name: str, body: bytes) -> bytes:
        if name != "manifest.json":
            return body
        manifest = json.loads(body)
        manifest["rows"]["public.files_storedfile"][key] = 0
        return json.dumps(manifest).encode()

    rewrite(tmp_path / "b.tar", tmp_path / "bad.tar", forge)
    with pytest.raises(Refusal, match="rows_differ") as refused:
        put_back(tmp_path / "bad.tar", tmp_path / "restored")
    assert refused.value.context["tables"] == ["public.files_storedfile"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "bad.tar"]


def test_an_archive_of_a_former_release_that_wrote_no_rows_down_is_restored(engine: Engine, tmp_path: Path) -> None:
    take(engine, tmp_path / "b.tar", head=False)

    def forget(name: str, body: bytes) -> bytes:
        return json.dumps({k: v for k, v in json.loads(body).items() if k != "rows"}).encode() if name == "manifest.json" else body

    rewrite(tmp_path / "b.tar", tmp_path / "old.tar", forget)
    put_back(tmp_path / "old.tar", tmp_path / "restored")


def rewrite(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> None:
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            body = change(member.name, content.read())
            member.size = len(body)
            new.addfile(member, io.BytesIO(body))


def spoil(name: str) -> Callable[[str, bytes], bytes]:
    return lambda member, body: body[:-1] + bytes([body[-1] ^ 1]) if member == name else body


@pytest.mark.parametrize("name", ["database.dump", "trust/roots.pem"])
def test_one_altered_bit_is_refused_and_nothing_is_put_in_place(engine: Engine, tmp_path: Path, name: str) -> None:
    take(engine, tmp_path / "b.tar", head=False)
    rewrite(tmp_path / "b.tar", tmp_path / "bad.tar", spoil(name))
    with pytest.raises(Refusal, match="damaged") as refused:
        put_back(tmp_path / "bad.tar", tmp_path / "restored")
    assert name in refused.value.vi
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "bad.tar"]


def test_a_blob_altered_together_with_the_manifest_is_refused(engine: Engine, tmp_path: Path) -> None:
    kept = store(engine, b"giu nguyen")
    take(engine, tmp_path / "b.tar", head=False)
    forged = hashlib.sha256(b"sua lai roi").hexdigest()

    def forge(name: str, body: bytes) -> bytes:
        if name.endswith(kept):
            return b"sua lai roi"
        if name == "manifest.json":
            manifest = json.loads(body)
            manifest["entries"][f"blobs/{kept[:2]}/{kept[2:4]}/{kept}"] = {"sha256": forged, "size": 11}
            return json.dumps(manifest).encode()
        return body

    rewrite(tmp_path / "b.tar", tmp_path / "bad.tar", forge)
    with pytest.raises(Refusal, match="damaged"):
        put_back(tmp_path / "bad.tar", tmp_path / "restored")


@pytest.mark.parametrize("part", [0.0, 0.3, 0.97])
def test_a_cut_archive_is_refused(engine: Engine, tmp_path: Path, part: float) -> None:
    take(engine, tmp_path / "b.tar", head=False)
    whole = (tmp_path / "b.tar").read_bytes().rstrip(b"\0")
    (tmp_path / "b.tar").write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Refusal, match="damaged"):
        put_back(tmp_path / "b.tar", tmp_path / "restored")


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "trust/../../out"])
def test_a_member_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "bad.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    with pytest.raises(Refusal, match="damaged"):
        put_back(tmp_path / "bad.tar", tmp_path / "inner" / "restored")
    assert not (tmp_path / "inner" / "out").exists()


def test_only_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep")
    with pytest.raises(Refusal, match="not_empty"):
        put_back(tmp_path / "b.tar", tmp_path)
    assert (tmp_path / "mine").read_text() == "keep"
