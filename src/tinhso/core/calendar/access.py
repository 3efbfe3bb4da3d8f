from __future__ import annotations

from tinhso.core.access.public import Role, permission

OWN_DAYS = permission(
    "calendar.own_days",
    vi="Đặt ngày nghỉ, ngày làm bù của cơ quan",
    en="Set the agency's own days off and make-up days",
    roles={Role.ADMINISTRATOR, Role.CHIEF_OF_OFFICE},
)
ALL_DAYS = permission(
    "calendar.all_days",
    vi="Đặt ngày nghỉ, ngày làm bù cho toàn hệ thống",
    en="Set days off and make-up days for the whole instance",
    roles=set(),
)
