"""Bring the database to the installed release, with a backup before."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console

from tinhso.cli import _prepare
from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import instance
from tinhso.cli.backup import take
from tinhso.engines.postgres import Engine
from tinhso.kit import clock

app = typer.Typer(add_completion=False)


@app.command()
def upgrade(data: Data = DEFAULT) -> None:
    """Back up to DIR/backups, then migrate; does nothing when the database is up to date."""
    console = Console(highlight=False, soft_wrap=True)
    engine = instance(data)
    with engine.running():
        waiting = _prepare.pending(engine.data)
        if waiting:
            console.print(f"✓ {_back_up(engine, waiting)}", markup=False)
            _prepare.migrate(engine.data)
        _prepare.static_files(engine.data)
    for name in waiting:
        console.print(f"✓ {name}", markup=False)
    console.print("✓ Cơ sở dữ liệu đúng bản đang cài. The database matches the installed release.", markup=False)


def _back_up(engine: Engine, waiting: list[str]) -> Path:
    folder = engine.data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / f"before-upgrade-{clock.real():%Y%m%d-%H%M%S}.tar"
    # The installed code writes the head; only where the ledger's own tables are older need it not fit them.
    take(engine, file, head=not any(name.startswith("ledger.") for name in waiting))
    return file
