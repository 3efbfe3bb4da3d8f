"""Whose figures one may ask for. What a figure counts is besides only what the asker may see."""

from tinhso.core.access.public import Role, permission

READ = permission(
    "indicators.read",
    vi="Xem chỉ số của cơ quan",
    en="See the agency's indicators",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE, Role.DIRECTOR, Role.DEPUTY},
)
READ_UNIT = permission(
    "indicators.read_unit",
    vi="Xem chỉ số của đơn vị mình",
    en="See the indicators of one's own unit",
    roles={Role.UNIT_HEAD, Role.DEPUTY_HEAD},
)
READ_BELOW = permission(
    "indicators.read_below",
    vi="Xem chỉ số của các cơ quan cấp dưới (chỉ con số, không mở được hồ sơ)",
    en="See the indicators of the agencies below (figures only, never their records)",
    roles={Role.CHIEF_OF_OFFICE, Role.DIRECTOR, Role.DEPUTY},
)
