"""A scratch instance of its own: PostgreSQL, granian and the worker as separate processes, kept alive while they are killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.instant import Watch, alive
from tinhso.cli._rows import digests
from tinhso.engines.children import Child, spawn
from tinhso.engines.postgres import Engine
from tinhso.engines.postgres.server import Server

ROOT = Path(__file__).resolve().parents[2]
BEGIN_NOW = """
WITH due AS (UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo' AND scheduled_at IS NOT NULL RETURNING id)
SELECT pg_notify('procrastinate_any_queue_v1', json_build_object('type', 'job_inserted', 'job_id', id)::text) FROM due
"""
"""What was put back for later, as its retry strategy says, is begun at once: the worker is told as of a new job."""


class Rig:
    def __init__(self, data: Path) -> None:
        self.data, self.engine = data, Engine(data)
        self.port = _free_port()
        self.kills: list[str] = []
        self.given: dict[str, Any] = {}
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith(("TINHSO_", "DJANGO_"))}
        self._environment |= {
            "TINHSO_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "tinhso.config.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        self._children: dict[str, Child] = {}
        self._clerks: list[subprocess.Popen[str]] = []
        self._ending = threading.Event()
        self._restarted = False
        self.archive: Path | None = None
        (data / "tmp").mkdir(exist_ok=True)
        self.open_gate()

    @classmethod
    def made(cls, data: Path, count: int) -> Rig:
        """A new instance with `count` documents for each type and year waiting for a number."""
        new = cls(data)
        (data / "demo").touch()  # software keys work in a demo instance alone
        new._run("owner", "-m", "django", "migrate", "--verbosity", "0")
        new._run("owner", "-m", "django", "collectstatic", "--no-input", "--verbosity", "0")
        new.given = json.loads(new._run("web", "-m", "tests.faults.prepare", str(count)))
        return new

    @classmethod
    def restored(cls, data: Path, origin: Rig) -> Rig:
        """The instance that came out of a backup of another; logins are kept in the database, so they hold here too."""
        new = cls(data)
        new.given = origin.given
        shutil.copytree(origin.data / "static", data / "static", dirs_exist_ok=True)
        return new

    def last_number(self) -> int:
        with self.engine.connect("admin") as admin:
            row = admin.execute(
                "SELECT y.last_number FROM numbering_seriesyear y JOIN numbering_series s ON s.id = y.series_id"
                " WHERE s.code = 'vb' AND y.year = 2021 AND y.agency_id = %s",
                [self.given["agency"]],
            ).fetchone()
        assert row is not None
        return int(row[0])

    def documents(self, key: str, count: int) -> list[str]:
        """So many documents of `type year` that nobody has asked a number for."""
        free = self.given["documents"][key]
        taken, self.given["documents"][key] = free[:count], free[count:]
        assert len(taken) == count, f"too few documents prepared: {key}"
        return list(taken)

    def _run(self, role: str, *arguments: str, patience: float = 300.0) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], env={**self._environment, "TINHSO_ROLE": role}, cwd=ROOT, capture_output=True, text=True,
            timeout=patience,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    @contextmanager
    def serving(self, server: Server, at: str) -> Iterator[None]:
        """Web and worker run, their clock going on from `at`; whatever ends is started again at once."""
        clock_setting = f"{at}@{time.time()}"
        # A child dies with the thread that started it: the keeper starts them all, from its beginning to its end.
        keeper = threading.Thread(target=self._keep, args=(server, clock_setting))
        self._ending.clear()
        keeper.start()
        try:
            self._until_answering()
            yield
        finally:
            while self._clerks:  # of a test that failed: nobody asks any more
                self._clerks.pop().kill()
            self._ending.set()
            keeper.join()
            if self._restarted:  # a server that the keeper started ends with the keeper's thread
                while server.poll() is None:
                    time.sleep(0.05)
                server.start()
                self._restarted = False

    def _keep(self, server: Server, clock_setting: str) -> None:
        commands = {"web": ("tests.faults.web", str(self.port)), "worker": ("tests.faults.worker",)}
        while not self._ending.wait(0.1):
            if server.poll() is not None:
                with suppress(Exception):  # tried again in a tenth of a second
                    server.start()
                    self._restarted = True
            for name, command in commands.items():
                child = self._children.get(name)
                if child is None or child.poll() is not None:
                    environment = {**self._environment, "TINHSO_ROLE": name, "TINHSO_TEST_CLOCK": clock_setting, "PYTHONUNBUFFERED": "1"}
                    log = self.data / "logs" / f"{name}.log"
                    self._children[name] = spawn([sys.executable, "-m", *command], log=log, cwd=ROOT, env=environment)
        for child in self._children.values():
            child.stop((signal.SIGTERM, 2.0))
        self._children.clear()

    def _until_answering(self, patience: float = 120.0) -> None:
        deadline = time.monotonic() + patience
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
                return
            assert time.monotonic() < deadline, self.log("web")
            time.sleep(0.1)

    def log(self, name: str) -> str:
        path = self.data / "logs" / f"{name}.log"
        return path.read_text(errors="replace")[-6000:] if path.exists() else ""

    def open_gate(self, documents: int = 1_000_000) -> None:
        """So many documents each clerk may begin, so that the work lasts as long as the kills."""
        draft = self.data / "gate.draft"
        draft.write_text(str(documents))
        draft.rename(self.data / "gate")

    def clerks(self, orders: list[list[str]], *, way: str, insist: bool = False, patience: float = 240.0) -> list[subprocess.Popen[str]]:
        """One browser process for each list of documents, all at work at once."""
        started = []
        for seed, documents in enumerate(orders):
            order = {
                "port": self.port, "session": self.given["sessions"][seed], "documents": documents, "way": way, "insist": insist,
                "seed": seed, "patience": patience, "gate": str(self.data / "gate"),
            }  # fmt: skip
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
                env=self._environment,
            )  # fmt: skip
            assert process.stdin is not None
            process.stdin.write(json.dumps(order))
            process.stdin.close()
            started.append(process)
        self._clerks += started
        return started

    def outcomes(self, clerks: list[subprocess.Popen[str]], patience: float = 300.0) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for process in clerks:
            assert process.stdout is not None
            text = process.stdout.read()
            assert process.wait(patience) == 0
            found += json.loads(text)
        return found

    def kill_at(self, point: str, patience: float) -> bool:
        """Have the next process that comes to `point` kill itself; False when none came there in time."""
        plan = self.data / "fault"
        draft = plan.with_name("fault.draft")
        draft.write_text(point)
        draft.rename(plan)
        deadline = time.monotonic() + patience
        while plan.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        try:
            plan.unlink()
        except FileNotFoundError:
            self.kills.append(point)
            for mark in self.data.glob("fault.[0-9]*"):
                ended(mark.suffix[1:])
                mark.unlink()
            return True
        return False

    def kill_some(self, chance: random.Random, *, spare_database: bool = False) -> None:
        """`kill -9` of a web process, the worker, one backend of PostgreSQL, or its postmaster."""
        victims = ("web", "worker") if spare_database else ("web", "backend", "worker", "postmaster")
        what = min(victims, key=lambda victim: self.kills.count(f"random {victim}"))  # each its turn; instant and process by chance
        time.sleep(chance.random() / 2)
        with suppress(OSError, ValueError, IndexError):
            if what == "web":
                (server,) = _children_of(self._children["web"].pid)
                os.kill(chance.choice([server, *_children_of(server)]), signal.SIGKILL)
            elif what == "worker":
                os.kill(int((self.data / "worker.pid").read_text()), signal.SIGKILL)
            else:
                postmaster = int((self.data / "pg" / "postmaster.pid").read_text().split()[0])
                os.kill(postmaster if what == "postmaster" else chance.choice(_children_of(postmaster)), signal.SIGKILL)
            self.kills.append(f"random {what}")
        if what in ("backend", "postmaster"):
            self._after_the_database_was_away()

    def _after_the_database_was_away(self) -> None:
        """A worker that lost its database ends or hangs; of the one that hangs the supervisor's heartbeat makes an end, here at once."""
        worker, deadline = (self.data / "worker.pid").read_text(), time.monotonic() + 60
        time.sleep(0.5)
        while not self.engine.answers():
            assert time.monotonic() < deadline, self.log("postgres")
            time.sleep(0.05)
        time.sleep(1.0)
        if (self.data / "worker.pid").read_text() == worker:
            with suppress(ProcessLookupError):
                os.kill(int(worker), signal.SIGKILL)

    def busy(self) -> bool:
        """Whether jobs wait, or the database cannot say."""
        with suppress(Exception), self.engine.connect("admin") as admin:
            return admin.execute("SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing') LIMIT 1").fetchone() is not None
        return True

    def until_at_rest(self, patience: float = 480.0) -> None:
        """No job waits or is being done; what was put back for later is begun now, as from the page of jobs."""
        deadline = time.monotonic() + patience
        quiet = 0
        while quiet < 3:
            with suppress(Exception), self.engine.connect("admin", autocommit=True) as admin:
                admin.execute(BEGIN_NOW)
                row = admin.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')").fetchone()
                quiet = quiet + 1 if row == (0,) else 0
            if time.monotonic() > deadline:
                with self.engine.connect("admin") as admin:
                    left = admin.execute("SELECT id, task_name, status, attempts FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
                    raise AssertionError(f"jobs left: {left.fetchall()[:10]}\n{self.log('worker')}")
            time.sleep(0.2)

    def wrong_now(self) -> list[str]:
        """What is wrong at this instant, whoever is at work or was just killed; the database may have been away until now."""
        deadline = time.monotonic() + 60
        while True:
            try:
                return self.watch.wrong()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    @cached_property
    def watch(self) -> Watch:
        return Watch(self.engine, self.data)

    def wrong(self) -> list[str]:
        """What is wrong with the instance at rest, in sentences."""
        found: list[str] = json.loads(self._run("admin", "-m", "tests.faults.check"))
        return found + self.wrong_now()

    def rows(self) -> dict[str, dict[str, Any]]:
        with self.engine.connect("admin") as admin:
            return digests(admin)

    def command(self, *arguments: str, data: Path | None = None) -> subprocess.Popen[str]:
        """`tinhso …` of this instance (or of the one in `data`), as its administrator types it."""
        return subprocess.Popen(
            [sys.executable, "-m", "tinhso.cli", *arguments, "--data", str(data or self.data)], env=self._environment, cwd=ROOT, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip


@contextmanager
def rig(data: Path, count: int) -> Iterator[tuple[Rig, Server]]:
    """An instance in `data` with `count` documents for each type and year waiting for a number."""
    with ExitStack() as stack:
        server = stack.enter_context(Engine(data).owned())
        yield Rig.made(data, count), server


def ended(pid: str, patience: float = 30.0) -> None:
    deadline = time.monotonic() + patience
    while alive(pid):
        assert time.monotonic() < deadline, f"process {pid} should have killed itself"
        time.sleep(0.005)


def _children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
