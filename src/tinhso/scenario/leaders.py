"""The leaders' week of the Department: drawn up and published by its chief of office on the first morning, over the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from tinhso.core.access.public import Actor, Role, acting
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.organisations.public import directory
from tinhso.documents.agenda import public as agenda
from tinhso.documents.agenda.public import MeetingValues, monday_of
from tinhso.kit import clock
from tinhso.scenario.house import House

AHEAD = 10
"""Working days from the first one played: whoever looks finds a week under way and the next one begun."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`day`: the how-manieth working day; `who`: the head is 0, his deputies 1 and 2; `unit`: as its short symbol has it."""

    day: int
    starts: time
    ends: time | None
    what: str
    place: str
    who: tuple[int, ...]
    attending: str = ""
    unit: str = ""


PLANS = (
    Plan(0, time(7, 30), time(8, 30), "Giao ban lãnh đạo Sở", "Phòng họp A", (0, 1, 2), "Trưởng các phòng, đơn vị", "VP"),
    Plan(0, time(14), time(16), "Nghe báo cáo tiến độ Trung tâm điều hành đô thị thông minh", "Phòng họp B", (1,), "Trung tâm CNTT và Truyền thông", "CNTT"),
    Plan(1, time(8), time(11), "Làm việc với huyện về đài truyền thanh thông minh", "UBND huyện", (2,), "Phòng Thông tin - Báo chí - Xuất bản", "TTBCXB"),
    Plan(2, time(9), None, "Tiếp công dân định kỳ", "Phòng tiếp công dân", (0,), "Thanh tra Sở", "TTr"),
    Plan(3, time(8), time(9, 30), "Họp thẩm định hồ sơ an toàn hệ thống thông tin", "Phòng họp A", (1,), "Đơn vị vận hành", "CNTT"),
    Plan(4, time(14), None, "Họp UBND tỉnh thường kỳ", "Hội trường UBND tỉnh", (0,), "theo giấy mời"),
    Plan(5, time(7, 30), time(8, 30), "Giao ban lãnh đạo Sở", "Phòng họp A", (0, 1, 2), "Trưởng các phòng, đơn vị", "VP"),
    Plan(6, time(8, 30), time(10), "Kiểm tra bưu điện văn hóa xã", "Điểm bưu điện", (2,), "Phòng Bưu chính - Viễn thông", "BCVT"),
    Plan(7, time(14), time(15, 30), "Rà soát dịch vụ công trực tuyến mức độ 3, 4", "Phòng họp B", (1,), "Trưởng các phòng", "CNTT"),
    Plan(8, time(8), None, "Giao ban báo chí", "Hội trường Sở", (0, 2), "Các cơ quan báo chí", "TTBCXB"),
    Plan(9, time(7, 30), time(8, 30), "Giao ban lãnh đạo Sở", "Phòng họp A", (0, 1, 2), "Trưởng các phòng, đơn vị", "VP"),
)  # fmt: skip


def draw_up(house: House, days: Sequence[date]) -> None:
    """Every meeting entered, each week but the last published: that one is the chief's draft."""
    calendar = WorkingCalendar()
    ahead = [calendar.add_working_days(days[0], n) for n in range(AHEAD)]
    chief = house.actor("chanhvanphong", Role.CHIEF_OF_OFFICE)
    with clock.at(datetime.combine(days[0], time(7, 5), clock.VIETNAM)), acting(chief):
        for plan in PLANS:
            agenda.enter(chief, _values(chief, plan, ahead[plan.day]))
        for monday in sorted({monday_of(day) for day in ahead})[:-1]:
            agenda.publish(chief, monday)


def _values(chief: Actor, plan: Plan, day: date) -> MeetingValues:
    posts = [leader.post for leader in agenda.leaders(chief)]
    unit = next((u.id for u in directory().units_of(chief.agency) if u.abbreviation == plan.unit), None) if plan.unit else None
    who = tuple(posts[n] for n in plan.who if n < len(posts))
    return MeetingValues(day, plan.starts, plan.what, who, ends=plan.ends, place=plan.place, attending=plan.attending, prepared_by=unit)
