"""The demo's own processes: `prepare` makes an empty demo instance, `worker` builds the province, plays the week, then works on."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import traceback
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Thread
from time import monotonic

from tinhso.cli import _prepare
from tinhso.cli._instance import django
from tinhso.engines import heartbeat
from tinhso.engines.demo import Progress, playing
from tinhso.engines.postgres import Engine, ensure_roles
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.secrets import instance_secret

PATIENCE = 120.0
"""Seconds without a step after which the player counts as hanging."""


def password(data: Path) -> str:
    return instance_secret(data, "demo-password", 9)


def prepare(data: Path) -> None:
    """An empty database with its tables, and static files; what an interrupted demo left behind is removed. PostgreSQL is running."""
    engine = Engine(data)
    before = Progress.of(data)
    if before is not None and before.state != "empty":
        _remove(engine)
    Progress().save(data)
    _prepare.migrate(data)
    _prepare.static_files(data)


def _remove(engine: Engine) -> None:
    """A week broken off in its middle cannot be gone on with: its clock stands still where it was. The database is made again."""
    if not engine.embedded:
        raise Refusal(
            "demo.unfinished",
            vi="Bản trình diễn dựng dở trên PostgreSQL bên ngoài; hãy xóa cơ sở dữ liệu ấy và thư mục dữ liệu rồi chạy lại.",
            en="An unfinished demo is on an outside PostgreSQL; drop that database and remove the data folder, then run again.",
        )
    with engine.connect("admin", dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{engine.dsn("admin")["dbname"]}" WITH (FORCE)')
    ensure_roles(engine)
    for name in ("blobs", "keys", "trust", "ledger-heads"):
        shutil.rmtree(engine.data / name, ignore_errors=True)


def play(data: Path, acts: int | None = None) -> None:
    """Build and play (only the first `acts`), as the database role worker, from an empty demo instance."""
    django(data, "worker")
    logging.disable(logging.INFO)
    from tinhso.scenario import build
    from tinhso.scenario import play as scenario
    from tinhso.scenario.data import week
    from tinhso.web.jobs import chain

    days = scenario.last_days(clock.today())
    tell = _Teller(data, Progress("province", total=build.steps()))
    heartbeat.keep_beating(data, "worker", tell.alive)
    # Entered some days before, so that nothing in the instance is younger than the week that is played.
    house = build.build(datetime.combine(days[0] - timedelta(days=3), time(16), clock.VIETNAM), tell)
    plan = week.plan(days=days)[:acts]
    tell.begin("week", len(plan))
    passwords = Thread(target=_passwords, args=(password(data),))  # hashing takes its time, and needs no lock of ours
    passwords.start()
    try:
        # Whatever crashes now, the week is played anew: only its end need be durable.
        _durable(False)
        scenario.play(house, days, tell, plan)
        _durable(True)
    finally:
        passwords.join()
    chain(timestamp=0)  # the week's acts are protected before anybody serves them
    tell.begin("ready", 1)


def _durable(at_each_commit: bool) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SET synchronous_commit TO {'on' if at_each_commit else 'off'}")
        cursor.execute("SELECT txid_current()")  # a transaction of its own: with `on` it takes all before it to the disk


def _passwords(word: str) -> None:
    from django.db import connection

    from tinhso.scenario import build

    try:
        build.set_passwords(word)
    finally:
        connection.close()


class _Teller:
    """Writes the progress at most five times a second."""

    def __init__(self, data: Path, report: Progress) -> None:
        self.data, self.report = data, report
        self._written = self._stepped = 0.0

    def __call__(self, done: int) -> None:
        self.report.done += done
        self._stepped = monotonic()
        if self._stepped - self._written > 0.2:
            self._written = self._stepped
            self.report.save(self.data)

    def begin(self, state: str, total: int) -> None:
        self.report.state, self.report.done, self.report.total, self._written = state, 0, total, 0.0
        self(0)

    def alive(self) -> bool:
        return not self._stepped or monotonic() - self._stepped < PATIENCE


def worker(data: Path, acts: int | None = None) -> None:
    """What the supervisor runs as the worker. Killed while it played, it begins anew; an error is kept and the worker works all the same."""
    seen = Progress.of(data)
    if seen is not None and not seen.over:
        try:
            with playing(data):
                if seen.state != "empty":
                    subprocess.run([sys.executable, "-m", "tinhso.cli._demo", "prepare"], check=True)
                play(data, acts)
        except Exception:
            traceback.print_exc()
            Progress("failed", error=traceback.format_exc(limit=-1)).save(data)
    os.execv(sys.executable, [sys.executable, "-m", "tinhso.cli._worker"])  # noqa: S606 - our own interpreter


if __name__ == "__main__":
    part, *limit = sys.argv[1:]
    folder = Path(os.environ["TINHSO_DATA"])
    if part == "prepare":
        prepare(folder)
    else:
        {"play": play, "worker": worker}[part](folder, *map(int, limit))
