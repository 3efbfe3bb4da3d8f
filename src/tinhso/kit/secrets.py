"""An instance's own random secrets: made on first use, kept in files only the instance's user can read."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def instance_secret(data: Path, name: str, size: int = 32) -> str:
    """The secret DATA/secrets/<name> (0600), made if absent; two processes at once agree on one."""
    return instance_key(data, name, lambda: secrets.token_urlsafe(size).encode()).decode().strip()


def instance_key(data: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The bytes of DATA/secrets/<name> (0600), made if absent. A kill while they are written leaves nothing under that name."""
    path = data / "secrets" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd, fresh = tempfile.mkstemp(prefix=f".{name}.", dir=path.parent)  # 0600, a name of its own for every process and thread
        try:
            with os.fdopen(fd, "wb") as out:
                out.write(make())
                out.flush()
                os.fsync(out.fileno())
            os.link(fresh, path)  # fails if somebody was first; a half-written secret is never seen
        except FileExistsError:
            pass
        finally:
            os.unlink(fresh)
    return path.read_bytes()
