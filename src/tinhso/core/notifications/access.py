from __future__ import annotations

from tinhso.core.access.public import Role, permission

SETTINGS = permission(
    "notifications.settings",
    vi="Đặt quy tắc thông báo và thử thư của cơ quan",
    en="Set the agency's notification rules and send a test mail",
    roles={Role.ADMINISTRATOR},
)
