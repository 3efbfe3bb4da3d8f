"""The right to keep stock sentences: of everybody who directs or returns."""

from tinhso.core.access.public import Role, permission

KEEP = permission(
    "phrases.keep",
    vi="Giữ câu mẫu của mình cho bút phê và trả lại",
    en="Keep one's own stock sentences for directives and returning",
    roles={Role.DIRECTOR, Role.DEPUTY, Role.CHIEF_OF_OFFICE, Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.CLERK},
)
