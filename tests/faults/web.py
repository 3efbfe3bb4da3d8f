"""The product's web child in a fork that is renewed whenever it ends: `python -m tests.faults.web PORT`.

Its main process ends when its workers are killed faster than it likes; the fork replaces the supervisor's new start (seconds of
imports) and only makes the test quicker. Its workers are forks, too, where the product's are new interpreters.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from tests.faults import points
from tinhso.cli import _web


def main(data: Path, port: int) -> None:
    import tinhso.config.wsgi  # noqa: F401  # set up once, before anything is forked off

    points.install(data)
    while True:
        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
            try:
                _web.serve(data, port)
            finally:
                os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(os.environ["TINHSO_DATA"]), int(sys.argv[1]))
