"""The clocks of an incoming document (ND30 Điều 4.2.c, 21.2.c, 23.1). Instants in, instants out; no database."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Days(Protocol):
    """What is asked of the agency's working calendar."""

    def same_day(self, moment: datetime) -> datetime: ...
    def same_day_or_next_working_day(self, moment: datetime) -> datetime: ...


def receive_by(days: Days, arrived: datetime) -> datetime:
    """The sender is told the same day that his document was received (Điều 21.2.c)."""
    return days.same_day(arrived)


def register_by(days: Days, arrived: datetime, urgent: bool) -> datetime:
    """The same day, at the latest the next working day; urgent ones at once, which is no later than the same day (Điều 4.2.c)."""
    return days.same_day(arrived) if urgent else days.same_day_or_next_working_day(arrived)


def present_by(days: Days, arrived: datetime, urgent: bool) -> datetime:
    """As for registering (Điều 23.1): both count from the arrival."""
    return register_by(days, arrived, urgent)
