"""Readers as a confined child may meet them: good, endless, greedy, failing."""

from __future__ import annotations

import gc
import os
import resource
import socket
import time
from pathlib import Path


def echo(body: bytes) -> bytes:
    return body[::-1]


def process(body: bytes) -> bytes:
    return f"{os.getpid()} {os.getppid()}".encode()


def limits(body: bytes) -> bytes:
    return repr([resource.getrlimit(n) for n in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]).encode()


def spin(body: bytes) -> bytes:
    while True:
        pass


def sleep(body: bytes) -> bytes:
    time.sleep(600)
    return b"slept"


def greedy(body: bytes) -> bytes:
    return bytes(1 << 33)[:1]


def write(body: bytes) -> bytes:
    Path(body.decode()).write_bytes(b"taken")
    return b"written"


def half(body: bytes) -> bytes:
    """Ends while it answers."""
    for open_end in [s for s in gc.get_objects() if isinstance(s, socket.socket) and s.fileno() >= 0]:
        open_end.sendall((100).to_bytes(8, "big") + b"not all of it")
    os._exit(0)


def fail(body: bytes) -> bytes:
    raise ValueError(body)


def end(body: bytes) -> bytes:
    os._exit(3)


def open_files(body: bytes) -> bytes:
    return " ".join(
        sorted(os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}"))
    ).encode()
