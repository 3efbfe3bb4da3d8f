"""What may be handed from post to post (Điều 13), as pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tinhso.core.access.actor import Role
from tinhso.core.people.roster import PostView
from tinhso.core.people.rules import UNIT_HEADS
from tinhso.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Handing:
    """A delegation about to be made; `inside` says whether the receiver's agency belongs to the giver's structure."""

    mode: str
    giver: PostView
    receiver: PostView
    doc_types: tuple[str, ...]
    fields: tuple[str, ...]
    content: str
    basis: str
    valid_from: datetime
    valid_to: datetime | None
    inside: bool = True


def check(h: Handing) -> None:
    """Raises Refusal `delegation.…` naming the article that forbids it."""
    if h.giver.id == h.receiver.id:
        raise _no("self", "Người giao và người nhận phải khác nhau.", "Giver and receiver must differ.")
    if h.valid_to is not None and h.valid_to <= h.valid_from:
        raise _no(
            "dates", "Ngày hết hiệu lực phải sau ngày bắt đầu. Nhập lại thời hạn.", "The end must follow the start. Correct the dates."
        )
    _CHECKS[h.mode](h)


def _kt(h: Handing) -> None:
    agency = h.giver.role == Role.DIRECTOR and h.receiver.role == Role.DEPUTY and h.giver.agency == h.receiver.agency
    unit = h.giver.role in UNIT_HEADS and h.receiver.role == Role.DEPUTY_HEAD and h.giver.unit == h.receiver.unit
    if not (agency or unit):
        raise _no(
            "kt",
            "Ký thay (KT.) chỉ giao cho cấp phó của chính người giao (khoản 1, 2, 4 Điều 13). Chọn một cấp phó.",
            "KT. goes only to the giver's own deputy (Điều 13.1, 13.2, 13.4). Choose a deputy.",
        )


def _tl(h: Handing) -> None:
    if h.giver.role != Role.DIRECTOR or h.receiver.role not in UNIT_HEADS or h.giver.agency != h.receiver.agency:
        raise _no(
            "tl",
            "Ký thừa lệnh (TL.) chỉ do người đứng đầu cơ quan giao cho người đứng đầu đơn vị thuộc cơ quan (khoản 4 Điều 13).",
            "TL. is given by the head of the agency to the head of one of its units (Điều 13.4).",
        )
    if not h.doc_types or not h.basis:
        raise _no(
            "tl_scope",
            "Ký thừa lệnh cần nêu loại văn bản và quy chế quy định việc đó (khoản 4 Điều 13). Bổ sung hai mục này.",
            "TL. needs the types of documents and the regulation that says so (Điều 13.4). Fill in both.",
        )


def _tuq(h: Handing) -> None:
    if h.giver.role != Role.DIRECTOR:
        raise _no(
            "tuq_again",
            "Chỉ người đứng đầu cơ quan được ủy quyền ký; người được ủy quyền không được ủy quyền lại (khoản 3 Điều 13).",
            "Only the head of the agency gives a mandate to sign; it is never passed on (Điều 13.3).",
        )
    if h.receiver.role not in UNIT_HEADS | {Role.DIRECTOR} or not h.inside:
        raise _no(
            "tuq_to",
            "Thừa ủy quyền (TUQ.) chỉ giao cho người đứng đầu cơ quan, đơn vị thuộc cơ cấu tổ chức (khoản 3 Điều 13).",
            "TUQ. goes to the head of an agency or unit within the structure (Điều 13.3).",
        )
    if not h.basis or not h.content or h.valid_to is None:
        raise _no(
            "tuq_written",
            "Ủy quyền ký phải bằng văn bản, giới hạn thời gian và nội dung (khoản 3 Điều 13). Nhập văn bản, nội dung và ngày hết hạn.",
            "A mandate is in writing, limited in time and content (Điều 13.3). Give the document, the content and the last day.",
        )


def _q(h: Handing) -> None:
    if h.giver.role != Role.DIRECTOR or h.giver.agency != h.receiver.agency or not h.basis:
        raise _no(
            "q",
            "Giao quyền cấp trưởng (Q.) cần vị trí người đứng đầu của chính cơ quan và quyết định giao quyền (Phụ lục I.II.7.b).",
            "Q. needs the post of the agency's own head and the decision that says so (Appendix I.II.7.b).",
        )


def _inbox(h: Handing) -> None:
    if Role.ADMINISTRATOR in (h.giver.role, h.receiver.role):
        raise _no(
            "administrator",
            "Vị trí quản trị không xem nội dung văn bản nên không giao, không nhận hộp việc. Chọn vị trí khác.",
            "An administrator sees no content, so he neither lends nor takes an inbox. Choose another post.",
        )
    if h.giver.agency != h.receiver.agency or h.valid_to is None:
        raise _no(
            "inbox",
            "Giao xử lý thay hộp việc chỉ trong cùng cơ quan và phải có ngày kết thúc. Nhập ngày kết thúc.",
            "An inbox is lent within one agency and until a day. Give the last day.",
        )


def _no(code: str, vi: str, en: str) -> Refusal:
    return Refusal(f"delegation.{code}", vi=vi, en=en)


_CHECKS = {"KT": _kt, "TL": _tl, "TUQ": _tuq, "Q": _q, "INBOX": _inbox}
