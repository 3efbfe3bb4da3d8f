"""Signs of life: a child touches DATA/run/<name>.beat only while it really works; its supervisor watches the file."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

EVERY = 5.0  # seconds
MISSED = 30.0


def beat_file(data: Path, name: str) -> Path:
    return data / "run" / f"{name}.beat"


def beat(data: Path, name: str) -> None:
    file = beat_file(data, name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)


def age(data: Path, name: str) -> float | None:
    """Seconds since the last beat; None when there never was one."""
    try:
        return max(0.0, time.time() - beat_file(data, name).stat().st_mtime)
    except FileNotFoundError:
        return None


def keep_beating(data: Path, name: str, works: Callable[[], bool], every: float = EVERY) -> threading.Thread:
    """Beat from a thread as long as `works()` says so; it must bound its own waiting."""

    def loop() -> None:
        while True:
            if works():
                beat(data, name)
            time.sleep(every)

    thread = threading.Thread(target=loop, name=f"heartbeat-{name}", daemon=True)
    thread.start()
    return thread
