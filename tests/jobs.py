"""Running the queue in a test: the real jobs in this thread, in queue order, locks respected as the worker's own query does."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

# The candidate of procrastinate_fetch_job_v2, with a choice of tasks.
_NEXT = """
SELECT id FROM procrastinate_jobs AS jobs
 WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) AND (%s::text[] = '{}' OR task_name = ANY (%s))
   AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS other WHERE jobs.lock IS NOT NULL AND other.lock = jobs.lock AND (
         other.status = 'doing' OR (other.status = 'todo' AND (other.priority > jobs.priority
           OR (other.priority = jobs.priority AND other.id < jobs.id)))))
 ORDER BY priority DESC, id LIMIT 1
"""


def run_jobs(*names: str, keep_going: bool = False, later: bool = False) -> list[str]:
    """Run what is due (only tasks called `names`, if any), and what that asks for in its turn; the names that succeeded, in order.

    A job that raises stays failed, as after its last attempt, and the error is raised here; with `keep_going` it is put back
    for later as its retry strategy says, holding back those behind its lock. `later`: what was put back is due now.
    """
    if later:
        _run("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    ran: list[str] = []
    while (ident := _next(list(names))) is not None:
        job = ProcrastinateJob.objects.get(pk=ident)
        task = app.tasks[job.task_name]
        _mark(job.id, "failed")
        try:
            task.func(**job.args)
        except Exception as error:
            if not keep_going:
                raise
            as_run = Job(
                id=job.id, lock=job.lock, queueing_lock=job.queueing_lock, task_name=job.task_name, task_kwargs=job.args,
                scheduled_at=job.scheduled_at, attempts=job.attempts, queue=job.queue_name, priority=job.priority,
            )  # fmt: skip
            if task.get_retry_exception(error, as_run) is not None:
                _run(
                    "UPDATE procrastinate_jobs SET status = 'todo', attempts = attempts + 1, scheduled_at = now() + interval '1 hour'"
                    " WHERE id = %s",
                    job.id,
                )
            continue
        _mark(job.id, "succeeded")
        ran.append(job.task_name)
    return ran


def _next(names: list[str]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [names, names])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _mark(job: int, status: str) -> None:
    _run("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", status, job)


def _run(query: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
