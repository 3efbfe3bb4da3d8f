"""The lawful reasons for issuing on paper (they explain the documents that are not electronic)."""

from __future__ import annotations

from tinhso.kit.states import Labelled


class PaperReason(Labelled):
    SECRET = "secret", "Văn bản mật (QĐ 28/2018, Điều 1.2)", "State secret (Decision 28/2018, Article 1.2)"
    LIST = "list", "Thuộc danh mục gửi kèm bản giấy (QĐ 28/2018, Điều 7.2)", "On the list sent on paper too (Decision 28/2018, Article 7.2)"
    NO_SYSTEM = (
        "no_system",
        "Nơi nhận chưa có hạ tầng (QĐ 28/2018, Điều 7.1)",
        "The receiver lacks the infrastructure (Decision 28/2018, Article 7.1)",
    )
    PARTY = "party", "Gửi tổ chức, cá nhân ngoài hệ thống", "To an organisation or person outside the system"
