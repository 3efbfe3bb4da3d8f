"""What this room tells people, besides the tasks it gives them."""

from tinhso.core.notifications.public import When, declare

ASSIGNED = declare(
    "incoming.assigned", vi="Được giao văn bản đến", en="An incoming document was assigned", mail=When.MORNING,
    to_vi="Người hoặc đơn vị được giao", to_en="The person or unit it was given to",
)  # fmt: skip
REASSIGNED = declare(
    "incoming.reassigned", vi="Việc của bạn được chuyển cho người khác", en="Your task was given to another", mail=When.MORNING,
    to_vi="Người hoặc đơn vị đã giữ việc", to_en="The person or unit that had it",
)  # fmt: skip
KNOW = declare(
    "incoming.know", vi="Nhận văn bản để biết", en="An incoming document for information", mail=When.MORNING,
    to_vi="Người hoặc đơn vị nhận để biết", to_en="The person or unit named for information",
)  # fmt: skip
ANSWERED = declare(
    "incoming.answered", vi="Văn bản bạn soạn có trả lời", en="A document you drafted was answered", mail=When.MORNING,
    to_vi="Người soạn thảo văn bản được trả lời", to_en="Who drafted the document that is answered",
)  # fmt: skip
CHASED = declare(
    "incoming.chased", vi="Bị đôn đốc giải quyết văn bản đến", en="Chased about an incoming document", urgent=True,
    to_vi="Người đang giữ việc và lãnh đạo đơn vị của người đó", to_en="Whoever holds the task, and the head of that unit",
)  # fmt: skip
QUARANTINED = declare(
    "incoming.quarantined", vi="Văn bản đến bị cách ly", en="An incoming document was quarantined", mail=When.NOW,
    to_vi="Văn thư", to_en="The clerks",
)  # fmt: skip
RECALL = declare(
    "incoming.recall", vi="Nơi gửi yêu cầu thu hồi văn bản", en="A sender asks for a document back", urgent=True,
    to_vi="Văn thư và những người đang giữ việc", to_en="The clerks and whoever holds a task on it",
)  # fmt: skip
DESTROYED = declare(
    "incoming.destroyed", vi="Văn bản đến đã hủy theo thu hồi", en="An incoming document was destroyed on recall", mail=When.MORNING,
    to_vi="Những người đã được giao hoặc xem văn bản", to_en="The posts that could see the document",
)  # fmt: skip
VOIDED = declare(
    "incoming.voided", vi="Số đến của văn bản đã trình bị hủy", en="The arrival number of a presented document was voided",
    to_vi="Lãnh đạo đã được trình", to_en="The leader it was presented to",
)  # fmt: skip
CLOSED = declare(
    "incoming.closed", vi="Văn bản đến đã giải quyết xong", en="An incoming document was settled", mail=When.NEVER,
    to_vi="Người đã chỉ đạo", to_en="Whoever gave the directive",
)  # fmt: skip
