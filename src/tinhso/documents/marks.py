"""The marks a document may bear, going out or coming in."""

from __future__ import annotations

import re

from tinhso.kit.states import Labelled


class Urgency(Labelled):
    """Mức độ khẩn (ND30 Appendix I, Part I, III.2.b)."""

    NONE = "", "Thường", "Ordinary"
    URGENT = "urgent", "Khẩn", "Urgent"
    VERY_URGENT = "very_urgent", "Thượng khẩn", "Very urgent"
    EXPRESS = "express", "Hỏa tốc", "Express"


class Secrecy(Labelled):
    NONE = "", "Không mật", "Not secret"
    CONFIDENTIAL = "confidential", "Mật", "Confidential"
    SECRET = "secret", "Tối mật", "Secret"
    TOP_SECRET = "top_secret", "Tuyệt mật", "Top secret"


STAMPS = tuple(s.vi.upper() for s in (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL))
_STAMP = re.compile(rf"^\W*({'|'.join(STAMPS)})\W*$", re.MULTILINE)


def stamps_in(text: str) -> list[str]:
    """The marks of secrecy of a text in composed form, each once: a mark stands alone on its line, as the stamp does; the words inside
    a sentence ("bí mật nhà nước") are no mark."""
    return sorted(set(_STAMP.findall(text.replace("\r", ""))))


class Circulation(Labelled):
    """Phạm vi lưu hành (ND30 Appendix I, Part I, III.2.c)."""

    NONE = "", "Bình thường", "Ordinary"
    RETURN = "return_after_reading", "Xem xong trả lại", "Return after reading"
    INTERNAL = "internal", "Lưu hành nội bộ", "Internal"
