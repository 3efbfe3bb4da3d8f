"""The rights of outgoing documents, each with its sentence."""

from tinhso.core.access.public import Role, permission

_STAFF = {Role.CLERK, Role.CHIEF_OF_OFFICE, Role.SPECIALIST, Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.DEPUTY, Role.DIRECTOR}

DRAFT = permission("outgoing.draft", vi="Soạn thảo văn bản", en="Draft a document", roles=_STAFF)
SIGN = permission(
    "outgoing.sign",
    vi="Ký ban hành văn bản",
    en="Sign a document",
    roles={Role.DIRECTOR, Role.DEPUTY, Role.CHIEF_OF_OFFICE, Role.UNIT_HEAD},
)
NUMBER = permission("outgoing.number", vi="Cấp số văn bản đi", en="Number an outgoing document", roles={Role.CLERK})
SEAL = permission(
    "outgoing.seal",
    vi="Ký số của cơ quan (chỉ văn thư, Điều 32 Nghị định 30/2020)",
    en="Apply the agency's signature (clerks only)",
    roles={Role.CLERK},
)
ISSUE = permission("outgoing.issue", vi="Phát hành văn bản", en="Issue a document", roles={Role.CLERK})
RECALL = permission(
    "outgoing.recall", vi="Thu hồi văn bản đã phát hành", en="Recall an issued document", roles={Role.DIRECTOR, Role.DEPUTY}
)
ROUTES = permission(
    "outgoing.routes", vi="Khai báo quy trình trình ký", en="Declare the routes of drafts", roles={Role.ADMINISTRATOR, Role.CHIEF_OF_OFFICE}
)
GROUPS = permission(
    "outgoing.groups",
    vi="Lập và sửa nhóm nơi nhận của cơ quan",
    en="Keep the agency's groups of recipients",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE},
)
