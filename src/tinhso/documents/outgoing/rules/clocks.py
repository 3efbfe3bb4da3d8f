"""When a signed document must have left, and when its receivers must have told (ND30 Điều 18.1, 21.2.c; QĐ 28/2018 Điều 6.2)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol

from tinhso.kit.clock import VIETNAM


class Days(Protocol):
    """What is asked of the agency's working calendar."""

    def same_day(self, moment: datetime) -> datetime: ...
    def same_day_or_next_working_day(self, moment: datetime) -> datetime: ...
    def on_or_after(self, day: date | datetime) -> date: ...
    def add_working_days(self, start: date | datetime, days: int) -> date: ...
    def end_of(self, day: date) -> datetime: ...
    def morning_of_next_working_day(self, moment: date | datetime) -> datetime: ...


def leave_by(days: Days, signed: date, *, paper: bool, urgent: bool) -> datetime:
    """Urgent: at once, which is no later than the same day. On paper: the next working day; electronic: in its morning."""
    if urgent:
        return days.same_day(datetime.combine(signed, time(0), VIETNAM))
    if paper:
        return days.same_day_or_next_working_day(datetime.combine(signed, time(0), VIETNAM))
    return days.morning_of_next_working_day(signed)


def told_by(days: Days, sent: datetime) -> datetime:
    """The receiver tells the sender the same day that the document was received (Điều 21.2.c)."""
    return days.same_day(sent)


def told_late_until(days: Days, now: datetime) -> datetime:
    """What was sent at or before this instant and is not acknowledged yet is late (the inverse of `told_by`)."""
    today = days.on_or_after(now)
    return days.end_of(today if days.end_of(today) < now else days.add_working_days(today, -1))
