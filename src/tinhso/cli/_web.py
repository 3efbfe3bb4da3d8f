"""The web child: granian serving the WSGI application on the loopback address, as the database role web."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.server import Server

from tinhso.engines import heartbeat

PROCESSES = min(2, os.cpu_count() or 1)


def application(*arguments: Any) -> Any:
    """Called in each worker process (granian's `factory`), which must not outlive the main one."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
    from tinhso.config.wsgi import application as wsgi

    return wsgi


def serve(data: Path, port: int) -> None:
    def answers() -> bool:
        try:
            # Busy is not dead: an answer may stand in line behind real requests for as long as the supervisor is patient.
            urllib.request.urlopen(f"http://127.0.0.1:{port}/static/", timeout=heartbeat.MISSED * 2 / 3).close()
        except urllib.error.HTTPError:
            return True  # any status is an answer
        except OSError:
            return False
        return True

    heartbeat.keep_beating(data, "web", answers)
    Server(
        "tinhso.cli._web:application",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=8,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=8,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    # Not forked: beside the heartbeat's thread a fork may inherit a lock (an import's, the resolver's) that nobody will ever open,
    # and such a worker takes connections without answering.
    multiprocessing.set_start_method("spawn")
    serve(Path(os.environ["TINHSO_DATA"]), int(sys.argv[1]))
