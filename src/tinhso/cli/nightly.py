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

from tinhso.cli._instance import DEFAULT, Data, instance
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
    """Whatever happens is noted. Old archives leave only after a new one was restored: a bad night never costs a good one."""
    folder = nights.folder(engine.data)
    night = Night(clock.real())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / f"nightly-{clock.real():%Y%m%d-%H%M%S}.tar"
        with engine.running():
            take(engine, file)
        night = replace(night, file=str(file), size=file.stat().st_size)
        _try(file, engine.data)
        night = replace(night, restored=clock.real())
        for old in nights.archives(engine.data)[:-keep]:
            old.unlink()
    except Refusal as refusal:
        night = replace(night, vi=refusal.vi, en=refusal.en)
    except OSError as error:
        said = unusable(error)
        night = replace(night, vi=said.vi, en=said.en)
    except Exception as error:
        said = unforeseen(error)
        night = replace(night, vi=said.vi, en=said.en)
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
            done = subprocess.run(
                [sys.executable, "-m", "tinhso.cli", *words, "--data", str(place / "data")], env=alone, capture_output=True, text=True
            )
            if done.returncode:
                told = (done.stderr or done.stdout).strip()[-600:]
                raise Refusal(
                    "nightly.not_restored",
                    vi=f"Đã ghi {file.name} nhưng thử khôi phục không đạt (tinhso {words[0]}): {told}",
                    en=f"{file.name} was written, but restoring it on trial failed (tinhso {words[0]}): {told}",
                )
    finally:
        shutil.rmtree(place, ignore_errors=True)
