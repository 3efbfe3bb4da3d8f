"""The product's web child with the points installed before its workers are forked: `python -m tests.faults.web PORT`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.faults import points
from tinhso.cli import _web

if __name__ == "__main__":
    data = Path(os.environ["TINHSO_DATA"])
    import tinhso.config.wsgi  # noqa: F401  # set up once: a killed worker is back in half a second

    points.install(data)
    _web.serve(data, int(sys.argv[1]))
