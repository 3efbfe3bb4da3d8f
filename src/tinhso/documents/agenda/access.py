"""Who reads the leaders' week, and who keeps it."""

from tinhso.core.access.public import Role, permission

READ = permission(
    "agenda.read", vi="Xem lịch công tác tuần của lãnh đạo", en="Read the leaders' week",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE, Role.SPECIALIST, Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.DEPUTY, Role.DIRECTOR},
)  # fmt: skip
KEEP = permission(
    "agenda.keep", vi="Lập, ban hành, điều chỉnh lịch công tác tuần", en="Draw up, publish and change the leaders' week",
    roles={Role.CHIEF_OF_OFFICE},
)  # fmt: skip
