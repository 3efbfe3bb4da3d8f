"""The worker child: procrastinate's worker as the database role worker, with a heartbeat that tests its database."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from tinhso.cli._instance import django
from tinhso.engines import heartbeat

ALIVE = "SELECT count(*) AS alive FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"


async def work(data: Path) -> None:
    """Until stopped by a signal. A job that does not end within 10 s of that is put back."""
    worker = beside_django()
    async with worker.open_async():
        beating = asyncio.create_task(_beat(worker.connector, data))
        try:
            await worker.run_worker_async(name="tinhso", shutdown_graceful_timeout=10, concurrency=2)
        finally:
            beating.cancel()


def beside_django() -> Any:
    """An app with Django's tasks and a connection of its own to fetch them by.

    The tasks go on pointing at Django's app: what a job defers stays in that job's transaction. (`replace_connector` would move
    it to the worker's connection, where it outlives a rollback.)
    """
    from procrastinate.contrib.django.procrastinate_app import current_app as app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector
    worker = type(app)(connector=connector, import_paths=app.import_paths, worker_defaults=app.worker_defaults)
    worker.tasks = app.tasks
    worker.periodic_registry = app.periodic_registry
    return worker


async def _beat(connector: Any, data: Path) -> None:
    """The worker can hang after losing its database without ending: beat only while it writes its own sign of life."""
    while True:
        try:
            row = await asyncio.wait_for(connector.execute_query_one_async(ALIVE), heartbeat.EVERY)
            if row["alive"]:
                heartbeat.beat(data, "worker")
        except Exception as error:  # no beat is the message; the reason goes to the log
            print(f"no heartbeat: {error!r}", flush=True)
        await asyncio.sleep(heartbeat.EVERY)


if __name__ == "__main__":
    folder = Path(os.environ["TINHSO_DATA"])
    django(folder, "worker")
    asyncio.run(work(folder))
