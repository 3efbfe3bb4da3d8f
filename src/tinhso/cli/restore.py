"""Restore a backup into an empty folder; nothing is put in place before all of it was verified."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from tinhso.cli import _archive, _prepare, _rows
from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import instance
from tinhso.cli.backup import DUMP, seal_ledger
from tinhso.config import environment
from tinhso.engines.postgres import ROLES, Engine, tools
from tinhso.kit.errors import Refusal

app = typer.Typer(add_completion=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive made by tinhso backup.", dir_okay=False)],
    data: Data = DEFAULT,
) -> None:
    """Restore FILE into --data DIR, which must be empty or absent."""
    manifest = put_back(file, data)
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"✓ {data.absolute()}: sao lưu lúc / backed up at {manifest['taken_at'][:16].replace('T', ' ')}, {manifest['blobs']} tệp/files",
        markup=False,
    )
    chain(data)
    if manifest["missing"]:
        _say_missing(manifest["missing"])
        raise typer.Exit(1)


def chain(data: Path) -> None:
    """Chain the evidence that waited when the backup was taken: the archive has guarded it since, from now on the chain does."""
    engine = instance(data)
    with engine.running():
        if any(name.startswith("ledger.") for name in _prepare.pending(engine.data)):
            return  # the archive of a former release: the worker chains them after the upgrade
        _waited, refused = seal_ledger(engine, again=False)
    for vi, en in refused:
        Console(stderr=True, highlight=False, soft_wrap=True, style="yellow").print(f"! {vi}\n  {en}", markup=False)


def _say_missing(names: list[str]) -> None:
    """What the backup itself could not save: whoever restores must hear it, perhaps years after the backup said so."""
    console = Console(stderr=True, highlight=False, soft_wrap=True, style="red")
    console.print(
        f"✗ Đã khôi phục, nhưng ngay lúc sao lưu đã thiếu hoặc hỏng {len(names)} tệp mà sổ có ghi; hãy tìm chúng ở bản sao khác:\n"
        f"  Restored, but {len(names)} files named by the records were absent or damaged when the backup was taken; look for them elsewhere:",
        markup=False,
    )
    for name in names:
        console.print(f"  {name}", markup=False)


def put_back(file: Path, data: Path) -> dict[str, Any]:
    """Returns the manifest. Raises Refusal and leaves `data` as it was when anything is wrong."""
    data = data.absolute()
    os.environ["TINHSO_DATA"] = str(data)
    environment.read()
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise Refusal(
            "restore.not_empty",
            vi=f"{data} không trống; chỉ khôi phục vào thư mục trống hoặc chưa có.",
            en=f"{data} is not empty; a backup is restored only into an empty or absent folder.",
        )
    data.parent.mkdir(parents=True, exist_ok=True)
    draft = data.with_name(f".{data.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    try:
        manifest = _archive.unpack(file, draft)
        _check_blobs(manifest, file)
        engine = Engine(draft)
        with engine.running():
            _refuse_full(engine)
            tools.restore(engine, draft / DUMP, roles(engine, manifest))
            _check_rows(engine, manifest, file)
        (draft / DUMP).unlink()
        draft.rename(data)  # replaces an empty folder
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def roles(engine: Engine, manifest: dict[str, Any]) -> dict[str, str]:
    """The roles of the dump and who takes their place here; archives of former releases name the database alone."""
    former = manifest.get("roles") or {role: f"{manifest['database']}_{role}" for role in ROLES}
    return {str(former[role]): engine.role(role) for role in ROLES}


def _check_blobs(manifest: dict[str, Any], file: Path) -> None:
    """A blob must hold the bytes it is named after, not only those the manifest names."""
    for name, entry in manifest["entries"].items():
        if name.startswith("blobs/") and Path(name).name != entry["sha256"] and Path(name).name not in manifest["missing"]:
            raise Refusal("restore.damaged", vi=f"Tệp {name} trong {file} không khớp mã băm của nó.",
                          en=f"The file {name} in {file} does not match its own hash.")  # fmt: skip


def _check_rows(engine: Engine, manifest: dict[str, Any], file: Path) -> None:
    """Every table must hold the rows that the backup's own snapshot held; archives of former releases do not say."""
    if (kept := manifest.get("rows")) is None:
        return
    with engine.connect("admin") as connection:
        tables = _rows.differing(kept, _rows.digests(connection))
    if tables:
        raise Refusal("restore.rows_differ",
                      vi=f"Các bảng khôi phục từ {file} khác với lúc sao lưu: {', '.join(tables[:5])}; chưa khôi phục gì.",
                      en=f"Tables restored from {file} differ from what was backed up: {', '.join(tables[:5])}; nothing was restored.",
                      tables=tables)  # fmt: skip


def _refuse_full(engine: Engine) -> None:
    with engine.connect("admin") as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if row and row[0]:
        raise Refusal(
            "restore.database_not_empty",
            vi="Cơ sở dữ liệu trong TINHSO_DATABASE_URL không trống; hãy chỉ đến một cơ sở dữ liệu mới.",
            en="The database in TINHSO_DATABASE_URL is not empty; point it at a new one.",
        )
