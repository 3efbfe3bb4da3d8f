"""What both sides of a document count by: the agency's working days, and the day on which an arrival is told. No database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Days(Protocol):
    """What is asked of the agency's working calendar."""

    def same_day(self, moment: datetime) -> datetime: ...
    def same_day_or_next_working_day(self, moment: datetime) -> datetime: ...
    def on_or_after(self, day: date | datetime) -> date: ...
    def add_working_days(self, start: date | datetime, days: int) -> date: ...
    def end_of(self, day: date) -> datetime: ...
    def morning_of_next_working_day(self, moment: date | datetime) -> datetime: ...


def receive_by(days: Days, arrived: datetime) -> datetime:
    """The sender is told the same day that his document was received (ND30 Điều 21.2.c)."""
    return days.same_day(arrived)


def last_close(days: Days, now: datetime) -> date:
    """The last working day whose office hours have run out: what was due that day or before is late."""
    day = days.on_or_after(now)
    return day if days.end_of(day) < now else days.add_working_days(day, -1)


def receive_late_until(days: Days, now: datetime) -> datetime:
    """What arrived at or before this instant and still waits to be received is late (the inverse of `receive_by`)."""
    return days.end_of(last_close(days, now))
