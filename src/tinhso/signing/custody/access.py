from tinhso.core.access.public import Role, permission

CHARGE = permission(
    "custody.charge",
    vi="Giao, thu lại thiết bị lưu khóa bí mật của cơ quan (Điều 32 Nghị định 30/2020)",
    en="Give the device with the agency's key into charge and take it back (Decree 30/2020, Article 32)",
    roles={Role.DIRECTOR, Role.CHIEF_OF_OFFICE, Role.ADMINISTRATOR},
)
"""The head of the agency charges a clerk in writing (Điều 32.1); who enters that is the head himself, his office or the administrator."""
