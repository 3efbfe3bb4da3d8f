"""The queue run right after each act, at the act's own instant: the same jobs that a worker runs, in the order they were asked for."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

Around = Callable[[str, dict[str, Any]], AbstractContextManager[None]]
CHECK = "incoming.verify"
"""A slow job (a confined child process): it runs beside, and is waited for before the document is received."""
LATER = "incoming.read"
"""Another, which nobody in the play waits for: left to the worker that comes after."""


class Jobs:
    """Runs what waits. Checks of signatures for agencies outside `checked` are left to the worker that comes after."""

    def __init__(self, checked: Collection[int], around: Around = lambda name, arguments: nullcontext()) -> None:
        self.checked = checked
        self._around = around
        self._beside = ThreadPoolExecutor(2)
        self._checks: dict[str, Future[None]] = {}
        self._left: set[int] = set()
        self._later: dict[str, tuple[int, dict[str, Any]]] = {}

    def run(self) -> None:
        """Until nothing waits; what a job asks for is run too. A job that raises stays failed, and the error is raised here."""
        while rows := self._waiting():
            for row in rows:
                arguments = dict(row["args"])
                if row["task_name"] == LATER:
                    self._left.add(row["id"])
                elif row["task_name"] != CHECK:
                    with self._around(row["task_name"], arguments):
                        _run(row["id"], row["task_name"], arguments)
                elif arguments["agency"] in self.checked:
                    self._left.add(row["id"])
                    work = contextvars.copy_context().run  # the act's instant goes along
                    self._checks[arguments["document"]] = self._beside.submit(work, _check, row["id"], arguments)
                else:
                    self._left.add(row["id"])
                    self._later[arguments["document"]] = row["id"], arguments

    def checked_now(self, document: str) -> None:
        """Wait for a document's check, or do it now where it was left for later; raises what it raised."""
        if begun := self._checks.pop(document, None):
            begun.result()
        elif left := self._later.pop(document, None):
            _run(left[0], CHECK, left[1])
        else:
            return
        self.run()

    def finish(self) -> None:
        for document in list(self._checks):
            self.checked_now(document)

    def __enter__(self) -> Jobs:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._beside.shutdown(cancel_futures=True)

    def _waiting(self) -> list[dict[str, Any]]:
        rows: Iterable[Any] = ProcrastinateJob.objects.filter(status="todo").exclude(id__in=self._left).order_by("id")
        return list(rows.values("id", "task_name", "args"))  # type: ignore[attr-defined]


def _run(job: int, name: str, arguments: dict[str, Any]) -> None:
    try:
        app.tasks[name].func(**arguments)
    except BaseException:
        _mark(job, "failed")
        raise
    _mark(job, "succeeded")


def _check(job: int, arguments: dict[str, Any]) -> None:
    try:
        _run(job, CHECK, arguments)
    finally:
        connection.close()


def _mark(job: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, job])
