"""The lawful reasons for issuing on paper (they explain the documents that are not electronic)."""

from __future__ import annotations

from tinhso.kit.errors import Refusal
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


def paper_reason(secrecy: str, reason: str) -> PaperReason:
    """The reason of a document that is issued on paper only. A secret's is its secrecy and nobody else's.

    Raises Refusal where an open document's reason is none of the law's.
    """
    if secrecy:
        return PaperReason.SECRET
    if reason not in set(PaperReason) - {PaperReason.SECRET}:
        raise Refusal(
            "paper.reason",
            vi="Chọn lý do ban hành bản giấy (Điều 7 QĐ 28/2018/QĐ-TTg).",
            en="Choose the reason for issuing on paper (Decision 28/2018, Article 7).",
        )
    return PaperReason(reason)
