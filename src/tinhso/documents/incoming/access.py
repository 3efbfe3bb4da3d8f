"""The rights of incoming documents, each with its sentence."""

from tinhso.core.access.public import Role, permission

_OFFICE = {Role.CLERK, Role.CHIEF_OF_OFFICE}
_LEADERS = {Role.DIRECTOR, Role.DEPUTY}

RECEIVE = permission("incoming.receive", vi="Tiếp nhận, trả lại văn bản đến", en="Receive or return incoming documents", roles={Role.CLERK})
REGISTER = permission("incoming.register", vi="Vào sổ văn bản đến", en="Register incoming documents", roles={Role.CLERK})
VOID = permission("incoming.void", vi="Hủy số đến", en="Void an arrival number", roles={Role.CLERK})
PRESENT = permission("incoming.present", vi="Trình văn bản đến", en="Present incoming documents", roles=_OFFICE)
PROPOSE = permission("incoming.propose", vi="Đề xuất bút phê", en="Propose a directive", roles={Role.CHIEF_OF_OFFICE})
DIRECT = permission("incoming.direct", vi="Cho ý kiến chỉ đạo (bút phê)", en="Give a directive", roles=_LEADERS)
PASS_ON = permission(
    "incoming.pass_on", vi="Giao văn bản đến cho người trong đơn vị", en="Pass an incoming document on to one's people",
    roles={Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_OF_OFFICE, *_LEADERS},
)  # fmt: skip
CLOSE_KNOWN = permission(
    "incoming.close_known",
    vi="Kết thúc văn bản đến chỉ để biết",
    en="Close an incoming document that is for information",
    roles={Role.CHIEF_OF_OFFICE, *_LEADERS},
)
REOPEN = permission("incoming.reopen", vi="Mở lại văn bản đến đã kết thúc", en="Reopen a closed incoming document", roles=_LEADERS)
CHASE = permission(
    "incoming.chase", vi="Đôn đốc giải quyết văn bản đến", en="Chase the handling of incoming documents", roles={*_OFFICE, *_LEADERS}
)
RECALL = permission("incoming.recall", vi="Trả lời yêu cầu thu hồi của nơi gửi", en="Answer a sender's recall", roles=_OFFICE)
CLOSE_DAY = permission("incoming.close_day", vi="Khóa sổ ngày", en="Close the day's registers", roles={Role.CLERK})
