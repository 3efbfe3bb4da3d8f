"""The house's own periodic work: the ledger's chain and signed head, bytes nobody names, and jobs long done."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhso.core.access.public import set_scope
from tinhso.core.files import public as files
from tinhso.core.ledger import public as ledger
from tinhso.core.organisations.models import Unit
from tinhso.kit import clock
from tinhso.web.models import JobError

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


def _everywhere() -> None:
    """Closed agencies too: the directory of today does not list them, their rows are still there."""
    set_scope(Unit.objects.filter(kind="agency").values_list("id", flat=True))
