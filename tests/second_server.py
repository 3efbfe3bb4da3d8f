"""Start a PostgreSQL apart, on TCP, and run a command with TINHSO_DATABASE_URL pointing at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tinhso.engines.postgres import Engine


def main() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="tinhso-second-") as folder:
        os.chmod(folder, 0o755)
        engine = Engine(Path(folder) / "server", tcp=port)
        with engine.owned():
            url = engine.url("admin").rsplit("/", 1)[0] + "/second"
            return subprocess.run(sys.argv[1:], env={**os.environ, "TINHSO_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
