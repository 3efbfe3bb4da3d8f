"""What comes from outside is read in a child that can end alone: one for each file, under limits set before its first byte is read.

A second process of ours (started with the first file, ended with its owner) has loaded the readers and forks those children, so that
none of them spends its time on loading; it never reads a byte of what they read.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module

_ORDER = 512  # bytes of every order, padded: a stream keeps no bounds
_LENGTH = 8  # bytes before an answer: one that was cut off is none


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor and of wall time, bytes of address space. No file can be written at all."""

    cpu: int
    wall: int
    memory: int = 1_536 * 1024 * 1024


def ask(reader: str, body: bytes, limits: Limits) -> bytes:
    """What `reader` ("package.module:function", bytes to bytes) answers of `body`; empty where it ended without an answer."""
    for _ in range(2):
        server = _server()
        answer = server.ask(reader, body, limits)
        if answer or server.alive():
            return answer
        _forget(server)  # it was killed: the file is not to blame
    return b""


class _Server:
    """The forking process, seen from its owner."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        self._sending = threading.Lock()
        with theirs:
            # -P: it must not import modules from the directory it happens to stand in.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tinhso.engines.confined"], stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, reader: str, body: bytes, limits: Limits) -> bytes:
        order = json.dumps({"reader": reader, "limits": asdict(limits)}).encode().ljust(_ORDER)
        ours, theirs = socket.socketpair()
        end = time.monotonic() + limits.wall + 5  # the child ends itself before
        try:
            with ours:
                with theirs, self._sending:
                    socket.send_fds(self._control, [order], [theirs.fileno()])
                ours.settimeout(limits.wall + 5)
                ours.sendall(body)
                ours.shutdown(socket.SHUT_WR)
                parts = []
                while part := ours.recv(1 << 16):
                    parts.append(part)
                    ours.settimeout(max(0.01, end - time.monotonic()))
                said = b"".join(parts)
                return said[_LENGTH:] if int.from_bytes(said[:_LENGTH], "big") == len(said) - _LENGTH else b""
        except OSError:
            self._process_ended()
            return b""

    def _process_ended(self) -> None:
        """A broken pipe is seen a moment before the exit status is."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)

    def close(self) -> None:
        """It ends when its owner's end is gone."""
        self._control.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


_lock = threading.Lock()
_running: _Server | None = None


def _server() -> _Server:
    global _running
    with _lock:
        if _running is None:
            _running = _Server()
        return _running


def _forget(server: _Server | None = None) -> None:
    """Only `server`, where one is named: another thread may have started the next one already."""
    global _running
    with _lock:
        if _running is not None and server in (None, _running):
            _running.close()
            _running = None


def _inherited() -> None:
    """A forked copy of the owner starts a server of its own, and must not hold the first one's life in its hands."""
    global _lock, _running
    _lock = threading.Lock()
    if _running is not None:
        _running._control.close()
        _running._process.returncode = 0  # another's child: neither waited for nor complained about
    _running = None


os.register_at_fork(after_in_child=_inherited)
atexit.register(_forget)


def _serve(control: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children: what they had to say came over their socket
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        order, descriptors, _, _ = socket.recv_fds(control, _ORDER, 1)
        if not order:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            wanted = json.loads(order)
            module, _, function = wanted["reader"].partition(":")
            import_module(module)  # once; every later child has it by its birth
            if os.fork() == 0:
                try:
                    control.close()
                    _confine(Limits(**wanted["limits"]))
                    with connection.makefile("rb") as source:
                        body = source.read()
                    said = getattr(sys.modules[module], function)(body)
                    connection.sendall(len(said).to_bytes(_LENGTH, "big") + said)
                finally:
                    os._exit(0)


def _confine(limits: Limits) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.alarm(limits.wall)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    _serve(socket.socket(fileno=sys.stdin.fileno()))
