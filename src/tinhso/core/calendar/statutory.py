"""What the State has laid down: public holidays from the `holidays` library and the dated corrections it does not have.

Checked against the announcements for 2020-2026: the library gives Tết (2020: 23-29/1), days in lieu, the second day of Quốc khánh
since 2021 (Bộ luật Lao động 2019 Điều 112), swapped days and their make-up Saturdays. Years not announced yet follow its rules.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from tinhso.core.calendar.days import FIRST, LAST, DayRule

CORRECTIONS: tuple[DayRule, ...] = (
    # Friday 2 January 2026 was swapped for Saturday 10 January too late for the library.
    DayRule(date(2026, 1, 2), False, "Hoán đổi với 10/01/2026 (Chính phủ đồng ý, Bộ Nội vụ thông báo ngày 25/12/2025)"),
    DayRule(date(2026, 1, 10), True, "Làm bù cho 02/01/2026 (Chính phủ đồng ý, Bộ Nội vụ thông báo ngày 25/12/2025)"),
)


@lru_cache(maxsize=1)
def statutory() -> tuple[DayRule, ...]:
    """Every public holiday and make-up Saturday of the calendar's years, later rules overriding earlier ones."""
    # A day may be swapped into a neighbouring year (31/12/2018 for 05/01/2019).
    known = holidays.country_holidays("VN", years=range(FIRST.year - 1, LAST.year + 2), language="vi")
    off = [DayRule(day, False, f"{name} ({_law(day)})") for day, name in known.items()]
    made_up = [DayRule(day, True, "Làm bù ngày nghỉ hoán đổi") for day in known.weekend_workdays]
    return tuple(sorted(r for r in [*off, *made_up] if FIRST <= r.day <= LAST)) + CORRECTIONS


def _law(day: date) -> str:
    return "Bộ luật Lao động 2019, Điều 112" if day.year >= 2021 else "Bộ luật Lao động 2012, Điều 115"
