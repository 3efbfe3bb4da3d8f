"""The embedded server as several supervisors of one instance see it: whoever holds the lock owns it, the others use it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tinhso.engines.locks import FileLock
from tinhso.engines.postgres.server import Server
from tinhso.engines.supervise import say


class Shared:
    """What a supervisor watches. When the owner ends, the next one to look takes the lock, and starts the server as its own."""

    def __init__(self, lock: FileLock, mark: Path, server: Server, start: Callable[[Server], None]) -> None:
        self.owns = False
        self.server = server
        self._lock, self._mark, self._start = lock, mark, start

    def take(self) -> bool:
        """Whether the server is ours, now or already; `mark` then tells others which process supervises it."""
        if not self.owns and self._lock.take():
            self.owns = True
            self._mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._mark.write_text(f"{os.getpid()}\n")
        return self.owns

    def poll(self) -> int | None:
        """None while the server runs or another answers for it; a status when it is for us to `start`."""
        before = self.owns
        if not self.take():
            return None
        if not before:
            say("postgres: its owner has ended; taken over")
        return self.server.poll()

    def start(self) -> None:
        self._start(self.server)

    def leave(self) -> None:
        """Stop the server that is ours; another's goes on."""
        if self.owns:
            try:
                self.server.stop()
            finally:
                self._mark.unlink(missing_ok=True)
                self._lock.release()
                self.owns = False
