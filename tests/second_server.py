"""Start a PostgreSQL apart, on TCP, and run a command with TINHSO_DATABASE_URL pointing at it.

Where the oldest version we promise is installed (Debian 12's package `postgresql-15`), it is that one; else a second embedded server.
TINHSO_TEST_POSTGRES_BIN names the folder of another's programs.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tinhso.engines.postgres import Engine
from tinhso.engines.service_user import service_user

DEBIAN = Path("/usr/lib/postgresql/15/bin")


def programs() -> Path | None:
    """The programs of a PostgreSQL that is not the embedded one; None where none is installed."""
    folder = Path(os.environ.get("TINHSO_TEST_POSTGRES_BIN") or DEBIAN)
    return folder if (folder / "initdb").exists() else None


@contextmanager
def old_server(folder: Path, bin_folder: Path) -> Iterator[str]:
    """A server made from `bin_folder` in the empty `folder`; its superuser's address, without a database, inside the block."""
    user, port = service_user(), free_port()
    account = {"user": user.uid, "group": user.gid, "extra_groups": []} if user else {}
    secret, cluster = folder / "password", folder / "cluster"
    secret.write_text("second\n")
    if user:
        os.chown(folder, user.uid, user.gid)
        os.chown(secret, user.uid, user.gid)
    clean = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}
    made = [str(bin_folder / "initdb"), "-D", str(cluster), "-U", "steward", "--auth=scram-sha-256", f"--pwfile={secret}",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]  # fmt: skip
    subprocess.run(made, env=clean, cwd=folder, check=True, stdout=subprocess.DEVNULL, **account)  # type: ignore[call-overload]
    options = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "fsync=off"]
    command = [str(bin_folder / "postgres"), "-D", str(cluster), *(part for option in options for part in ("-c", option))]
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(command, env=clean, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **account)  # type: ignore[call-overload]
    url = f"postgresql://steward:second@127.0.0.1:{port}"
    try:
        _until_it_answers(server, url, folder / "log")
        yield url
    finally:
        server.send_signal(2)
        server.wait(60)


def _until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(f"{url}/postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            assert server.poll() is None and time.monotonic() < deadline, log.read_text(errors="replace")
            time.sleep(0.05)


@contextmanager
def second_embedded(folder: Path) -> Iterator[str]:
    engine = Engine(folder / "server", tcp=free_port())
    with engine.owned():
        yield engine.url("admin").rsplit("/", 1)[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tinhso-second-")))
        os.chmod(folder, 0o755)
        found = programs()
        url = stack.enter_context(old_server(folder, found) if found else second_embedded(folder))
        print(f"second server: {found or 'embedded'}", flush=True)
        return subprocess.run(sys.argv[1:], env={**os.environ, "TINHSO_DATABASE_URL": f"{url}/second"}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
