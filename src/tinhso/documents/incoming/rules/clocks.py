"""The clocks of an incoming document (ND30 Điều 4.2.c, 23.1). Instants in, instants out; no database."""

from __future__ import annotations

from datetime import datetime, time

from tinhso.documents.clocks import Days, last_close


def register_by(days: Days, arrived: datetime, urgent: bool) -> datetime:
    """The same day, at the latest the next working day; urgent ones at once, which is no later than the same day (Điều 4.2.c)."""
    return days.same_day(arrived) if urgent else days.same_day_or_next_working_day(arrived)


def present_by(days: Days, arrived: datetime, urgent: bool) -> datetime:
    """As for registering (Điều 23.1): both count from the arrival."""
    return register_by(days, arrived, urgent)


def register_late_before(days: Days, now: datetime) -> datetime:
    """What arrived before this instant and still waits is late, where it is not urgent (the inverse of `register_by`)."""
    return datetime.combine(last_close(days, now), time(0), days.end_of(last_close(days, now)).tzinfo)
