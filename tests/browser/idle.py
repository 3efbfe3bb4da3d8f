"""An agency in which nothing has happened yet: what its people see is empty, whatever the other tests of a session do."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from tests.cast import Cast, _agency, _unit, appoint
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory


@dataclass(frozen=True)
class Idle:
    clerk: Actor
    director: Actor
    unit_head: Actor
    specialist: Actor
    administrator: Actor


def build_idle(cast: Cast) -> Idle:
    """Sở Thử nghiệm C, below the same province."""
    with transaction.atomic():
        agency = _agency("Sở Thử nghiệm C", "STNC", "H99.03", directory().get(cast.agency).parent)
        office, unit = _unit(agency, "Văn phòng", "VP"), _unit(agency, "Phòng Mới", "PM")
        return Idle(
            clerk=appoint("La Thị Mẫu Nhàn", office, Role.CLERK, "Văn thư"),
            director=appoint("Quách Văn Mẫu Rỗi", agency, Role.DIRECTOR, "Giám đốc"),
            unit_head=appoint("Tô Văn Mẫu Thảnh", unit, Role.UNIT_HEAD, "Trưởng phòng"),
            specialist=appoint("Mạc Thị Mẫu Thơi", unit, Role.SPECIALIST, "Chuyên viên"),
            administrator=appoint("Tạ Thị Mẫu Ung", office, Role.ADMINISTRATOR, "Quản trị hệ thống"),
        )  # fmt: skip
