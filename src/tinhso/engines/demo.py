"""How far a demo is. DATA/demo tells it, and marks the instance as a demo by being there; a lock tells whether anybody is at it still."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tinhso.engines.locks import FileLock


@dataclass
class Progress:
    """`state`: empty, province, week, ready, failed."""

    state: str = "empty"
    done: int = 0
    total: int = 1
    error: str = ""

    def save(self, data: Path) -> None:
        fresh = data / f".demo.{os.getpid()}"
        fresh.write_text(json.dumps(asdict(self)))
        fresh.replace(data / "demo")

    @classmethod
    def of(cls, data: Path) -> Progress | None:
        """None where no demo was begun."""
        try:
            kept = json.loads((data / "demo").read_text() or "{}")
            return cls(**{name: kept[name] for name in cls.__dataclass_fields__ if name in kept})
        except FileNotFoundError:
            return None

    @property
    def over(self) -> bool:
        return self.state in ("ready", "failed")


@contextmanager
def playing(data: Path) -> Iterator[None]:
    """Held by who builds and plays, for as long as he lives: killed, he leaves the file as it was and no lock."""
    lock = _lock(data)
    lock.take(wait=True)
    try:
        yield
    finally:
        lock.release()


def being_played(data: Path) -> Progress | None:
    """How far it is now; None once it is over, where there is no demo, and where the one who played it is gone."""
    found = Progress.of(data)
    if found is None or found.over:
        return None
    lock = _lock(data)
    if lock.take(shared=True):
        lock.release()
        return None
    return found


def _lock(data: Path) -> FileLock:
    return FileLock(data / "run" / "demo.lock")
