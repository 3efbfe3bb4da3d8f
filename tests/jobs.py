"""Running the queue in a test: the real jobs in the same thread, in the order they were asked for."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def run_jobs(*names: str) -> list[str]:
    """Run what waits (only tasks called `names`, if any), and what that asks for in its turn; returns the names in order.

    A job that raises stays failed, as after its last attempt, and the error is raised here.
    """
    ran: list[str] = []
    while True:
        waiting = ProcrastinateJob.objects.filter(status="todo")
        job = (waiting.filter(task_name__in=names) if names else waiting).order_by("id").first()
        if job is None:
            return ran
        _mark(job.id, "failed")
        app.tasks[job.task_name].func(**job.args)
        _mark(job.id, "succeeded")
        ran.append(job.task_name)


def _mark(job: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, job])
