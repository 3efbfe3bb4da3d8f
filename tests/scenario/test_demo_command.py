"""`tinhso demo` as a user runs it: in processes of its own, killed in the middle, run again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tinhso.engines.demo import being_played
from tinhso.engines.postgres import Engine

LONG = 240
"""Seconds: generous, for machines that do much else."""


WEEK = "Tuần làm việc đầu tiên của bản dùng thử còn đang được diễn"


def command(data: Path, *more: str, acts: int | None = 25) -> subprocess.Popen[str]:
    """`acts`: only so many of the week; None all of it, as a user has it."""
    limit = [] if acts is None else ["--acts", str(acts)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TINHSO_") and k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(
        [sys.executable, "-m", "tinhso.cli", "demo", "--data", str(data), *limit, *more],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def state(data: Path) -> str:
    try:
        return str(json.loads((data / "demo").read_text())["state"])
    except FileNotFoundError:
        return ""


def wait_for(what: object, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + LONG
    while not what():  # type: ignore[operator]
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)


def agencies(data: Path) -> int:
    with Engine(data).running(), Engine(data).connect("admin") as connection:
        found = connection.execute("SELECT count(*) FROM organisations_unit WHERE kind = 'agency'").fetchone()
        assert found is not None
        return int(found[0])


def test_killed_in_the_middle_it_starts_clean_and_run_again_it_reuses(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    data = tmp_path / "demo"
    first = command(data, "--no-serve")
    wait_for(lambda: state(data) == "week", first)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert state(data) == "week"

    out, errors = command(data, "--no-serve").communicate(timeout=LONG)
    assert state(data) == "ready", errors
    assert "vanthu.snv" in out and (data / "secrets" / "demo-password").read_text() in out
    assert agencies(data) == 148

    again = command(data, "--no-serve")
    out, errors = again.communicate(timeout=LONG)
    assert again.returncode == 0 and "giamdoc" in out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def login_page(port: int) -> str:
    """What it shows, followed from the first address there is; "" while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return str(answer.read().decode()) if answer.status == 200 else ""
    except OSError:
        return ""


def test_the_web_answers_and_says_so_before_the_week_is_played_to_its_end(tmp_path: Path) -> None:
    """In this order, whatever the seconds: the state goes forward only, so what is read after an answer was not over before it."""
    tmp_path.chmod(0o755)
    data, port = tmp_path / "demo", free_port()
    running = command(data, "--port", str(port), acts=None)
    try:
        wait_for(lambda: login_page(port), running)
        assert state(data) in ("empty", "province", "week")
        wait_for(lambda: WEEK in login_page(port), running)
        assert state(data) == "week"
    finally:
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=LONG)
    assert running.returncode == 0, errors
    assert state(data) == "week", "broken off"
    assert being_played(data) is None, "and nobody says that it goes on"


def test_the_web_answers_while_it_plays_and_ctrl_c_leaves_nothing_running(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    data = tmp_path / "demo"
    port = free_port()
    running = command(data, "--port", str(port))
    try:
        wait_for(lambda: login_page(port), running)
        wait_for(lambda: state(data) == "ready", running)
        assert "Đăng nhập" in (page := login_page(port)) and WEEK not in page
        time.sleep(1)
        children = _descendants(running.pid)
        assert len(children) >= 3
    finally:
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=LONG)
    assert running.returncode == 0, errors
    assert "giamdoc" in out and f"http://localhost:{port}/" in out
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists() and "Z" not in _status(pid)]


def test_it_refuses_the_data_of_another_instance(tmp_path: Path) -> None:
    (tmp_path / "something").write_text("")
    refused = command(tmp_path, "--no-serve")
    _, errors = refused.communicate(timeout=LONG)
    assert refused.returncode == 1 and "--data" in errors and os.listdir(tmp_path) == ["something"]


def _descendants(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            found += [int(folder.name), *_descendants(int(folder.name))]
    return found


def _status(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


if sys.platform != "linux":
    pytest.skip("/proc is Linux's", allow_module_level=True)
