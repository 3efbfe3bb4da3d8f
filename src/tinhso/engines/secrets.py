"""Random secrets of one instance, each a 0600 file in DATA/secrets."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret(data: Path, name: str) -> str:
    """The secret `name`, made on first use; two processes asking at once receive the same one."""
    path = data / "secrets" / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        keep(data, name, secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii").strip()


def keep(data: Path, name: str, value: str, *, replace: bool = False) -> Path:
    """Write `value` whole or not at all; without `replace` an existing secret wins."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(value + "\n")
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.replace(draft, path)
        else:
            with suppress(FileExistsError):
                os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path
