"""The line of days: which are worked, why, and how many lie between two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from tinhso.kit.errors import Refusal

FIRST, LAST = date(2015, 1, 1), date(2050, 12, 31)


@dataclass(frozen=True, slots=True, order=True)
class DayRule:
    """One day that differs from its week: a holiday (`working` False) or a make-up Saturday (True), and the text it rests on."""

    day: date
    working: bool
    basis: str


class Days:
    """Monday to Friday with rules laid over them, later ones winning; counts are looked up in a prefix index, not walked."""

    def __init__(self, rules: Iterable[DayRule]) -> None:
        self._rules = {rule.day: rule for rule in rules if FIRST <= rule.day <= LAST}
        length = (LAST - FIRST).days + 1
        worked = bytearray((FIRST + timedelta(n)).weekday() < 5 for n in range(length))
        for rule in self._rules.values():
            worked[(rule.day - FIRST).days] = rule.working
        self._worked = worked
        self._until = [0, *accumulate(worked)]  # working days before the n-th day of the line
        self._working = [n for n in range(length) if worked[n]]

    def works(self, day: date) -> bool:
        """Raises Refusal `calendar.outside` for a day the calendar does not reach; so does every method here."""
        return bool(self._worked[self._index(day)])

    def rule(self, day: date) -> DayRule | None:
        return self._rules.get(day)

    def rules(self, first: date, last: date) -> list[DayRule]:
        return sorted(rule for rule in self._rules.values() if first <= rule.day <= last)

    def count(self, after: date, until: date) -> int:
        """Working days in (after, until]; negative where `until` comes first."""
        return self._until[self._index(until) + 1] - self._until[self._index(after) + 1]

    def step(self, day: date, n: int) -> date:
        """The n-th working day after `day` (n > 0) or before it (n < 0); for 0 the day itself or the next working one."""
        index = self._index(day)
        at = self._until[index] + n if n <= 0 else self._until[index + 1] + n - 1
        if not 0 <= at < len(self._working):
            raise _outside(f"{day:%d/%m/%Y} {n:+d}")
        return FIRST + timedelta(self._working[at])

    def _index(self, day: date) -> int:
        if not FIRST <= day <= LAST:
            raise _outside(f"{day:%d/%m/%Y}")
        return (day - FIRST).days


def _outside(what: str) -> Refusal:
    return Refusal(
        "calendar.outside",
        vi=f"Lịch làm việc chỉ có từ {FIRST.year} đến {LAST.year}; không tính được {what}. Hãy kiểm tra lại ngày.",
        en=f"The working calendar reaches from {FIRST.year} to {LAST.year}; {what} cannot be computed. Check the date.",
    )
