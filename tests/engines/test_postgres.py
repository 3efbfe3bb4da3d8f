from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tinhso.engines.children import Child, spawn
from tinhso.engines.postgres import ROLES, Engine, ensure_roles, server
from tinhso.engines.postgres.server import SOCKET_LIMIT, STARTS
from tinhso.kit.errors import Refusal


def test_each_role_connects_and_none_but_admin_can_bypass_row_security(made: Path) -> None:
    with Engine(made).running() as engine:
        for role in ROLES:
            with engine.connect(role) as connection:
                row = connection.execute(
                    "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
                assert row == (engine.role(role), role == "admin")


def test_vietnamese_is_folded_by_the_database(made: Path) -> None:
    with Engine(made).running() as engine, engine.connect("web") as connection:
        query = "SELECT lower('ĐẶNG THỊ Ờ'), unaccent('đặng'), 'ĐẶNG' ILIKE 'đặng'"
        assert connection.execute(query).fetchone() == ("đặng thị ờ", "dang", True)
        found = connection.execute("SELECT extname FROM pg_extension").fetchall()
        assert {"unaccent", "pg_trgm", "btree_gist", "ltree"} <= {name for (name,) in found}


def test_owner_owns_database_and_schema_and_web_may_not_create(made: Path) -> None:
    with Engine(made).running() as engine:
        with engine.connect("owner") as connection:
            connection.execute("CREATE TABLE of_owner (n int)")
            connection.rollback()
        with engine.connect("web") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE of_web (n int)")


def test_the_server_stops_with_its_owner_and_starts_again(made: Path) -> None:
    engine = Engine(made)
    assert not engine.answers()
    for _ in range(2):
        with engine.running():
            assert engine.answers()
    assert not engine.answers()


@pytest.mark.parametrize("times", [1, STARTS])
def test_a_server_killed_before_it_answers_is_started_again_and_one_killed_again_and_again_is_told(
    made: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:  # fmt: skip
    real, killed = spawn, []

    def then_killed(*args: Any, **options: Any) -> Child:
        child = real(*args, **options)
        if len(killed) < times:
            killed.append(child.pid)
            os.kill(child.pid, signal.SIGKILL)
        return child

    monkeypatch.setattr(server, "spawn", then_killed)
    if times == STARTS:
        with pytest.raises(Refusal, match=r"engine\.not_started"), Engine(made).running():
            pass
    else:
        with Engine(made).running() as engine:
            assert engine.answers()
    assert len(killed) == times


def test_running_inside_running_uses_the_same_server(made: Path) -> None:
    with Engine(made).running() as outer:
        with Engine(made).running():
            pass
        assert outer.answers()


def test_roles_are_made_again_without_harm(made: Path) -> None:
    with Engine(made).running() as engine:
        with engine.connect("admin") as connection:
            connection.execute("ALTER ROLE tinhso_web PASSWORD 'another'")
        ensure_roles(engine)
        engine.connect("web").close()


def test_passwords_are_private_and_a_wrong_one_is_refused(made: Path) -> None:
    secrets = sorted((made / "secrets").iterdir())
    assert [path.name for path in secrets] == [f"postgres-{role}" for role in sorted(ROLES)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}
    assert len({path.read_text() for path in secrets}) == len(ROLES)
    with Engine(made).running() as engine, pytest.raises(psycopg.OperationalError, match="password"):
        engine.connect("admin", password="wrong")


def test_dsn_starts_nothing(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "data")
    assert engine.dsn("web") == engine.dsn("web")
    assert not engine.answers()
    assert not (tmp_path / "data" / "pg").exists()


def test_no_parent_folder_changes_its_mode(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = [path.stat().st_mode for path in (closed, *closed.parents)]
    with Engine(closed / "data").running() as engine:
        assert engine.answers()
    assert [path.stat().st_mode for path in (closed, *closed.parents)] == before
    assert stat.S_IMODE((closed / "data" / "pg").stat().st_mode) == 0o700


def test_two_instances_run_side_by_side(made: Path, tmp_path: Path) -> None:
    with Engine(made).running() as one, Engine(tmp_path / "two").running() as two:
        with one.connect("owner") as connection:
            connection.execute("CREATE TABLE only_in_one (n int)")
        with two.connect("owner") as connection:
            assert connection.execute("SELECT to_regclass('only_in_one')").fetchone() == (None,)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**{**two.dsn("web"), "password": str(one.dsn("web")["password"])})  # type: ignore[arg-type]
        with one.connect("owner") as connection:
            connection.execute("DROP TABLE only_in_one")


def test_a_long_path_moves_the_socket_to_a_private_folder(tmp_path: Path) -> None:
    data = tmp_path / ("thư-mục-dài-" * 8) / "data"
    engine = Engine(data)
    host = Path(str(engine.dsn("web")["host"]))
    assert host.parent == Path("/tmp")
    assert len(os.fsencode(host / ".s.PGSQL.5432")) <= SOCKET_LIMIT
    try:
        with engine.running():
            engine.connect("web").close()
            assert stat.S_IMODE(host.stat().st_mode) == 0o700
    finally:
        host.rmdir()


def test_a_socket_folder_planted_by_somebody_else_is_refused(tmp_path: Path) -> None:
    data = tmp_path / ("thư-mục-dài-" * 8) / "data"
    host = Path(str(Engine(data).dsn("web")["host"]))
    host.symlink_to(tmp_path)
    try:
        with pytest.raises(Refusal, match="socket_folder_taken"), Engine(data).running():
            pass
    finally:
        host.unlink()


def test_an_interrupted_first_start_is_done_again(tmp_path: Path) -> None:
    (tmp_path / "pg.new" / "data").mkdir(parents=True)
    (tmp_path / "pg.new" / "data" / "half").touch()
    with Engine(tmp_path).running() as engine:
        assert engine.answers()
    assert not (tmp_path / "pg.new").exists()


def test_data_of_another_major_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("14\n")
    with pytest.raises(Refusal, match="other_major_version"), Engine(tmp_path).running():
        pass


def test_a_lock_held_without_a_server_is_refused_in_bounded_time(made: Path) -> None:
    from tinhso.engines.locks import FileLock

    lock = FileLock(made / "engine.lock")
    assert lock.take()
    try:
        with pytest.raises(Refusal) as refused, Engine(made).running(wait=0.2):
            pass
    finally:
        lock.release()
    assert refused.value.code == "engine.busy"
    assert str(made) in refused.value.vi


def test_a_started_program_inherits_neither_lock_nor_pipe(made: Path) -> None:
    with Engine(made).owned() as server:
        open_files = [os.readlink(f"/proc/{server.pid}/fd/{number}") for number in os.listdir(f"/proc/{server.pid}/fd")]
    assert not [path for path in open_files if "engine." in path]
    assert [os.path.basename(path) for path in open_files if path.endswith("postgres.log")]


USE = """
import sys, time
from pathlib import Path
from tinhso.engines.postgres import Engine
with Engine(Path(sys.argv[1])).running() as engine:
    with engine.connect("owner") as connection:
        for _ in range(20):
            connection.execute("INSERT INTO counted DEFAULT VALUES")
            connection.commit()
            time.sleep(float(sys.argv[2]))
"""


def test_commands_at_once_share_one_server_and_none_loses_it(made: Path) -> None:
    with Engine(made).running() as engine, engine.connect("owner") as connection:
        connection.execute("CREATE TABLE counted (n int GENERATED ALWAYS AS IDENTITY)")
    commands = [subprocess.Popen([sys.executable, "-c", USE, str(made), pause]) for pause in ("0", "0.005", "0.02", "0.04")]
    assert [command.wait(60) for command in commands] == [0, 0, 0, 0]
    with Engine(made).running() as engine, engine.connect("owner") as connection:
        assert connection.execute("SELECT count(*) FROM counted").fetchone() == (80,)


def test_two_first_starts_at_once_agree(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from tinhso.engines.postgres import Engine\nwith Engine(sys.argv[1]).running() as e:\n"
               "    [e.connect(r).close() for r in ('admin', 'owner', 'web', 'worker')]", str(tmp_path / "data")]  # fmt: skip
    started = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
