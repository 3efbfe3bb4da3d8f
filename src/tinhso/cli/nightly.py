"""Back up, restore that backup elsewhere to be sure of it, and let go of the oldest; the worker runs it every night."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import instance
from tinhso.cli.backup import take
from tinhso.engines import nights
from tinhso.engines.nights import Night
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.kit.errors import Refusal, unforeseen, unusable

app = typer.Typer(add_completion=False)


@app.command()
def nightly(
    data: Data = DEFAULT,
    keep: Annotated[int, typer.Option(min=1, max=1000, help="Archives that stay, this one included.")] = nights.KEPT,
) -> None:
    """Into TINHSO_BACKUP_DIR (default: DATA/backups). The exit status is 1 when anything failed; `doctor` tells it from then on."""
    night = run(instance(data), keep)
    if not night.well:
        raise Refusal("nightly.failed", vi=night.vi, en=night.en)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"✓ {night.file}: {night.size / 1e6:.1f} MB, đã thử khôi phục đạt / restored on trial", markup=False)


def run(engine: Engine, keep: int = nights.KEPT) -> Night:
    """Whatever happens is noted. A good archive leaves only after a new one was restored: a bad night never costs a good one."""
    folder = nights.folder(engine.data)
    night = Night(clock.real())
    file = nights.begun(engine.data, night.at)
    try:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with engine.running():
                take(engine, file)
            _try(file, engine.data)
            file = nights.proven(file)
            night = replace(night, restored=clock.real())
        finally:
            nights.let_go(engine.data, keep)
            for left in nights.stale(engine.data / "tmp", "trial-*"):  # by a kill
                shutil.rmtree(left, ignore_errors=True)
    except Refusal as refusal:
        night = replace(night, vi=refusal.vi, en=refusal.en)
    except OSError as error:
        said = unusable(error)
        night = replace(night, vi=said.vi, en=said.en)
    except Exception as error:
        said = unforeseen(error)
        night = replace(night, vi=said.vi, en=said.en)
    if file.exists():  # of a bad night too: it is what there is of that day
        night = replace(night, file=str(file), size=file.stat().st_size)
    if folder.is_dir():
        nights.note(engine.data, night)
    return night


def _try(file: Path, data: Path) -> None:
    """Restore into a folder of its own, with a PostgreSQL of its own whatever the instance has, and verify the evidence there.

    Raises Refusal `nightly.not_restored` with what the commands said.
    """
    inside = data / "tmp"
    inside.mkdir(mode=0o700, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="trial-", dir=inside))
    alone = {name: value for name, value in os.environ.items() if not name.startswith("TINHSO_")}
    try:
        for words in (["restore", str(file)], ["ledger", "verify"]):
            if told := _refused([*words, "--data", str(place / "data")], alone):
                raise Refusal(
                    "nightly.not_restored",
                    vi=f"Đã ghi {file.name} nhưng thử khôi phục không đạt (tinhso {words[0]}): {told}",
                    en=f"{file.name} was written, but restoring it on trial failed (tinhso {words[0]}): {told}",
                )
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _refused(words: list[str], environment: dict[str, str]) -> str:
    """What a command of ours said when it failed; "" where it did not."""
    command, limit = [sys.executable, "-m", "tinhso.cli", *words], nights.TRIAL.total_seconds()
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"quá {nights.TRIAL} / longer than {nights.TRIAL}"
    return ((done.stderr or done.stdout).strip()[-600:] or f"exit {done.returncode}") if done.returncode else ""
