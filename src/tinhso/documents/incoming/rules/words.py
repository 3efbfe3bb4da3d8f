"""Fixed lists of an incoming document: the reasons for sending it back, the kinds of notes."""

from __future__ import annotations

from tinhso.kit.states import Labelled


class Reason(Labelled):
    """Why a document goes back to its sender (Điều 21.1.a, 21.2.b)."""

    WRONG_PLACE = "wrong_place", "Gửi sai nơi nhận", "Sent to the wrong place"
    SIGNATURE = "signature", "Chữ ký số không đạt", "The signature fails"
    UNREADABLE = "unreadable", "Không đọc được tệp", "The file cannot be read"
    MISSING_ANNEX = "missing_annex", "Thiếu phụ lục, tài liệu kèm theo", "An annex is missing"
    OTHER = "other", "Lý do khác", "Another reason"


class NoteKind(Labelled):
    ACCEPT = "accept", "Tiếp nhận", "Received"
    REFUSE = "refuse", "Trả lại nơi gửi", "Returned to sender"
    QUARANTINE = "quarantine", "Cách ly", "Quarantined"
    REGISTER = "register", "Vào sổ", "Registered"
    DUPLICATE = "duplicate", "Vào sổ dù trùng", "Registered though it is there already"
    MARK = "mark", "Xác nhận không mật", "Confirmed not to be secret"
    VOID = "void", "Hủy số đến", "Arrival number voided"
    CORRECT = "correct", "Đính chính đăng ký", "Registration corrected"
    PRESENT = "present", "Trình", "Presented"
    SUB_ASSIGN = "sub_assign", "Giao xử lý", "Passed on"
    HAND_OVER = "hand_over", "Bàn giao", "Handed over"
    BEGIN = "begin", "Bắt đầu xử lý", "Begun"
    PROGRESS = "progress", "Tiến độ", "Progress"
    OPINION = "opinion", "Ý kiến phối hợp", "Co-ordinator's opinion"
    KNOW = "know", "Đã biết", "Taken note"
    CHASE = "chase", "Đôn đốc", "Chased"
    EXTEND = "extend", "Xin gia hạn", "More time asked"
    EXTENSION = "extension", "Trả lời gia hạn", "Answer on more time"
    ANSWER = "answer", "Văn bản trả lời", "Reply"
    CLOSE = "close", "Kết thúc", "Closed"
    REOPEN = "reopen", "Mở lại", "Reopened"
    RECALL_ASKED = "recall_asked", "Nơi gửi yêu cầu thu hồi", "Recall asked by the sender"
    RECALL_AGREED = "recall_agreed", "Đồng ý thu hồi, hủy bản điện tử", "Recall agreed, electronic copy destroyed"
    RECALL_REFUSED = "recall_refused", "Từ chối thu hồi", "Recall refused"
