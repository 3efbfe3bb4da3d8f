"""The product's worker in a fork that is renewed whenever it ends: `python -m tests.faults.worker`.

The fork replaces the supervisor's new start (seconds of imports), and the rescue of stalled jobs, which the product does by
the minute, comes at once; both only make the test quicker.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
from pathlib import Path

from tests.faults import points
from tinhso.cli import _worker
from tinhso.cli._instance import django


def main(data: Path) -> None:
    django(data, "worker")
    points.install(data)
    while True:
        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
            try:
                _rescue()
                asyncio.run(_worker.work(data))
            finally:
                os._exit(0)
        (data / "worker.pid").write_text(str(child))
        os.waitpid(child, 0)


def _rescue() -> None:
    """There is one worker and it has just been started: whatever is being done belonged to a killed one."""
    from django.db import connection

    from tinhso.core.events.jobs import rescue

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = NULL WHERE status = 'doing'")
    rescue.func(timestamp=0)
    connection.close()


if __name__ == "__main__":
    main(Path(os.environ["TINHSO_DATA"]))
