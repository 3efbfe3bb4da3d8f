"""Terms and clocks by the working calendar. Days in, days out; instants are judged in Vietnam's zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tinhso.core.calendar.days import DayRule, Days
from tinhso.core.calendar.statutory import statutory
from tinhso.kit.clock import VIETNAM

MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13, 30), time(17, 0))


def _day(moment: date | datetime) -> date:
    return moment.astimezone(VIETNAM).date() if isinstance(moment, datetime) else moment


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, VIETNAM)


class WorkingCalendar:
    """The working days of one agency. Immutable and cheap to ask: every answer is one look-up."""

    def __init__(self, overrides: Iterable[DayRule] = ()) -> None:
        self._days = Days([*statutory(), *overrides])

    def is_working(self, day: date | datetime) -> bool:
        return self._days.works(_day(day))

    def reason(self, day: date) -> str | None:
        """The text by which a day is off or worked against its week; None for an ordinary day."""
        rule = self._days.rule(day)
        return rule.basis if rule else None

    def special_days(self, first: date, last: date) -> list[DayRule]:
        """Holidays and make-up days of a span, in order: the calendar page and prints."""
        return self._days.rules(first, last)

    def add_working_days(self, start: date | datetime, days: int) -> date:
        """The `days`-th working day after (before, if negative) the start; 0: the day itself or the next working one."""
        return self._days.step(_day(start), days)

    def working_days_between(self, start: date | datetime, end: date | datetime) -> int:
        """Working days in (start, end], the first day not counted (Điều 147.2); negative where the end comes first."""
        return self._days.count(_day(start), _day(end))

    def next_working_day(self, day: date | datetime) -> date:
        return self._days.step(_day(day), 1)

    def on_or_after(self, day: date | datetime) -> date:
        return self._days.step(_day(day), 0)

    def deadline(self, start: date | datetime, days: int) -> date:
        """The last day of a term of working days: counted from the next working day (Điều 147.2)."""
        return self.add_working_days(start, days)

    def deadline_in_days(self, start: date | datetime, days: int) -> date:
        """The last day of a term of plain days; falling on a day off it ends on the next working day (Điều 148.5)."""
        return self.on_or_after(_day(start) + timedelta(days))

    def end_of(self, day: date) -> datetime:
        """The instant a term ending that day runs out: the close of the office."""
        return _at(day, AFTERNOON[1])

    def same_day(self, moment: datetime) -> datetime:
        """The close of the office on the day of `moment`; on a day off, or later than that, of the next working day."""
        close = self.end_of(self.on_or_after(moment))
        return close if moment <= close else self.end_of(self.next_working_day(moment))

    def same_day_or_next_working_day(self, moment: datetime) -> datetime:
        """ "Trong ngày, chậm nhất là trong ngày làm việc tiếp theo" (Decree 30 Điều 4.2c, 18.1, 23.1): the last lawful instant."""
        return self.end_of(self.next_working_day(moment))

    def morning_of_next_working_day(self, moment: date | datetime) -> datetime:
        """The latest dispatch of an electronic document signed that day (QĐ 28/2018/QĐ-TTg Điều 6.2): 11:30."""
        return _at(self.next_working_day(moment), MORNING[1])

    def office_open(self, moment: datetime) -> bool:
        local = moment.astimezone(VIETNAM)
        hours = (MORNING, AFTERNOON)
        return self.is_working(local) and any(opens <= local.time() < closes for opens, closes in hours)

    def days_left(self, due: date | datetime, now: date | datetime) -> int:
        """Working days until the due day: 0 today, negative when late."""
        return self.working_days_between(now, due)

    def clock(self, started: date | datetime, pauses: Iterable[Pause] = ()) -> Clock:
        return Clock(self, _day(started), tuple(pauses))


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count, such as waiting for the other side's supplement; `until` None: still paused."""

    since: date | datetime
    until: date | datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A term that pauses: the day of a pause has counted, the day of its end does not (a term starts the next working day)."""

    calendar: WorkingCalendar
    started: date
    pauses: tuple[Pause, ...] = ()

    def due(self, days: int) -> date | None:
        """The last day of a term of `days` working days; None while it is paused before running out."""
        cursor, left = self.started, days
        for since, until in self._gaps():
            run = self.calendar.working_days_between(cursor, since)
            if run >= left:
                break
            if until is None:
                return None
            cursor, left = until, left - run
        return self.calendar.deadline(cursor, left)

    def spent(self, until: date | datetime) -> int:
        """Working days used up to and including the day."""
        end, cursor, used = _day(until), self.started, 0
        for since, resumed in self._gaps():
            if since >= end:
                break
            used += self.calendar.working_days_between(cursor, since)
            if resumed is None or resumed >= end:
                return used
            cursor = resumed
        return used + max(0, self.calendar.working_days_between(cursor, end))

    @property
    def paused(self) -> bool:
        return any(until is None for _, until in self._gaps())

    def _gaps(self) -> list[tuple[date, date | None]]:
        """Pauses as days, in order, overlapping ones joined, nothing before the start."""
        joined: list[tuple[date, date | None]] = []
        for since, until in sorted(((_day(p.since), _day(p.until) if p.until else None) for p in self.pauses), key=lambda g: g[0]):
            since = max(since, self.started)
            if until is not None and until <= since:
                continue
            last = joined[-1] if joined else None
            if last is None or (last[1] is not None and last[1] < since):
                joined.append((since, until))
            elif last[1] is not None:
                joined[-1] = (last[0], None if until is None else max(last[1], until))
        return joined


@lru_cache(maxsize=256)
def calendar_with(overrides: tuple[DayRule, ...]) -> WorkingCalendar:
    """Agencies without days of their own share one calendar."""
    return WorkingCalendar(overrides)
