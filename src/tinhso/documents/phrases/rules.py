"""What stock sentences are for, those that come with the product, and how many one keeps."""

from __future__ import annotations

from collections.abc import Sequence

from tinhso.kit.errors import Refusal
from tinhso.kit.states import Labelled
from tinhso.kit.text import squeeze

MOST = 20
"""Sentences of one list: more than fit under a thumb are not found again."""
LONGEST = 300


class Purpose(Labelled):
    DIRECT = "direct", "Bút phê", "Directives"
    RETURN = "return", "Trả lại", "Returning"


DEFAULTS: dict[Purpose, tuple[str, ...]] = {
    Purpose.DIRECT: (
        "Nghiên cứu, tham mưu văn bản trả lời.",
        "Chủ trì, phối hợp các đơn vị liên quan thực hiện; báo cáo kết quả.",
        "Giải quyết theo thẩm quyền, báo cáo kết quả.",
        "Tổng hợp số liệu, dự thảo báo cáo trình lãnh đạo.",
        "Cử người dự họp, báo cáo lại nội dung.",
        "Phổ biến đến công chức, viên chức; lưu theo dõi.",
    ),
    Purpose.RETURN: (
        "Rà soát lại số liệu.",
        "Bổ sung căn cứ pháp lý.",
        "Sửa thể thức theo Nghị định 30/2020/NĐ-CP.",
        "Lấy thêm ý kiến của đơn vị liên quan.",
        "Viết gọn lại, nêu rõ việc cần làm và thời hạn.",
    ),
}
"""Part of an official text, so in Vietnamese whatever the language of the screen. Until somebody keeps a list of his own it is this."""


def checked(phrases: Sequence[str]) -> list[str]:
    """Each once, in the order given, empty ones left out. Raises Refusal `phrases.too_many`, `phrases.too_long`."""
    kept = list(dict.fromkeys(filter(None, map(squeeze, phrases))))
    if len(kept) > MOST:
        raise Refusal(
            "phrases.too_many",
            vi=f"Mỗi danh sách nhiều nhất {MOST} câu mẫu; đang có {len(kept)}. Bỏ bớt.",
            en=f"A list holds {MOST} stock sentences at most; there are {len(kept)}. Take some out.",
        )
    if long := next((text for text in kept if len(text) > LONGEST), ""):
        raise Refusal(
            "phrases.too_long",
            vi=f"Câu “{long[:40]}…” dài quá {LONGEST} chữ cái. Viết gọn lại.",
            en=f"The sentence “{long[:40]}…” is longer than {LONGEST} letters. Make it shorter.",
        )
    return kept
