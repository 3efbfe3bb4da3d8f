"""The week as pure functions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from typing import Protocol


class Timed(Protocol):
    """What of a meeting says when and whose time it takes."""

    @property
    def day(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time | None: ...
    @property
    def leaders(self) -> Collection[int]: ...


@dataclass(frozen=True, slots=True)
class MeetingValues:
    """One line as typed. `leaders`: posts; `prepared_by`: a unit of the agency."""

    day: date
    starts: time
    what: str
    leaders: tuple[int, ...]
    ends: time | None = None
    place: str = ""
    attending: str = ""
    prepared_by: int | None = None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def clashes(meetings: Sequence[Timed]) -> dict[int, set[int]]:
    """By place in the sequence: the leaders who would be at two of them at once. One without an end takes its first minute."""
    found: dict[int, set[int]] = {}
    for (i, a), (j, b) in combinations(enumerate(meetings), 2):
        both = set(a.leaders) & set(b.leaders)
        if both and a.day == b.day and _meet(a, b):
            found.setdefault(i, set()).update(both)
            found.setdefault(j, set()).update(both)
    return found


def _meet(a: Timed, b: Timed) -> bool:
    if a.starts == b.starts:
        return True
    first, second = (a, b) if a.starts < b.starts else (b, a)
    return first.ends is not None and second.starts < first.ends
