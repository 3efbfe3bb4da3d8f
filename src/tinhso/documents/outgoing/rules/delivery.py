"""The state of one delivery, in the codes of the national exchange (documents.md 2.2): 01-06, 13, 15, 16."""

from __future__ import annotations

from tinhso.kit.states import Labelled, Move, Table


class Delivery(Labelled):
    NONE = "none", "Chưa gửi", "Not sent"
    SENT = "sent", "Đang gửi", "Sending"
    ARRIVED = "01", "Đã đến", "Arrived"
    REFUSED = "02", "Bị trả lại", "Returned"
    RECEIVED = "03", "Đã tiếp nhận", "Received"
    ASSIGNED = "04", "Đã phân công", "Assigned"
    IN_PROGRESS = "05", "Đang xử lý", "In progress"
    DONE = "06", "Hoàn thành", "Done"
    RECALL_ASKED = "13", "Yêu cầu thu hồi", "Recall asked"
    RECALL_AGREED = "15", "Đã thu hồi", "Recalled"
    RECALL_REFUSED = "16", "Từ chối thu hồi", "Recall refused"
    PAPER = "paper", "Gửi bản giấy", "On paper"


_D = Delivery
_FORWARD = (_D.ARRIVED, _D.RECEIVED, _D.ASSIGNED, _D.IN_PROGRESS, _D.DONE)

DELIVERY: Table[Delivery] = Table(
    [
        Move((_D.NONE,), "send", _D.SENT),
        Move((_D.NONE,), "paper", _D.PAPER),
        Move((_D.SENT,), "status", _D.ARRIVED),
        Move((_D.ARRIVED,), "status", _D.REFUSED, "with a reason"),
        Move((_D.REFUSED,), "send_again", _D.SENT, "by a clerk, as a new consignment"),
        # Skips forward are allowed, steps back never.
        *(Move(_FORWARD[:i], "status", later) for i, later in enumerate(_FORWARD) if i),
        Move((_D.SENT, *_FORWARD, _D.RECALL_REFUSED), "recall", _D.RECALL_ASKED),
        Move((_D.RECALL_ASKED,), "status", _D.RECALL_AGREED),
        Move((_D.RECALL_ASKED,), "status", _D.RECALL_REFUSED),
        *(Move((_D.RECALL_REFUSED,), "status", later, "the receiver goes on") for later in _FORWARD[1:]),
    ]
)
ENDED = frozenset({_D.REFUSED, _D.DONE, _D.RECALL_AGREED, _D.PAPER})
DELIVERED = frozenset({_D.ARRIVED, _D.RECEIVED, _D.ASSIGNED, _D.IN_PROGRESS, _D.DONE})
