"""One consistent archive of database, files and keys, taken while the system works."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from psycopg import sql
from rich.console import Console
from rich.progress import track

from tinhso import __version__
from tinhso.cli import _archive, _rows
from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import django, instance
from tinhso.engines.blobs import Blobs
from tinhso.engines.postgres import ROLES, Engine, tools
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

app = typer.Typer(add_completion=False)
KEPT = ("ledger-heads", "trust", "keys", "secrets", "demo")
"""Of the instance's folder; logs, caches and gathered static files are made anew."""
DUMP = "database.dump"


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write (.tar).", dir_okay=False)],
    data: Data = DEFAULT,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE where it exists.")] = False,
) -> None:
    """Write FILE: it holds the instance's secrets and is readable by its owner alone. Keep it safe."""
    engine = instance(data)
    if file.exists() and not force:
        raise Refusal("backup.exists", vi=f"{file} đã có; chọn tên khác, hoặc thêm --force để ghi đè.",
                      en=f"{file} exists already; choose another name, or add --force to overwrite it.")  # fmt: skip
    with engine.running():
        manifest = take(engine, file)
    console = Console(highlight=False, soft_wrap=True)
    for vi, en in manifest.pop("ledger_says"):
        console.print(f"! {vi}\n  {en}", style="yellow", markup=False)
    console.print(f"✓ {file}: {file.stat().st_size / 1e6:.1f} MB, {manifest['blobs']} tệp/files", markup=False)


def take(engine: Engine, file: Path, *, head: bool = True) -> dict[str, Any]:
    """Back up a running engine's instance to `file`; returns the manifest's facts. `head` chains the ledger's rows and signs
    its end first; what is wrong with that is told in words in `ledger_says`.

    Raises Refusal `backup.missing_blobs` after writing the archive when rows name bytes that are not there.
    """
    if not file.absolute().parent.is_dir():
        raise Refusal("backup.no_folder", vi=f"Không có thư mục {file.absolute().parent}; hãy tạo trước.",
                      en=f"There is no folder {file.absolute().parent}; make it first.")  # fmt: skip
    # What is not chained would be unprotected in the archive too. Heads first, rows after: a head younger than the rows would look
    # like a ledger whose tail was cut.
    waited, refused = seal_ledger(engine, again=True) if head else ([], [])
    kept = dict(_kept(engine.data))
    blobs = Blobs(engine.data / "blobs")
    with blobs.held(), _archive.writing(file.absolute()) as archive, engine.connect("admin") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        taken_at = clock.real()
        snapshot = _scalar(connection, "SELECT pg_export_snapshot()")
        with tempfile.NamedTemporaryFile(dir=file.absolute().parent, prefix=f".{file.name}.") as dump:
            tools.dump(engine, str(snapshot), Path(dump.name))
            archive.add_file(DUMP, Path(dump.name))
        rows = _rows.digests(connection)
        for name, path in kept.items():
            _add_bytes(archive, name, path)
        missing = _add_blobs(archive, blobs, _referenced(connection))
        facts = {
            "tinhso": __version__,
            "taken_at": taken_at.isoformat(),
            "database": str(engine.dsn("admin")["dbname"]),
            "roles": {role: engine.role(role) for role in ROLES},
            "postgres": connection.info.server_version // 10000,
            "blobs": sum(name.startswith("blobs/") for name in archive.entries),
            "missing": missing,
            "rows": rows,
        }
        archive.finish(facts)
    if missing:
        raise Refusal(
            "backup.missing_blobs",
            vi=f"Đã ghi {file}, nhưng {len(missing)} tệp có trong sổ mà không có trên đĩa hoặc đã hỏng: {missing[0]}…",
            en=f"{file} was written, but {len(missing)} files in the records are absent or damaged: {missing[0]}…",
            missing=missing,
        )
    return {**facts, "ledger_says": [*waited, *refused]}


def seal_ledger(engine: Engine, *, again: bool) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Chain what waits and sign the end. Returns, in words, what had waited too long, and why it could not be signed."""
    django(engine.data, "admin")
    from django.db import connection

    from tinhso.core.ledger import public

    waited, refused = [(fault.vi, fault.en) for fault in public.waiting().faults()], []
    try:
        public.seal(engine.data, again=again)
    except Refusal as refusal:  # its key is gone: all the more reason to keep the rest
        refused.append((refusal.vi, refusal.en))
    connection.close()
    return waited, refused


def _kept(data: Path) -> Iterator[tuple[str, bytes]]:
    """Small files, read at once. Passwords of database roles stay: the restored instance makes its own."""
    for top in KEPT:
        path = data / top
        for found in sorted(path.rglob("*")) if path.is_dir() else [path] if path.is_file() else []:
            local = found.name.startswith((".", "postgres-")) or found.name == "admin-password"
            if found.is_file() and not (top == "secrets" and local):
                yield str(found.relative_to(data)), found.read_bytes()


def _add_bytes(archive: _archive.Writer, name: str, content: bytes) -> None:
    archive.add(name, io.BytesIO(content), len(content))


def _referenced(connection: psycopg.Connection) -> list[str]:
    """Every blob named by a table of core/files, as of the snapshot."""
    tables = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name = 'sha256' AND table_name LIKE 'files\\_%' ORDER BY 1"
    ).fetchall()
    found: set[str] = set()
    for (table,) in tables:
        query = sql.SQL("SELECT DISTINCT sha256 FROM {}").format(sql.Identifier(table))
        found.update(row[0] for row in connection.execute(query))
    return sorted(found)


def _add_blobs(archive: _archive.Writer, blobs: Blobs, names: list[str]) -> list[str]:
    """Returns the names of those absent, or whose bytes are no longer those they are named after."""
    missing = []
    for name in track(names, "blobs", console=Console(stderr=True), transient=True):
        path = blobs.path(name)
        if not path.is_file() or archive.add_file(f"blobs/{path.relative_to(blobs.root)}", path) != name:
            missing.append(name)
    return missing


def _scalar(connection: psycopg.Connection, query: Any) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]
