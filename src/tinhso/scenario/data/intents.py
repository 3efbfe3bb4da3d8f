"""What a plan is made of: who does what to which document, and when, counted in working minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from tinhso.kit.clock import VIETNAM

DAY = 450
"""Working minutes a day: 7:30-11:30 and 13:30-17:00."""
_MORNING, _START, _AFTERNOON = 240, 450, 810


@dataclass(frozen=True, slots=True)
class Intent:
    """One act. `who` is a person's key of `staff`; `ref` names the document within the plan; `verb` is the product's own word.

    `day` counts the working days of the week played (0 to 4); `params` by verb: see `VERBS` of `week`.
    """

    day: int
    at: time
    who: str
    verb: str
    ref: str
    params: dict[str, Any] = field(default_factory=dict)

    def instant(self, days: Sequence[date]) -> datetime:
        return datetime.combine(days[self.day], self.at, VIETNAM)


def moment(minute: int) -> tuple[int, time]:
    """The day and time of a working minute counted from 7:30 of the first."""
    day, rest = divmod(minute, DAY)
    clock = _START + rest if rest < _MORNING else _AFTERNOON + rest - _MORNING
    return day, time(clock // 60, clock % 60)


class Diary:
    """Collects acts; each document's acts follow one another, the whole is told in order of time."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, int, Intent]] = []

    def act(self, minute: int, who: str, verb: str, ref: str, **params: Any) -> None:
        day, at = moment(minute)
        self._rows.append((minute, len(self._rows), Intent(day, at, who, verb, ref, params)))

    def told(self) -> tuple[Intent, ...]:
        return tuple(intent for _, _, intent in sorted(self._rows, key=lambda row: row[:2]))


def verbs(intents: Iterable[Intent], ref: str) -> list[str]:
    return [i.verb for i in intents if i.ref == ref]
