"""The states of an outgoing document and every verb that moves it (documents.md 8.2 in the law's order: Điều 10-18)."""

from __future__ import annotations

from tinhso.kit.states import Labelled, Move, Table


class State(Labelled):
    DRAFTING = "drafting", "Đang soạn", "Drafting"
    RETURNED = "returned", "Bị trả lại", "Returned"
    UNIT_REVIEW = "unit_review", "Chờ lãnh đạo đơn vị", "Unit head's review"
    CONSULTING = "consulting", "Đang lấy ý kiến", "Consulting units"
    FORM_CHECK = "form_check", "Chờ kiểm tra thể thức", "Form check"
    LEADER_REVIEW = "leader_review", "Chờ lãnh đạo cho ý kiến", "Leader's review"
    FOR_SIGNATURE = "for_signature", "Chờ ký", "For signature"
    SIGNED = "signed", "Đã ký, chờ cấp số", "Signed, to be numbered"
    NUMBERED = "numbered", "Đã cấp số, chưa ký số", "Numbered, not sealed"
    SEALED = "sealed", "Đã ký số, chờ phát hành", "Sealed, to be issued"
    ISSUED = "issued", "Đã phát hành", "Issued"
    RECALLING = "recalling", "Đang thu hồi", "Being recalled"
    RECALLED = "recalled", "Đã thu hồi", "Recalled"
    WITHDRAWN = "withdrawn", "Đã rút", "Withdrawn"
    VOID = "void", "Đã hủy số", "Void"


REVIEWS = (State.UNIT_REVIEW, State.CONSULTING, State.FORM_CHECK, State.LEADER_REVIEW, State.FOR_SIGNATURE)
EDITABLE = (State.DRAFTING, State.RETURNED)

BOXES: dict[str, tuple[State, ...]] = {
    "drafts": EDITABLE,
    "under_way": REVIEWS,
    "to_number": (State.SIGNED,),
    "to_seal": (State.NUMBERED,),
    "to_issue": (State.SEALED,),
    "issued": (State.ISSUED, State.RECALLING),
    "ended": (State.WITHDRAWN, State.VOID, State.RECALLED),
}
"""Where a document of a state is listed; every state is in one box. What has a number on paper waits in `to_issue`: nothing is sealed."""

UNSENT = ("to_number", "to_seal", "to_issue")
"""Boxes of what is signed and has not left yet: the clerk's queue."""

OUTGOING: Table[State] = Table(
    [
        *(Move(EDITABLE, "submit", review, "the draft is complete and renders") for review in REVIEWS),
        *(Move(REVIEWS, "approve", review, "an open step on the actor's desk, not the drafter's own") for review in REVIEWS),
        Move(REVIEWS, "return", State.RETURNED, "with a reason"),
        Move(REVIEWS, "take_back", State.DRAFTING, "by the drafter, while nobody on the step has looked"),
        Move((*EDITABLE, *REVIEWS), "withdraw", State.WITHDRAWN, "by the drafter, the unit's head or the signer"),
        Move((State.FOR_SIGNATURE,), "sign", State.SIGNED, "signing authority on that day, certificate valid"),
        Move((State.SIGNED,), "number", State.NUMBERED, "clerk; register line in the same transaction"),
        Move((State.DRAFTING,), "register_paper", State.NUMBERED, "a state secret: only the register line is kept"),
        Move((State.SIGNED,), "send_back", State.RETURNED, "by a clerk, with a reason: the form fails before a number"),
        Move((State.SIGNED,), "register_paper", State.NUMBERED, "printed and stamped for a lawful reason (Điều 18.5)"),
        Move((State.SIGNED,), "withdraw", State.WITHDRAWN, "by the signer, or the agency's head where he has left; before a number"),
        Move((State.NUMBERED,), "seal", State.SEALED, "clerk with the agency's key; the person's signature verifies now"),
        Move((State.NUMBERED,), "issue", State.ISSUED, "paper or secret document: no electronic seal"),
        Move((State.NUMBERED, State.SEALED), "void", State.VOID, "with a reason; the number stays in the register"),
        Move((State.SEALED,), "issue", State.ISSUED, "every recipient has a channel"),
        Move((State.ISSUED,), "recall", State.RECALLING, "by a leader, with a reason (Điều 18.4)"),
        Move((State.RECALLING,), "recalled", State.RECALLED, "every recipient answered 15"),
        Move((State.RECALLING,), "recall_refused", State.ISSUED, "a recipient answered 16"),
    ]
)
