"""The clocks of an incoming document (ND30 Điều 4.2.c, 21.2.c, 23.1). Instants in, instants out; no database."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol


class Days(Protocol):
    """What is asked of the agency's working calendar."""

    def same_day(self, moment: datetime) -> datetime: ...
    def same_day_or_next_working_day(self, moment: datetime) -> datetime: ...
    def on_or_after(self, day: date | datetime) -> date: ...
    def add_working_days(self, start: date | datetime, days: int) -> date: ...
    def end_of(self, day: date) -> datetime: ...


def receive_by(days: Days, arrived: datetime) -> datetime:
    """The sender is told the same day that his document was received (Điều 21.2.c)."""
    return days.same_day(arrived)


def register_by(days: Days, arrived: datetime, urgent: bool) -> datetime:
    """The same day, at the latest the next working day; urgent ones at once, which is no later than the same day (Điều 4.2.c)."""
    return days.same_day(arrived) if urgent else days.same_day_or_next_working_day(arrived)


def present_by(days: Days, arrived: datetime, urgent: bool) -> datetime:
    """As for registering (Điều 23.1): both count from the arrival."""
    return register_by(days, arrived, urgent)


def last_close(days: Days, now: datetime) -> date:
    """The last working day whose office hours have run out: what was due that day or before is late."""
    day = days.on_or_after(now)
    return day if days.end_of(day) < now else days.add_working_days(day, -1)


def receive_late_until(days: Days, now: datetime) -> datetime:
    """What arrived at or before this instant and still waits to be received is late (the inverse of `receive_by`)."""
    return days.end_of(last_close(days, now))


def register_late_before(days: Days, now: datetime) -> datetime:
    """What arrived before this instant and still waits is late, where it is not urgent (the inverse of `register_by`)."""
    return datetime.combine(last_close(days, now), time(0), days.end_of(last_close(days, now)).tzinfo)
