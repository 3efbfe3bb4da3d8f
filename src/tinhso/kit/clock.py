"""The one source of time, so that a year can be played: every other module asks here what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_set: ContextVar[datetime | None] = ContextVar("tinhso_clock", default=None)


def now() -> datetime:
    """The instant of the act: the played one inside `at`, else the machine's, in Vietnam's zone (QĐ 28/2018 Điều 14.4)."""
    return _set.get() or real()


def real() -> datetime:
    """The machine's own instant, whatever is being played; the ledger keeps both."""
    return datetime.now(VIETNAM)


def today() -> date:
    return now().date()


def playing() -> bool:
    return _set.get() is not None


def day(instant: datetime) -> date:
    """The day an instant falls on in Vietnam: the database answers in UTC, where the first seven hours are the day before."""
    return instant.astimezone(VIETNAM).date()


def begin(day: date) -> datetime:
    """The first instant of a day in Vietnam: a condition on instants uses the index that one on their days does not."""
    return datetime.combine(day, time.min, VIETNAM)


def end(day: date) -> datetime:
    """The last instant of a day in Vietnam that the database tells from the next day."""
    return datetime.combine(day, time.max, VIETNAM)


def said(instant: datetime) -> str:
    """An instant in a sentence, in Vietnam's zone: the database answers in UTC."""
    return f"{instant.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Inside the block it is `instant` (aware)."""
    if instant.tzinfo is None:
        raise ValueError("clock.at needs an aware instant")
    token = _set.set(instant.astimezone(VIETNAM))
    try:
        yield
    finally:
        _set.reset(token)


@contextmanager
def resume(instant: datetime) -> Iterator[None]:
    """While a year is played, a job acts at the instant of the act that caused it; otherwise at the machine's time."""
    if playing():
        with at(instant):
            yield
    else:
        yield
