"""The supervisor: keeps PostgreSQL, web and worker alive, and leaves nothing behind when it ends."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tinhso.engines import heartbeat
from tinhso.engines.children import Child, spawn

PACE = 0.2  # seconds between two looks at the children
LOG_LIMIT = 20 * 1024 * 1024  # bytes; one older part is kept


@dataclass(frozen=True)
class Task:
    """A child to keep alive: its command and environment. `missed` seconds without a beat count as hanging."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    missed: float = heartbeat.MISSED
    grace: float = 60.0
    """Seconds from the start within which the first beat must come."""


class Restartable(Protocol):
    """What the supervisor asks of the embedded server."""

    def poll(self) -> int | None: ...
    def start(self) -> None: ...


class Backoff:
    """0.1 s, doubled up to 30 s at each failure; forgotten after a minute of health."""

    def __init__(self, first: float = 0.1, most: float = 30.0) -> None:
        self._first, self._most, self._next = first, most, first
        self.until = 0.0

    def failed(self, lived: float) -> float:
        if lived > 60.0:
            self._next = self._first
        wait, self._next = self._next, min(self._next * 2, self._most)
        self.until = time.monotonic() + wait
        return wait


class _Kept:
    def __init__(self, task: Task, data: Path) -> None:
        self.task = task
        self.child: Child | None = None
        self.log = data / "logs" / f"{task.name}.log"
        self._data = data
        self._backoff = Backoff()
        self._started = self._seen_at = 0.0
        self._seen: float | None = None

    def tend(self) -> None:
        now = time.monotonic()
        if self.child is None:
            if now >= self._backoff.until:
                self._start(now)
            return
        code = self.child.poll()
        if code is None and not self._hangs(now):
            return
        reason = "no heartbeat" if code is None else f"exit {code}"
        self.stop(patience=2.0)
        wait = self._backoff.failed(now - self._started)
        say(f"{self.task.name}: {reason}; again in {wait:.1f} s, see {self.log}")

    def stop(self, patience: float = 10.0) -> None:
        if self.child:
            self.child.stop((signal.SIGTERM, patience))
            self.child = None

    def _start(self, now: float) -> None:
        beat = heartbeat.beat_file(self._data, self.task.name)
        beat.unlink(missing_ok=True)
        rotate(self.log)
        self.child = spawn(self.task.argv, log=self.log, cwd=self._data, env=self.task.env)
        self._started, self._seen, self._seen_at = now, None, now

    def _hangs(self, now: float) -> bool:
        """By changes of the file's time on the monotonic clock, so that setting the machine's clock kills nobody."""
        with suppress(FileNotFoundError):
            seen = heartbeat.beat_file(self._data, self.task.name).stat().st_mtime
            if seen != self._seen:
                self._seen, self._seen_at = seen, now
        return now - self._seen_at > (self.task.grace if self._seen is None else self.task.missed)


class Supervisor:
    """Make and run it in the main thread: signals come there, and children die with the thread that started them.

    From its making on, SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt, so that a start is undone properly; inside
    `run` they end it.
    """

    def __init__(self, data: Path, tasks: Sequence[Task]) -> None:
        self._data = data
        self._server: Restartable | None = None
        self._running = False
        self._kept = [_Kept(task, data) for task in tasks]
        self._stop = False  # a plain flag: an Event set in a signal's handler waits for the lock its own waiter may hold
        self._backoff = Backoff()
        self._server_started = time.monotonic()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._signalled)  # ours even after `&`, where the shell leaves SIGINT ignored

    def run(self, server: Restartable | None = None) -> None:
        """Until a signal; then stops every child (the caller stops PostgreSQL last)."""
        self._server, self._running = server, True
        try:
            while not self._stop:
                heartbeat.beat(self._data, "serve")
                self._tend_server()
                for kept in self._kept:
                    kept.tend()
                    rotate(kept.log)
                time.sleep(PACE)
        finally:
            for kept in self._kept:
                if kept.child:
                    kept.child.signal_group(signal.SIGTERM)  # all at once, then wait for each
            for kept in self._kept:
                kept.stop()
            heartbeat.beat_file(self._data, "serve").unlink(missing_ok=True)

    def _signalled(self, *_: object) -> None:
        if not self._running:
            raise KeyboardInterrupt
        self._stop = True

    def _tend_server(self) -> None:
        if self._server is None or self._server.poll() is None or time.monotonic() < self._backoff.until:
            return
        say(f"postgres: exit {self._server.poll()}; starting again")
        lived = time.monotonic() - self._server_started
        try:
            self._server.start()
            self._server_started = time.monotonic()
        except Exception as error:  # whatever it was, the next attempt may succeed (a full disk was freed)
            say(f"postgres: {error}; again in {self._backoff.failed(lived):.1f} s")


def rotate(log: Path) -> None:
    """Keep the log bounded: children append, so it can be copied and emptied under them."""
    with suppress(OSError):
        if log.stat().st_size > LOG_LIMIT:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)


def say(line: str) -> None:
    """A line of the supervisor's own on standard error; a closed terminal must not stop it."""
    with suppress(OSError):
        print(time.strftime("%H:%M:%S"), line, file=sys.stderr, flush=True)
