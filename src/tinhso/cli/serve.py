"""Run the instance: PostgreSQL, web and worker, watched and restarted."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import instance
from tinhso.engines.locks import FileLock
from tinhso.engines.supervise import Supervisor, Task, say
from tinhso.kit.errors import Refusal

app = typer.Typer(add_completion=False)
_PREPARE = (
    "import sys; from pathlib import Path; from tinhso.cli import _prepare; data = Path(sys.argv[1])\n"
    "if _prepare.pending(data): sys.exit(3)\n"
    "_prepare.static_files(data)"
)


class Only(StrEnum):
    web = "web"
    worker = "worker"


@app.command()
def serve(
    data: Data = DEFAULT,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
    only: Annotated[
        Only | None, typer.Option(help="Only this part; the other may run beside it from the same folder, or elsewhere.")
    ] = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM, then stop every child."""
    run(data, port, only)


def run(data: Path, port: int = 8000, only: Only | None = None, announce: Callable[[], None] | None = None) -> None:
    """The same for callers in Python; call it from the main thread. `announce`: said in place of the address, once all is ready to start."""
    engine = instance(data)
    chosen = [task for task in tasks(engine.data, port) if only is None or task.name == only]
    with parts(engine.data, *(task.name for task in chosen)):
        if only is not Only.worker:
            refuse_taken(port)
        supervisor = Supervisor(engine.data, chosen)
        with engine.joined() if engine.embedded else nullcontext() as server:
            # Not longer: a command whose server we found must be able to end, and to leave the server to us.
            with engine.running():
                _prepare(engine.data)
            (announce or partial(say, f"http://localhost:{port}/" if only is not Only.worker else "worker"))()
            supervisor.run(server)


@contextmanager
def parts(data: Path, *names: str) -> Iterator[None]:
    """Each part is served once from one folder: two would take each other's heartbeat for their own. Raises Refusal `serve.running`."""
    with ExitStack() as held:
        for name in names:
            lock = FileLock(data / "run" / f"{name}.lock")
            if not lock.take():
                pid = lock.path.read_text().strip() or "?"
                raise Refusal(
                    "serve.running",
                    vi=f"Phần {name} của hệ thống trong {data} đang chạy rồi (tiến trình {pid}); hãy dùng nó, hoặc dừng nó trước.",
                    en=f"The part {name} of the instance in {data} is running already (process {pid}); use it, or stop it first.",
                    status=409,
                )
            held.callback(lock.release)
            lock.path.write_text(f"{os.getpid()}\n")
        yield


def tasks(data: Path, port: int) -> list[Task]:
    """Web and worker, in this order."""

    def environment(role: str) -> dict[str, str]:
        return {**os.environ, "TINHSO_DATA": str(data), "TINHSO_ROLE": role, "PYTHONUNBUFFERED": "1"}

    python = [sys.executable, "-m"]
    return [
        Task("web", [*python, "tinhso.cli._web", str(port)], environment("web")),
        Task("worker", [*python, "tinhso.cli._worker"], environment("worker")),
    ]


def _prepare(data: Path) -> None:
    """In a process of its own: the supervisor stays small and free of Django. One after another: parts may be started at once."""
    turn = FileLock(data / "run" / "prepare.lock")
    turn.take(wait=True)
    try:
        done = subprocess.run([sys.executable, "-c", _PREPARE, str(data)])
    finally:
        turn.release()
    if done.returncode == 3:
        raise Refusal(
            "instance.needs_upgrade",
            vi=f"Cơ sở dữ liệu thuộc bản cũ hơn; hãy chạy “tinhso upgrade --data {data}” (có sao lưu trước).",
            en=f"The database belongs to an older release; run “tinhso upgrade --data {data}” (it backs up first).",
        )
    if done.returncode:
        raise Refusal(
            "instance.not_prepared",
            vi="Không chuẩn bị được hệ thống để chạy; xem lỗi ở trên.",
            en="The instance could not be prepared; see the error above.",
        )


def refuse_taken(port: int) -> None:
    """Before anything is started. Raises Refusal `serve.port_taken`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refusal(
                "serve.port_taken",
                vi=f"Cổng {port} đang có chương trình khác dùng; hãy dừng nó hoặc chọn cổng khác bằng --port.",
                en=f"Port {port} is taken by another program; stop it, or choose another with --port.",
                reason=str(error),
            ) from error
