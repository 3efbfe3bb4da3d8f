"""The demo province with a working week, played before your eyes: everything embedded, nothing to configure."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from tinhso.cli import _demo, serve
from tinhso.cli._data import DEFAULT, Data
from tinhso.config import environment
from tinhso.engines.children import Child, spawn
from tinhso.engines.demo import Progress as Kept
from tinhso.engines.postgres import Engine
from tinhso.engines.supervise import Supervisor, Task
from tinhso.kit.errors import Refusal
from tinhso.kit.secrets import instance_secret

app = typer.Typer(add_completion=False)
WORDS = {
    "empty": "Chuẩn bị cơ sở dữ liệu / preparing the database",
    "province": "Dựng tỉnh Vân Khuê / building the province",
    "week": "Diễn một tuần làm việc / playing a working week",
}


@app.command()
def demo(
    data: Data = DEFAULT,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build and play, then end.")] = False,
    acts: Annotated[int | None, typer.Option(hidden=True, min=0, help="Play only the first acts of the week (tests).")] = None,
) -> None:
    """Make the demo instance (the first time), serve it until Ctrl-C, and print address and logins."""
    data = data.absolute()
    os.environ["TINHSO_DATA"] = str(data)
    environment.read()
    _refuse_other(data)
    if not no_serve:
        serve.refuse_taken(port)
    begun = Kept.of(data)
    ready = begun is not None and begun.state == "ready"
    if ready and not no_serve:
        serve.run(data, port, announce=lambda: _say_ready(data, port))
    elif ready:
        _say_ready(data, None)
    else:
        _make(data, None if no_serve else port, [] if acts is None else [str(acts)])


def _refuse_other(data: Path) -> None:
    """A demo never mixes with another instance's data."""
    if data.exists() and any(data.iterdir()) and not (data / "demo").exists():
        raise Refusal(
            "demo.other_data",
            vi=f"{data} đã có dữ liệu không phải của bản trình diễn; hãy chọn thư mục khác bằng --data.",
            en=f"{data} holds data that is not a demo's; choose another folder with --data.",
        )


def _make(data: Path, port: int | None, limit: list[str]) -> None:
    """Prepare; then the web answers while the province is built and the week is played in the worker's place."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (data / "demo").exists():
        Kept().save(data)
    instance_secret(data, "postgres-admin")
    engine = Engine(data)
    tasks = [] if port is None else _tasks(data, port, limit)
    screen = _Screen(data)
    with serve.parts(data, *(task.name for task in tasks)), ExitStack() as stack:
        supervisor = Supervisor(data, tasks)
        server = stack.enter_context(engine.owned()) if engine.embedded else None
        stack.enter_context(engine.running())
        stack.enter_context(screen)
        _run(data, screen, "prepare")
        if port is not None:
            screen.console.print(f"http://localhost:{port}/")
            threading.Thread(target=_watch, args=(screen, port), daemon=True).start()
            supervisor.run(server)
            return
        _run(data, screen, "play", *limit)
    _say_ready(data, None)


def _tasks(data: Path, port: int, limit: list[str]) -> list[Task]:
    web, worker = serve.tasks(data, port)
    return [web, Task(worker.name, [sys.executable, "-m", "tinhso.cli._demo", "worker", *limit], worker.env)]


def _run(data: Path, screen: _Screen, *part: str) -> None:
    """One part as a child of its own, to its end. Raises Refusal with the log's last line."""
    log = data / "logs" / "demo.log"
    child: Child = spawn([sys.executable, "-m", "tinhso.cli._demo", *part], log=log, cwd=data, env={**os.environ, "TINHSO_DATA": str(data)})
    try:
        while child.poll() is None:
            screen.show()
            time.sleep(0.1)
    finally:
        child.stop((signal.SIGTERM, 5.0))
    if child.poll():
        last = (log.read_text(errors="replace").strip().splitlines() or ["?"])[-1]
        raise Refusal(
            "demo.failed",
            vi=f"Không dựng được bản trình diễn: {last} (xem {log}). Chạy lại lệnh này để làm từ đầu.",
            en=f"The demo could not be made: {last} (see {log}). Run this command again to start afresh.",
        )


class _Screen:
    """A bar on a terminal; elsewhere one line for each part."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=self.console)
        self._shown: dict[str, TaskID] = {}

    def __enter__(self) -> _Screen:
        if self.console.is_terminal:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self.show()
        self._bar.stop()

    def show(self) -> Kept:
        """Draw what the file says now, and return it."""
        now = Kept.of(self.data) or Kept()
        if now.state not in self._shown:
            for task in self._shown.values():
                self._bar.update(task, completed=self._bar.tasks[task].total)
            if words := WORDS.get(now.state):
                self._shown[now.state] = self._bar.add_task(words, total=now.total)
                if not self.console.is_terminal:
                    self.console.print(f"… {words}")
        if now.state in self._shown:
            self._bar.update(self._shown[now.state], completed=now.done, total=now.total)
        return now


def _watch(screen: _Screen, port: int) -> None:
    while not screen.show().over:
        time.sleep(0.2)
    screen.stop()
    _say_ready(screen.data, port)


def _say_ready(data: Path, port: int | None) -> None:
    from tinhso.scenario.data import province, staff

    console = Console(highlight=False, soft_wrap=True)
    failed = (Kept.of(data) or Kept()).error
    if failed:
        console.print(
            f"✗ Tuần làm việc chưa diễn hết / the week was not played to its end: {failed.splitlines()[-1]}", style="red", markup=False
        )
        console.print(f"  {data / 'logs' / 'worker.log'}", markup=False)
    table = Table("Tên đăng nhập / login", "Họ tên", "Chức vụ", "Cơ quan", box=None, pad_edge=False)
    posts = {p.login: next(q for q in staff.posts() if q.person == p.key) for p in staff.people() if p.login in staff.DEMO_LOGINS}
    names = {p.login: p.name for p in staff.people()}
    for login in staff.DEMO_LOGINS:
        table.add_row(login, names[login], posts[login].title, province.agency(posts[login].agency).name)
    console.print(table)
    console.print(f"Mật khẩu chung / password for all: {_demo.password(data)}", markup=False)
    if port is None:
        console.print(f"tinhso demo --data {data}", markup=False)
    else:
        console.print(f"→ http://localhost:{port}/   Ctrl-C: dừng / stop", style="bold", markup=False)
