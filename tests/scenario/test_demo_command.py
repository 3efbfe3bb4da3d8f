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

from tinhso.engines.postgres import Engine

LONG = 240
"""Seconds: generous, for machines that do much else."""


def command(data: Path, *more: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TINHSO_") and k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(
        [sys.executable, "-m", "tinhso.cli", "demo", "--data", str(data), "--acts", "25", *more],
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


def test_the_web_answers_while_it_plays_and_ctrl_c_leaves_nothing_running(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    data = tmp_path / "demo"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = command(data, "--port", str(port))

    def answers() -> bool:
        try:
            return bool(urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status == 200)
        except OSError:
            return False

    try:
        wait_for(answers, running)
        wait_for(lambda: state(data) == "ready", running)
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
