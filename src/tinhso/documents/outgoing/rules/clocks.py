"""When a signed document must have left (ND30 Điều 18.1; QĐ 28/2018 Điều 6.2), and when a consulted unit has answered."""

from __future__ import annotations

from datetime import date, datetime, time

from tinhso.documents.clocks import Days
from tinhso.kit.clock import VIETNAM


def leave_by(days: Days, signed: date, *, paper: bool, urgent: bool) -> datetime:
    """Urgent: at once, which is no later than the same day. On paper: the next working day; electronic: in its morning."""
    if urgent:
        return days.same_day(datetime.combine(signed, time(0), VIETNAM))
    if paper:
        return days.same_day_or_next_working_day(datetime.combine(signed, time(0), VIETNAM))
    return days.morning_of_next_working_day(signed)


def answered_by(days: Days, asked: date, reached: datetime) -> datetime:
    """The close of the day the drafter asked for; a unit that the draft reached late has the next working day at least."""
    return max(days.end_of(asked), days.same_day_or_next_working_day(reached))
