"""Keeps why a job failed, for the administrator's page: procrastinate itself keeps only that it did."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from django.db import transaction

from tinhso.kit import clock
from tinhso.kit.errors import Refusal

DEPTH = 12


def keep(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """A task middleware of procrastinate. The job's own transaction has ended when the error arrives here."""
    try:
        return call_next()
    except Exception as error:
        remember(context.job.id, context.job.task_name, error)
        raise


def remember(job: int, task: str, error: BaseException) -> None:
    from tinhso.web.models import JobError  # the middleware is set while apps are still loading

    with transaction.atomic():
        JobError.objects.update_or_create(job_id=job, defaults={"task": task, "at": clock.now(), "text": described(error)})


def described(error: BaseException) -> str:
    """Kind and places of an error. Its words only where they are ours (a refusal): a database's quote rows of data."""
    frames = traceback.extract_tb(error.__traceback__)[-DEPTH:]
    places = [f"{f.filename.rsplit('/src/', 1)[-1].rsplit('/site-packages/', 1)[-1]}:{f.lineno} {f.name}" for f in frames]
    said = f": {error.code}" if isinstance(error, Refusal) else ""
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}{said}", *places])
