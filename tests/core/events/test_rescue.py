"""A job whose worker was killed is begun again; on a database of its own, as the worker's queries see it."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhso.core.events.jobs import BEGINNINGS, deliver, rescue


def begun(age: str, beginnings: int = 1) -> int:
    """A job that a worker has begun, who last gave a sign of life `age` ago."""
    job = deliver.configure(lock="test:1").defer(happening=1, agency=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        worker = cursor.fetchone()[0]
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        assert cursor.fetchone() == (job,)
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - %s::interval WHERE id = %s", [age, worker])
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 2 WHERE id = %s", [job])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type) SELECT %s, 'started' FROM generate_series(2, %s)", [job, beginnings]
        )
    return job


def status(job: int) -> tuple[str, int]:
    found = ProcrastinateJob.objects.get(pk=job)
    return found.status, found.attempts


def test_a_killed_workers_job_waits_again_and_its_attempts_are_not_used_up(committed: str) -> None:
    job = begun("40 seconds")
    rescue.func(timestamp=0)
    assert status(job) == ("todo", 2)


def test_a_living_workers_job_is_left_alone(committed: str) -> None:
    job = begun("5 seconds")
    rescue.func(timestamp=0)
    assert status(job) == ("doing", 2)


def test_a_job_of_a_worker_already_forgotten_waits_again(committed: str) -> None:
    job = begun("40 seconds")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM procrastinate_prune_stalled_workers_v1(30)")
    rescue.func(timestamp=0)
    assert status(job) == ("todo", 2)


def test_a_job_that_kills_every_worker_is_failed_in_the_end(committed: str) -> None:
    job = begun("40 seconds", beginnings=BEGINNINGS)
    rescue.func(timestamp=0)
    assert status(job)[0] == "failed"
