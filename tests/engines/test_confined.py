"""What comes from outside is read in children that can end alone, and only the file is told apart that ended one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tinhso.engines import confined
from tinhso.engines.confined import Limits, ask

ROOT = Path(__file__).parents[2]
LIMITS = Limits(cpu=5, wall=20)


@pytest.fixture(autouse=True)
def _reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The readers of these tests are loaded by the forking process, which knows the installed package alone."""
    confined._forget()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT / "src"), str(ROOT))))
    yield
    confined._forget()


def reader(name: str) -> str:
    return f"tests.engines.readers:{name}"


def server() -> int:
    return int(ask(reader("process"), b"", LIMITS).split()[1])


def test_a_file_is_answered_whatever_its_size() -> None:
    for size in (0, 1, 1 << 16, 5_000_000):
        body = os.urandom(size)
        assert ask(reader("echo"), body, LIMITS) == body[::-1]


def test_every_file_has_a_child_of_its_own_from_one_server() -> None:
    seen = [ask(reader("process"), b"", LIMITS).split() for _ in range(3)]
    assert len({child for child, _ in seen}) == 3 and len({parent for _, parent in seen}) == 1


def test_many_at_once_are_each_answered_their_own() -> None:
    bodies = [os.urandom(100_000) for _ in range(24)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda body: ask(reader("echo"), body, LIMITS), bodies)) == [body[::-1] for body in bodies]


def test_the_limits_hold_before_the_file_is_read() -> None:
    said = ask(reader("limits"), b"", Limits(cpu=7, wall=9, memory=1_000_000_000))
    assert said == b"[(7, 8), (1000000000, 1000000000), (0, 0)]"


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("spin", Limits(cpu=1, wall=20)),
        ("sleep", Limits(cpu=5, wall=1)),
        ("greedy", LIMITS),
        ("fail", LIMITS),
        ("end", LIMITS),
        ("half", LIMITS),
    ],
)
def test_who_hangs_starves_or_fails_leaves_no_answer_and_the_next_is_read(name: str, limits: Limits) -> None:
    before = server()
    assert ask(reader(name), b"x", limits) == b""
    assert ask(reader("echo"), b"abc", LIMITS) == b"cba"
    assert server() == before


def test_nothing_can_be_written(tmp_path: Path) -> None:
    assert ask(reader("write"), str(tmp_path / "taken").encode(), LIMITS) == b""
    assert not (tmp_path / "taken").exists() or (tmp_path / "taken").read_bytes() == b""


def test_a_child_holds_no_door_to_another_file() -> None:
    held = ask(reader("open_files"), b"", LIMITS).decode().split()
    assert sum(name.startswith("socket:") for name in held) <= 1, held


def test_a_server_that_was_killed_is_no_fault_of_the_file() -> None:
    first = server()
    os.kill(first, signal.SIGKILL)
    assert ask(reader("echo"), b"abc", LIMITS) == b"cba"
    assert server() != first


def test_who_finds_a_server_dead_ends_no_other() -> None:
    dead, first = confined._server(), server()
    os.kill(first, signal.SIGKILL)
    assert ask(reader("echo"), b"abc", LIMITS) == b"cba"
    after = server()
    confined._forget(dead)  # a second thread that had asked the dead one too
    assert server() == after


def test_a_forked_process_has_a_server_of_its_own() -> None:
    first = server()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, str(server()).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(read, 100)) != first
    assert server() == first


def test_the_server_ends_with_its_owner_killed_or_not() -> None:
    code = "from tests.engines.test_confined import server; import time; print(server(), flush=True); time.sleep(600)"
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert owner.stdout is not None
    there = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    for _ in range(100):
        if not Path(f"/proc/{there}/exe").exists():
            return
        time.sleep(0.05)
    raise AssertionError("the server outlives its owner")
