"""`kill -9` of every process around PostgreSQL: what was committed is there, and it runs again within seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tinhso.engines.postgres import Engine
from tinhso.engines.postgres.stale import living_in
from tinhso.kit.errors import Refusal

pytestmark = [pytest.mark.fault, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")]

HOLD = """
import sys
from pathlib import Path
from tinhso.engines.postgres import Engine
from tinhso.engines.supervise import Supervisor
data = Path(sys.argv[1])
supervisor = Supervisor(data, [])
with Engine(data).owned() as server:
    supervisor.run(server)
"""


@pytest.fixture(autouse=True)
def no_outside_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TINHSO_DATABASE_URL", raising=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed") / "data"


@pytest.fixture
def holder(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    (data / "run" / "serve.beat").unlink(missing_ok=True)
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(data)])
    until_answering(Engine(data))
    with Engine(data).connect("owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
    yield process
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while living_in(data / "pg"):  # the server goes after its owner: the next test must not take this one for its own
        assert time.monotonic() < deadline
        time.sleep(0.02)


def until_answering(engine: Engine, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not engine.answers():
        assert time.monotonic() < deadline, (engine.data / "logs" / "postgres.log").read_text()[-2000:]
        time.sleep(0.02)


def until_running(data: Path, seconds: float = 30.0) -> None:
    """Not only answering: the supervisor's own heartbeat is there."""
    deadline = time.monotonic() + seconds
    while not (data / "run" / "serve.beat").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def until_dead(pid: int, seconds: float = 30.0) -> None:
    """Ended, reaped or not."""
    deadline = time.monotonic() + seconds
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.001)


def write_one(engine: Engine) -> int:
    with engine.connect("owner") as connection:
        row = connection.execute("INSERT INTO kept VALUES (1) RETURNING (SELECT count(*) + 1 FROM kept)").fetchone()
    assert row is not None
    return int(row[0])


def count(engine: Engine) -> int:
    with engine.connect("owner") as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert row is not None
    return int(row[0])


def postmaster(data: Path) -> int:
    return int((data / "pg" / "postmaster.pid").read_text().split("\n")[0])


def test_a_killed_backend(data: Path, holder: subprocess.Popen[bytes]) -> None:
    engine = Engine(data)
    written = write_one(engine)
    with engine.connect("owner") as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    until_answering(engine)
    assert count(engine) == written
    assert holder.poll() is None


def test_a_killed_postmaster_is_started_again_by_its_owner(data: Path, holder: subprocess.Popen[bytes]) -> None:
    engine = Engine(data)
    written, first = write_one(engine), postmaster(data)
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while not engine.answers() or postmaster(data) == first:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert count(engine) == written


def test_a_killed_owner_takes_the_server_along_and_the_next_command_has_it_at_once(data: Path, holder: subprocess.Popen[bytes]) -> None:
    engine = Engine(data)
    written = write_one(engine)
    holder.kill()
    until_dead(holder.pid)  # not reaped here: the next command must not mind
    with engine.running(wait=30.0):
        assert count(engine) == written
    assert living_in(data / "pg") == []


def test_a_second_supervisor_is_told_at_once_that_the_instance_runs(data: Path, holder: subprocess.Popen[bytes]) -> None:
    until_running(data)
    with pytest.raises(Refusal, match=r"engine\.served"), Engine(data).owned(wait=30.0):
        pass
    holder.kill()
    until_dead(holder.pid)  # and not reaped: a dead one is no hindrance, also where a command holds the lock meanwhile
    with Engine(data).running(wait=30.0), pytest.raises(Refusal, match=r"engine\.busy"), Engine(data).owned(wait=0.2):
        pass
    with Engine(data).owned(wait=30.0):
        assert Engine(data).answers()


def test_owner_and_postmaster_killed_together(data: Path, holder: subprocess.Popen[bytes]) -> None:
    engine = Engine(data)
    written = write_one(engine)
    first = postmaster(data)
    holder.kill()
    os.kill(first, signal.SIGKILL)
    with engine.running(wait=30.0):
        assert count(engine) == written
        assert postmaster(data) != first


def test_a_stopped_owner_leaves_nothing(data: Path, holder: subprocess.Popen[bytes]) -> None:
    until_running(data)
    holder.send_signal(signal.SIGTERM)
    assert holder.wait(30) == 0
    assert living_in(data / "pg") == []
    assert not (data / "pg" / "postmaster.pid").exists()


def test_an_owner_stopped_while_it_starts_leaves_nothing(data: Path) -> None:
    starting = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (data / "pg" / "postmaster.pid").exists():
        assert time.monotonic() < deadline
        time.sleep(0.001)
    starting.send_signal(signal.SIGTERM)
    starting.wait(30)
    assert living_in(data / "pg") == []
    assert not (data / "pg" / "postmaster.pid").exists()


def leave_pid(data: Path, pid: int) -> None:
    """A lock file and a socket lock as a server killed in the middle leaves them, naming `pid`."""
    (data / "pg" / "postmaster.pid").write_text(f"{pid}\n/proc/self/cwd\n1700000000\n5432\n.\n\n  123 456\nready\n")
    (data / "pg" / ".s.PGSQL.5432.lock").write_text(f"{pid}\n/proc/self/cwd\n1700000000\n5432\n.\n")


def test_a_stale_pid_of_a_zombie_does_not_block(data: Path) -> None:
    with Engine(data).running():
        pass
    zombie = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)  # ended, and nobody reaped it
    leave_pid(data, zombie.pid)
    with Engine(data).running() as engine:
        assert engine.answers()
        assert postmaster(data) != zombie.pid
    zombie.wait()


def test_a_stale_pid_given_to_a_stranger_does_not_block_nor_harm_him(data: Path) -> None:
    with subprocess.Popen(["sleep", "3600"]) as stranger:
        leave_pid(data, stranger.pid)
        with Engine(data).running() as engine:
            assert engine.answers()
        assert stranger.poll() is None
        stranger.kill()


def test_a_stale_pid_of_nobody_does_not_block(data: Path) -> None:
    leave_pid(data, 2**22 - 1)
    with Engine(data).running() as engine:
        assert engine.answers()
