from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tinhso.engines import supervise
from tinhso.engines.children import spawn
from tinhso.engines.supervise import Backoff

SUPERVISE = """
import os, sys
from pathlib import Path
from tinhso.engines.supervise import Supervisor, Task
data = Path(sys.argv[1])
env = {**os.environ, "DATA": sys.argv[1]}
Supervisor(data, [Task("child", [sys.executable, "-c", sys.argv[2]], env, missed=1.0, grace=5.0)]).run()
"""
CHILD = """
import os, subprocess, sys, time
from pathlib import Path
data = Path(os.environ["DATA"])
(data / "run").mkdir(exist_ok=True)
with open(data / "starts", "a") as file: print(os.getpid(), file=file, flush=True)
{body}
while True:
    (data / "run" / "child.beat").touch()
    time.sleep(0.1)
"""


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def living(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def starts(data: Path) -> list[int]:
    path = data / "starts"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start(body: str) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", SUPERVISE, str(tmp_path), CHILD.format(body=body)]))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
    until(lambda: not any(map(living, starts(tmp_path))))


Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.mark.parametrize("ending", ["sys.exit(0)", "sys.exit(1)", "os.kill(os.getpid(), 9)"])
def test_a_child_is_started_again_whatever_its_exit(supervised: Start, tmp_path: Path, ending: str) -> None:
    supervised(f"if len(open(data / 'starts').readlines()) < 3: {ending}")
    until(lambda: len(starts(tmp_path)) == 3)
    until(lambda: (tmp_path / "run" / "child.beat").exists())
    time.sleep(1.5)
    assert len(starts(tmp_path)) == 3


def test_a_child_that_hangs_is_killed_and_started_again(supervised: Start, tmp_path: Path) -> None:
    supervised(
        "import signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "if len(open(data / 'starts').readlines()) < 2:\n"
        "    (data / 'run' / 'child.beat').touch(); time.sleep(3600)"
    )
    until(lambda: len(starts(tmp_path)) == 2)
    assert not living(starts(tmp_path)[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_every_child_and_grandchild(supervised: Start, tmp_path: Path, number: int) -> None:
    supervisor = supervised("subprocess.Popen(['sleep', '3600'])")
    until(lambda: (tmp_path / "run" / "child.beat").exists())
    child = starts(tmp_path)[0]
    group = [int(pid) for pid in subprocess.run(["ps", "-o", "pid=", "-s", str(child)], capture_output=True, text=True).stdout.split()]
    assert len(group) == 2
    supervisor.send_signal(number)
    assert supervisor.wait(20) == 0
    assert not any(map(living, group))


def test_a_storm_of_signals_stops_it_once_and_never_hangs_it(supervised: Start, tmp_path: Path) -> None:
    supervisor = supervised("")
    until(lambda: (tmp_path / "run" / "child.beat").exists())
    for _ in range(100):  # the last of them may meet an interpreter already leaving, its handlers gone
        supervisor.send_signal(signal.SIGTERM)
        time.sleep(0.001)
    assert supervisor.wait(timeout=20) in (0, -signal.SIGTERM)
    assert not any(map(living, starts(tmp_path)))


def test_children_die_with_a_supervisor_killed_by_9(supervised: Start, tmp_path: Path) -> None:
    supervisor = supervised("")
    until(lambda: (tmp_path / "run" / "child.beat").exists())
    supervisor.kill()
    supervisor.wait()
    until(lambda: not living(starts(tmp_path)[0]), seconds=5)


def test_where_the_kernel_does_not_help_a_watchdog_ends_the_child(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tinhso.engines.children import spawn\n"
        "child = spawn(['sleep', '3600'], log=Path(sys.argv[1]), cwd=Path('/'), watchdog=True)\n"
        "print(child.pid, flush=True); time.sleep(3600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "log")], stdout=subprocess.PIPE)
    with owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        assert living(pid)
        owner.kill()
    until(lambda: not living(pid), seconds=5)


def test_a_child_is_given_no_file_of_ours_but_its_log(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    child = spawn([sys.executable, "-c", "import os; print(sorted(os.listdir('/proc/self/fd')))"], log=tmp_path / "log", cwd=Path("/"))
    child.process.wait(20)
    os.close(reading)
    os.close(writing)
    assert (tmp_path / "log").read_text() == "['0', '1', '2', '3']\n"  # 3 is the listing itself


def test_backoff_doubles_to_half_a_minute_and_forgets_after_a_minute_of_health() -> None:
    backoff = Backoff()
    waits = [backoff.failed(lived=0.5) for _ in range(12)]
    assert waits[:4] == [0.1, 0.2, 0.4, 0.8]
    assert waits[-1] == 30.0
    assert backoff.failed(lived=61.0) == 0.1


def test_a_log_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "LOG_LIMIT", 10)
    log = tmp_path / "web.log"
    log.write_text("x" * 11)
    supervise.rotate(log)
    assert log.read_text() == ""
    assert (tmp_path / "web.log.1").read_text() == "x" * 11
