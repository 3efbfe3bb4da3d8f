"""What this room tells people, besides the tasks it gives them."""

from tinhso.core.notifications.public import When, declare

ASSIGNED = declare("incoming.assigned", vi="Được giao văn bản đến", en="An incoming document was assigned", mail=When.MORNING)
REASSIGNED = declare(
    "incoming.reassigned", vi="Việc của bạn được chuyển cho người khác", en="Your task was given to another", mail=When.MORNING
)
KNOW = declare("incoming.know", vi="Nhận văn bản để biết", en="An incoming document for information", mail=When.MORNING)
ANSWERED = declare("incoming.answered", vi="Văn bản bạn soạn có trả lời", en="A document you drafted was answered", mail=When.MORNING)
CHASED = declare("incoming.chased", vi="Bị đôn đốc giải quyết văn bản đến", en="Chased about an incoming document", urgent=True)
QUARANTINED = declare("incoming.quarantined", vi="Văn bản đến bị cách ly", en="An incoming document was quarantined", mail=When.NOW)
RECALL = declare("incoming.recall", vi="Nơi gửi yêu cầu thu hồi văn bản", en="A sender asks for a document back", urgent=True)
DESTROYED = declare(
    "incoming.destroyed", vi="Văn bản đến đã hủy theo thu hồi", en="An incoming document was destroyed on recall", mail=When.MORNING
)
VOIDED = declare("incoming.voided", vi="Số đến của văn bản đã trình bị hủy", en="The arrival number of a presented document was voided")
CLOSED = declare("incoming.closed", vi="Văn bản đến đã giải quyết xong", en="An incoming document was settled", mail=When.NEVER)
