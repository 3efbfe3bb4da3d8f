"""What a benchmark with a database stands on: an instance of its own, gone afterwards; the same words on its command line."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinhso.engines.postgres import Engine, ensure_roles

SMOKE = "--smoke" in sys.argv[1:]
"""A quick run that shows the file still works: small, and whatever its ratio."""


def verdict(ratio: float, limit: float) -> int:
    """The exit code: 1 over the limit. A smoke run is too short to judge."""
    return 1 if ratio > limit and not SMOKE else 0


@contextmanager
def instance(*commands: str) -> Iterator[Engine]:
    """Embedded, migrated, and after `commands` (of Django) ready for this process to connect as the web role."""
    for name in [n for n in os.environ if n.startswith("TINHSO_")]:
        del os.environ[name]  # never the rows of somebody's real database
    with tempfile.TemporaryDirectory(prefix="tinhso-bench-") as folder:
        os.chmod(folder, 0o755)  # the service user that runs PostgreSQL for root passes through
        os.environ.update(TINHSO_DATA=folder, TINHSO_ROLE="web", DJANGO_SETTINGS_MODULE="tinhso.config.settings")
        engine = Engine(Path(folder))
        with engine.running():
            ensure_roles(engine)
            for command in ("migrate", *commands):
                line = [sys.executable, "-m", "django", *command.split(), "--verbosity", "0"]
                subprocess.run(line, env={**os.environ, "TINHSO_ROLE": "owner"}, check=True)
            yield engine
