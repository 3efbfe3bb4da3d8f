"""When the house's jobs run of themselves, and how they are tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.periodic import PeriodicTask
from procrastinate.tasks import Task

from tinhso.kit import clock

MIDNIGHT = datetime(2026, 3, 9, tzinfo=clock.VIETNAM)


def in_a_day(task: PeriodicTask) -> list[str]:  # type: ignore[type-arg]
    """The times of Vietnam's day at which the queue, which counts in UTC, begins it."""
    found, at = [], MIDNIGHT.timestamp() - 1
    while (at := task.croniter.get_next(ret_type=float, start_time=at)) < (MIDNIGHT + timedelta(days=1)).timestamp():  # type: ignore[call-arg]
        found.append(f"{datetime.fromtimestamp(at, UTC).astimezone(clock.VIETNAM):%H:%M}")
    return found


EVERY_MINUTE = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)]
TIMES = {
    "web.ledger": EVERY_MINUTE,  # the chain's signed end is written outside the database every minute
    "events.rescue": EVERY_MINUTE,
    "web.collect": ["01:30"],
    "web.forget": ["02:00"],
    "web.nightly": ["02:30"],
    "web.checkup": ["06:00"],
    "notifications.morning": ["07:00"],  # one mail in the morning, before work begins
}


def test_what_runs_of_itself_runs_at_its_time_of_vietnams_day() -> None:
    assert {name: in_a_day(task) for (name, _), task in app.periodic_registry.periodic_tasks.items()} == TIMES


def tried_again() -> list[str]:
    """Every job that somebody defers: what runs of itself comes again anyway, the queue's own is never deferred here."""
    return sorted(name for name in set(app.tasks) - set(TIMES) if "procrastinate." not in name)


def waits(task: Task) -> list[int]:  # type: ignore[type-arg]
    """Seconds until the next attempt, after each that failed."""
    found = []
    for attempts in range(50):
        job = Job(id=1, lock=None, queueing_lock=None, task_name=task.name, queue=task.queue, attempts=attempts)
        before = datetime.now(UTC)
        refused = task.get_retry_exception(OSError("thử"), job)
        if refused is None:
            break
        at = refused.retry_decision.retry_at
        assert at is not None
        found.append(round((at - before).total_seconds()))
    return found


@pytest.mark.parametrize("name", tried_again())
def test_a_failing_job_is_tried_again_each_time_later_and_not_for_ever(name: str) -> None:
    found = waits(app.tasks[name])
    assert 4 <= len(found) <= 12, "several times, then it is somebody's to look at"
    assert found[0] >= 1
    assert all(later >= 2 * sooner for sooner, later in pairwise(found)), found
    assert found[-1] >= 120, "longer than a restart"
