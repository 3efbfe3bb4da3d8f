"""The house's own periodic work: the ledger's chain and signed head, bytes nobody names, and jobs whose worker died."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.manager import JobManager

from tinhso.core.access.public import set_scope
from tinhso.core.files import public as files
from tinhso.core.ledger import public as ledger
from tinhso.core.organisations.models import Unit
from tinhso.kit import clock

BATCH = 5_000
SILENT = 60
"""Seconds without a sign of life after which a worker is held dead."""


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


@app.periodic(cron="* * * * *", periodic_id="stalled")
@app.task(name="web.stalled", queue="ledger", queueing_lock="web.stalled", pass_context=True)
async def stalled(context: JobContext, timestamp: int) -> None:
    """A job whose worker died while doing it is put back; every job is safe to run again."""
    await put_back(context.app.job_manager)


def _everywhere() -> None:
    """Closed agencies too: the directory of today does not list them, their rows are still there."""
    set_scope(Unit.objects.filter(kind="agency").values_list("id", flat=True))


async def put_back(manager: JobManager) -> None:
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        await manager.retry_job(job, retry_at=clock.real())
