"""The product's worker in a fork that is renewed whenever it ends: `python -m tests.faults.worker`.

The fork replaces the supervisor's new start (seconds of imports), the rescue of stalled jobs, which the product does by the
minute, comes at once, and of the arrivals only some are judged in a confined interpreter of their own, the rest by the same
code in this process; all three only make the test quicker.
"""

from __future__ import annotations

import asyncio
import ctypes
import hashlib
import json
import os
import signal
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.faults import points
from tinhso.cli import _worker
from tinhso.cli._instance import django

CONFINED = 10
"""One arrival in so many goes the product's whole way."""


def main(data: Path) -> None:
    django(data, "worker")
    points.install(data)
    _judge_here()
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


def _judge_here() -> None:
    from tinhso.documents.layout import inspect_pdf, intake
    from tinhso.signing import confined

    verify = import_module("tinhso.signing.verify")  # the package's door has a function of that name
    judged_apart, inspected_apart, one_at_a_time = verify._ask, intake._inspect, threading.Lock()

    def ask(body: bytes) -> dict[str, Any]:
        header, _, data = body.partition(b"\n")
        said = json.loads(header)
        content = data if said["path"] is None else Path(said["path"]).read_bytes()
        if _apart(content):
            return dict(judged_apart(body))
        return {"sha256": hashlib.sha256(content).hexdigest(), "signatures": confined._judged(content, said)}

    def inspect(data: bytes) -> dict[str, Any]:
        with one_at_a_time:  # PDFium knows no threads
            return inspected_apart(data) if _apart(data) else inspect_pdf.facts(data, intake.MAX_PAGES)

    setattr(verify, "_ask", ask)  # noqa: B010
    setattr(intake, "_inspect", inspect)  # noqa: B010


def _apart(content: bytes) -> bool:
    return hashlib.sha256(content).digest()[0] % CONFINED == 0


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
