from __future__ import annotations

from tinhso.core.access.public import Role, permission

HAND_OVER = permission(
    "work.hand_over",
    vi="Bàn giao việc của người khác",
    en="Hand over another's tasks",
    roles={Role.ADMINISTRATOR, Role.CHIEF_OF_OFFICE, Role.DIRECTOR},
)
DECIDE_EXTENSION = permission(
    "work.decide_extension",
    vi="Quyết định gia hạn việc trong cơ quan",
    en="Decide on extensions of tasks in the agency",
    roles={Role.DIRECTOR, Role.CHIEF_OF_OFFICE},
)
