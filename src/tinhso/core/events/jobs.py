"""Delivery of happenings to handlers, by the worker; and the rescue of jobs whose worker was killed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any, get_type_hints
from uuid import UUID

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.core.events.models import Delivery, Happening
from tinhso.core.events.public import Fact, handlers_of
from tinhso.core.events.scope import in_agency
from tinhso.kit import clock

_RETRY = RetryStrategy(max_attempts=12, exponential_wait=2)
BEGINNINGS = 40
"""A job begun so often without ending kills its worker each time: it is failed, to be looked at."""
# Not procrastinate's own retry: a worker's death is no failure of the job and must not use up its attempts.
_RESCUE = """
UPDATE procrastinate_jobs AS job
   SET worker_id = NULL, status = (CASE WHEN (SELECT count(*) FROM procrastinate_events e WHERE e.job_id = job.id AND e.type = 'started') < %s
                                        THEN 'todo' ELSE 'failed' END)::procrastinate_job_status
 WHERE status = 'doing'
   AND NOT EXISTS (SELECT 1 FROM procrastinate_workers w WHERE w.id = job.worker_id AND w.last_heartbeat > now() - interval '30 seconds')
"""


@app.task(name="events.deliver", queue="events", retry=_RETRY)
def deliver(happening: int, agency: int) -> None:
    """Run every handler that has not yet dealt with it, each in its own transaction with its mark."""
    with transaction.atomic():
        in_agency(agency)
        row = Happening.objects.get(pk=happening)
    for handler in handlers_of(row.kind):
        with transaction.atomic(), clock.resume(row.at):
            in_agency(agency)
            _, fresh = Delivery.objects.get_or_create(
                happening_id=row.id, handler=handler.name, defaults={"agency_id": agency, "at": clock.now()}
            )
            if fresh:
                handler.run(revive(handler.fact, row.payload))


@app.periodic(cron="* * * * *", periodic_id="rescue")
@app.task(name="events.rescue", queue="events", queueing_lock="events.rescue", pass_context=False)
def rescue(timestamp: int) -> None:
    """A job whose worker was killed stays “doing”, and whoever shares its lock waits: begin it again (every job may be repeated)."""
    with connection.cursor() as cursor:
        cursor.execute(_RESCUE, [BEGINNINGS])


def revive(fact: type[Fact], payload: dict[str, Any]) -> Fact:
    """The typed fact from its JSON."""
    hints = get_type_hints(fact)
    return fact(**{f.name: _typed(hints[f.name], payload[f.name]) for f in fields(fact) if f.name in payload})


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    wanted = [hint, *getattr(hint, "__args__", ())]
    if UUID in wanted:
        return UUID(value)
    if datetime in wanted:
        return datetime.fromisoformat(value)
    if date in wanted:
        return date.fromisoformat(value)
    return tuple(value) if getattr(hint, "__origin__", None) is tuple else value
