"""One reading: while a page is only read, what the frame, the menu and the list all ask for is looked up once.

Only for what every part of the page must see alike. An action asks each time: after its locks and its own writes, the newest counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Reading:
    depth: int
    found: dict[str, Any] = field(default_factory=dict)


_now: ContextVar[_Reading | None] = ContextVar("tinhso_reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """A request that is to change nothing (GET, HEAD); inside its transaction."""
    token = _now.set(_Reading(len(connection.savepoint_ids)))
    try:
        yield
    finally:
        _now.reset(token)


def once(name: str, ask: Callable[[], T]) -> T:
    """What `ask` answers, remembered within a reading. Outside of one, and inside an action, it is asked each time."""
    now = _now.get()
    if now is None:
        return ask()
    if len(connection.savepoint_ids) > now.depth:  # a transaction in the reading's own: an action, be it a rehearsed one
        now.found.clear()
        return ask()
    if name not in now.found:
        now.found[name] = ask()
    answer: T = now.found[name]
    return answer
