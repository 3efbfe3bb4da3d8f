"""The house's own periodic work: the ledger's chain and signed head, bytes nobody names, and jobs long done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Role, acting, set_scope, system
from tinhso.core.files import public as files
from tinhso.core.ledger import public as ledger
from tinhso.core.notifications import public as notifications
from tinhso.core.notifications.public import declare
from tinhso.core.organisations.models import Unit
from tinhso.core.people.public import roster
from tinhso.kit import clock
from tinhso.web.models import JobError

NIGHT_FAILED = declare(
    "web.night_failed", vi="Sao lưu đêm không đạt", en="The night's backup failed", urgent=True,
    to_vi="Quản trị của mọi cơ quan", to_en="Every agency's administrators",
).code  # fmt: skip
ATTENTION = declare(
    "web.attention", vi="Hệ thống cần người quản trị xem", en="The instance needs its administrator", urgent=True,
    to_vi="Quản trị của mọi cơ quan", to_en="Every agency's administrators",
).code  # fmt: skip
WATCHED = ("disk", "certificates")
BATCH = 5_000
KEPT_DAYS = 7
"""Days a job that succeeded stays on the page of jobs."""


@app.periodic(cron="* * * * *", periodic_id="ledger")
@app.task(name="web.ledger", queue="ledger", queueing_lock="web.ledger", lock="web.ledger", pass_context=False)
def chain(timestamp: int) -> None:
    """Number and chain what was committed, over all agencies, then sign the chain's end outside the database."""
    more = BATCH
    while more == BATCH:
        with transaction.atomic():
            _everywhere()
            more = ledger.sequence(BATCH)
    with transaction.atomic():
        ledger.write_head(Path(settings.TINHSO_DATA))


@app.periodic(cron="30 18 * * *", periodic_id="collect")  # counted in UTC: half past one at night in Vietnam
@app.task(name="web.collect", queue="ledger", queueing_lock="web.collect", lock="web.collect", pass_context=False)
def collect(timestamp: int) -> None:
    """Bytes nobody's record names leave the disk a day later."""
    with transaction.atomic():
        _everywhere()
        files.collect(clock.real() - timedelta(days=1))


@app.periodic(cron="0 19 * * *", periodic_id="forget")  # two o'clock at night in Vietnam
@app.task(name="web.forget", queue="ledger", queueing_lock="web.forget", lock="web.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Jobs that succeeded leave the list after some days: an idle house makes two a minute. Failed ones stay until somebody looks."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=24 * KEPT_DAYS)
    JobError.objects.exclude(job_id__in=ProcrastinateJob.objects.values("id")).delete()


@app.periodic(cron="30 19 * * *", periodic_id="nightly")  # half past two at night in Vietnam
@app.task(name="web.nightly", queue="ledger", queueing_lock="web.nightly", lock="web.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    """Back up and restore on trial, in a process of its own; whoever looks after the instance is told of a bad night.

    Raises RuntimeError then, so that the job stands among the failed ones and can be run again from its page.
    """
    done = _command("nightly")
    if done.returncode:
        _tell(NIGHT_FAILED, [(done.stderr or done.stdout).strip().splitlines()[0].removeprefix("✗ ")[:300] or "tinhso nightly"])
        raise RuntimeError("tinhso nightly failed")


@app.periodic(cron="0 23 * * *", periodic_id="checkup")  # six in the morning in Vietnam
@app.task(name="web.checkup", queue="ledger", queueing_lock="web.checkup", lock="web.checkup", pass_context=False)
def checkup(timestamp: int) -> None:
    """What `doctor` finds of disk and certificates: what is broken is told every morning, what is about to be on Mondays."""
    monday = clock.real().astimezone(clock.VIETNAM).weekday() == 0
    found = json.loads(_command("doctor", "--json").stdout)
    _tell(ATTENTION, [f["vi"] for f in found if f["check"] in WATCHED and (f["status"] == "bad" or (monday and f["status"] == "warn"))])


def _command(verb: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of ours beside us, with its own role at the database."""
    environment = {name: value for name, value in os.environ.items() if name != "TINHSO_ROLE"}
    place = str(settings.TINHSO_DATA)
    return subprocess.run(
        [sys.executable, "-m", "tinhso.cli", verb, *words, "--data", place], env=environment, capture_output=True, text=True
    )


def _tell(kind: str, titles: list[str]) -> None:
    """Every agency's administrators."""
    for title in titles:
        for agency in Unit.objects.filter(kind="agency").order_by("id").values_list("id", flat=True):
            administrators = [principal.post(p.id) for p in roster().by_role(agency, Role.ADMINISTRATOR)]
            if administrators:
                actor = system(agency)
                with acting(actor):
                    notifications.notify(actor, kind, administrators, title=title, url="/quan-tri/he-thong/")


def _everywhere() -> None:
    """Closed agencies too: the directory of today does not list them, their rows are still there."""
    set_scope(Unit.objects.filter(kind="agency").values_list("id", flat=True))
