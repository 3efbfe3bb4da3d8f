"""The engine of records: an embedded PostgreSQL of the instance's own, or the server named by TINHSO_DATABASE_URL."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import quote

import psycopg

from tinhso.engines.locks import FileLock
from tinhso.engines.postgres import external
from tinhso.engines.postgres.external import Parameters
from tinhso.engines.postgres.roles import check_version, ensure_roles
from tinhso.engines.postgres.server import Server, socket_folder
from tinhso.engines.postgres.shared import Shared
from tinhso.kit.errors import Refusal
from tinhso.kit.secrets import instance_secret

Role = Literal["admin", "owner", "web", "worker"]
ROLES: tuple[str, ...] = get_args(Role)
DATABASE = "tinhso"


class Engine:
    """PostgreSQL for the instance in `data`. The holder of the lock DATA/engine.lock owns the embedded server.

    `tcp` makes the embedded server listen on that port of 127.0.0.1 too (tests, and a server for another instance).
    """

    def __init__(self, data: Path | str, *, tcp: int | None = None) -> None:
        self.data = Path(data).absolute()
        self.tcp = tcp
        self._external = external.from_environment() if tcp is None else {}
        self._lock = self.data / "engine.lock"
        self._users = self.data / "engine.users"
        self._served_by = self.data / "run" / "serve.pid"

    @property
    def embedded(self) -> bool:
        return not self._external

    def exists(self) -> bool:
        """Whether an instance was made here."""
        return (self.data / "pg" / "PG_VERSION").exists() or (self.data / "secrets").is_dir()

    def overridden(self, role: str) -> bool:
        """Whether `role` has an address of its own (TINHSO_DATABASE_WEB_URL…) and so is not ours to create."""
        return role in self._external

    def role(self, role: str) -> str:
        """The PostgreSQL name of `role`: begins with the database's name, so that two databases share one server."""
        return str(self.dsn(role)["user"])

    def dsn(self, role: str) -> Parameters:
        """Parameters for psycopg: host, port, user, password, dbname (an outside address may add); starts nothing."""
        if role not in ROLES:
            raise ValueError(f"role {role!r} is none of {ROLES}")
        if role in self._external:
            return dict(self._external[role])
        if self._external:
            return self._beside_admin(role)
        port = self.tcp or 5432
        host = str(socket_folder(self.data, port))
        return self._named({"host": host, "port": port, "dbname": DATABASE}, role)

    def url(self, role: str) -> str:
        """The same as an address over TCP; only with `tcp`."""
        if self.tcp is None:
            raise ValueError("the embedded server listens on its Unix socket only")
        at = self.dsn(role)
        return f"postgresql://{quote(str(at['user']))}:{quote(str(at['password']))}@127.0.0.1:{self.tcp}/{at['dbname']}"

    def connect(self, role: str, **options: Any) -> psycopg.Connection:
        """A plain connection as `role`."""
        return external.connect(self.dsn(role), **options)

    def answers(self) -> bool:
        """Whether a server accepts connections now; `worker` comes into being with all the other roles."""
        at = self.dsn("worker" if self.embedded or "admin" in self._external else next(iter(self._external)))
        try:
            external.connect(at, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    @contextmanager
    def running(self, *, wait: float = 60.0) -> Iterator[Engine]:
        """Inside the block the server answers: found running, or started here and stopped on leaving.

        Raises Refusal when another command holds the engine for `wait` seconds without the server answering.
        """
        if not self.embedded:
            self._prepare_external()
            yield self
            return
        deadline = time.monotonic() + wait
        lock, users = FileLock(self._lock), FileLock(self._users)
        # First the owner's lock: a server that still answers without a living owner is about to end.
        while not lock.take():
            if users.take(shared=True):
                if self.answers():
                    try:
                        yield self
                    finally:
                        users.release()
                    return
                users.release()
            if time.monotonic() > deadline:
                raise _busy(self._lock)
            time.sleep(0.05)
        try:
            with self._serving():
                yield self
                # Another command may be using the server that we started; it must not lose it amid its work.
                users.take(wait=True)
        finally:
            users.release()
            lock.release()

    @contextmanager
    def owned(self, *, wait: float = 60.0) -> Iterator[Server]:
        """For the supervisor: take the lock (a command may have it), start, yield the server, stop on leaving.

        Raises Refusal `engine.served` where another supervisor is at work, `engine.busy` where a command does not end for `wait` seconds.
        """
        with self.joined(wait=wait) as shared:
            if not shared.owns:
                raise _served(self.data, self._supervisor() or 0)
            yield shared.server

    @contextmanager
    def joined(self, *, wait: float = 60.0) -> Iterator[Shared]:
        """As `owned`, but where another supervisor is at work its server is used, and taken over when that one ends.

        Raises Refusal `engine.busy` where a command does not end for `wait` seconds.
        """
        shared = Shared(FileLock(self._lock), self._served_by, Server(self.data, self.dsn("admin"), self.tcp), self._start)
        deadline = time.monotonic() + wait
        while not shared.take() and not self._supervisor():
            if time.monotonic() > deadline:
                raise _busy(self._lock)
            time.sleep(0.05)
        try:
            if shared.owns:
                shared.start()
            yield shared
        finally:
            shared.leave()

    def _supervisor(self) -> int | None:
        """The process whose supervisor holds the lock; None where a command holds it, which ends by itself."""
        try:
            pid = int(self._served_by.read_text())
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] if sys.platform.startswith("linux") else ""
        except (OSError, ValueError):
            return None
        return None if state == "Z" else pid  # killed, and nobody has reaped it

    @contextmanager
    def _serving(self) -> Iterator[Server]:
        server = Server(self.data, self.dsn("admin"), self.tcp)
        try:
            self._start(server)
            yield server
        finally:
            server.stop()

    def _start(self, server: Server, attempts: int = 3) -> None:
        """Start and ensure the roles; a postmaster killed in between is started once more."""
        for left in reversed(range(attempts)):
            server.start()
            try:
                ensure_roles(self)
                return
            except psycopg.OperationalError:
                # Its connections end a moment before the kernel reports the process itself.
                if server.poll(within=1.0) is None or not left:
                    raise

    def _prepare_external(self) -> None:
        if self.overridden("admin"):
            try:
                ensure_roles(self)
            except psycopg.OperationalError as error:
                raise external.unreachable("admin", self._external["admin"], error) from error
            except psycopg.errors.InsufficientPrivilege as error:
                raise external.too_weak(self._external["admin"], error) from error
        for role in self._external:
            if role != "admin":
                self._try(role)

    def _try(self, role: str) -> None:
        """An address of a role's own is tried at once, so that a wrong one is named here and not by whoever needs it first."""
        try:
            with self.connect(role, connect_timeout=10) as connection:
                check_version(connection)
        except psycopg.OperationalError as error:
            raise external.unreachable(role, self._external[role], error) from error

    def _beside_admin(self, role: str) -> Parameters:
        if "admin" not in self._external:
            name = external.VARIABLES[role]
            raise Refusal(
                "settings.address_missing",
                vi=f"Việc này cần {name}, hoặc TINHSO_DATABASE_URL của quản trị, nhưng cả hai đều chưa đặt.",
                en=f"This needs {name}, or the administrator's TINHSO_DATABASE_URL, and neither is set.",
            )
        return self._named(self._external["admin"], role)

    def _named(self, at: Parameters, role: str) -> Parameters:
        return {**at, "user": f"{at['dbname']}_{role}", "password": instance_secret(self.data, f"postgres-{role}")}


def _served(data: Path, pid: int) -> Refusal:
    return Refusal(
        "engine.served",
        vi=f"Hệ thống trong {data} đang chạy rồi (tiến trình {pid}); hãy dùng nó, hoặc dừng nó trước.",
        en=f"The instance in {data} is running already (process {pid}); use it, or stop it first.",
        status=409,
    )


def _busy(lock: Path) -> Refusal:
    return Refusal(
        "engine.busy",
        vi=f"Một lệnh khác đang giữ {lock} và chưa xong; hãy đợi lệnh ấy xong hoặc kết thúc nó.",
        en=f"Another command holds {lock} and has not finished; wait for it to finish, or end it.",
        status=503,
    )
