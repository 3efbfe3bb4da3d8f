"""What a killed server leaves behind, cleared under the engine's lock and only when nothing lives in its folder.

PostgreSQL refuses to start when `postmaster.pid` names a process that exists: a zombie nobody reaps, or a stranger that
was given the number. Removing the file also disarms its shared-memory check, so no process of the old
server may remain.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path


def clear(pgdata: Path, sockets: Path, *, patience: float = 15.0) -> None:
    """Wait for the old server's processes, end them when they do not go, then remove its lock files."""
    if not (pgdata / "postmaster.pid").exists():
        return
    deadline, signals = time.monotonic() + patience, [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL]
    while living := living_in(pgdata):
        if time.monotonic() > deadline and signals:
            number = signals.pop(0)
            deadline = time.monotonic() + 5.0
            for pid in living:
                _kill(pid, number)
        elif time.monotonic() > deadline + 5.0:
            raise RuntimeError(f"processes {living} still use {pgdata}")
        time.sleep(0.02)
    for lock in sockets.glob(".s.PGSQL.*"):
        lock.unlink(missing_ok=True)
    (pgdata / "postmaster.pid").unlink(missing_ok=True)


def living_in(pgdata: Path) -> list[int]:
    """Processes, zombies excepted, whose working folder is `pgdata`: every process of a PostgreSQL server has it."""
    if not sys.platform.startswith("linux"):
        return _living_by_ps(pgdata)
    found, wanted = [], os.path.realpath(pgdata)
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if os.readlink(f"/proc/{entry.name}/cwd") == wanted:
                    found.append(int(entry.name))
            except OSError:
                continue  # gone, a zombie (it has no working folder), or another user's
    return [pid for pid in found if pid != os.getpid()]


def _living_by_ps(pgdata: Path) -> list[int]:
    try:
        pid = int((pgdata / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return []
    shown = subprocess.run(["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True).stdout
    return [pid] if str(pgdata) in shown and not shown.lstrip().startswith("Z") else []


def _kill(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
