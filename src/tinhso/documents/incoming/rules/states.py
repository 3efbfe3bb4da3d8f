"""The states of an incoming document and every verb that moves it (ND30 Điều 20-24; documents.md 8.2)."""

from __future__ import annotations

from tinhso.kit.states import Labelled, Move, Table


class State(Labelled):
    ARRIVED = "arrived", "Chờ tiếp nhận", "To be received"
    QUARANTINED = "quarantined", "Cách ly: chữ ký không đạt", "Quarantined: signature fails"
    REFUSED = "refused", "Đã trả lại nơi gửi", "Returned to sender"
    ACCEPTED = "accepted", "Chờ vào sổ", "To be registered"
    REGISTERED = "registered", "Chờ trình", "To be presented"
    PRESENTED = "presented", "Chờ bút phê", "Awaiting directive"
    ASSIGNED = "assigned", "Đã phân công", "Assigned"
    IN_PROGRESS = "in_progress", "Đang giải quyết", "In progress"
    DONE = "done", "Đã giải quyết", "Done"
    VOID = "void", "Đã hủy số đến", "Arrival number void"
    RECALL_ASKED = "recall_asked", "Nơi gửi yêu cầu thu hồi", "Recall asked"
    DESTROYED = "destroyed", "Đã hủy bản điện tử theo thu hồi", "Destroyed on recall"


UNDIRECTED = (State.REGISTERED, State.PRESENTED)
HANDLING = (State.ASSIGNED, State.IN_PROGRESS)
HELD = (State.ARRIVED, State.QUARANTINED, State.ACCEPTED, State.REGISTERED, State.PRESENTED, State.ASSIGNED, State.IN_PROGRESS, State.DONE)
OPEN = (*UNDIRECTED, *HANDLING)

BOXES: dict[str, tuple[State, ...]] = {
    "to_receive": (State.ARRIVED,),
    "quarantined": (State.QUARANTINED,),
    "to_register": (State.ACCEPTED,),
    "to_present": (State.REGISTERED,),
    "to_direct": (State.PRESENTED,),
    "handling": HANDLING,
    "recall": (State.RECALL_ASKED,),
    "returned": (State.REFUSED,),
    "done": (State.DONE, State.VOID, State.DESTROYED),
}
"""Where a document of a state is listed; every state is in one box."""

INCOMING: Table[State] = Table(
    [
        Move((State.ARRIVED,), "quarantine", State.QUARANTINED, "authenticity or integrity fails (Điều 21.2)"),
        Move((State.ARRIVED, State.QUARANTINED), "accept", State.ACCEPTED, "verified; a quarantined one with a reason"),
        Move((State.ARRIVED, State.QUARANTINED, State.ACCEPTED), "refuse", State.REFUSED, "with a reason (Điều 21.2.b)"),
        Move((State.ACCEPTED,), "register", State.REGISTERED, "arrival number in the same transaction"),
        Move((State.REGISTERED,), "present", State.PRESENTED, "to the person who directs (Điều 23.1)"),
        Move(OPEN, "direct", State.ASSIGNED, "lead, co-ordinators, deadline (Điều 23.2)"),
        Move((State.ASSIGNED,), "begin", State.IN_PROGRESS, "the handler opens the task"),
        Move(HANDLING, "close", State.DONE, "result or reply by the lead (Điều 24.2)"),
        Move(UNDIRECTED, "close", State.DONE, "for information only, by a leader or the chief of office"),
        Move(UNDIRECTED, "void", State.VOID, "with a reason, before a directive; the line and its number stay"),
        Move((State.DONE,), "reopen", State.IN_PROGRESS, "by whoever closed it or a leader, with a reason"),
        Move((State.DONE,), "reopen", State.REGISTERED, "the same, where no directive stood"),
        Move(HELD, "ask_recall", State.RECALL_ASKED, "message 13 from the sender"),
        Move((State.RECALL_ASKED,), "agree_recall", State.DESTROYED, "the electronic copy is destroyed, the trail kept (Điều 18.4.b)"),
        *(Move((State.RECALL_ASKED,), "refuse_recall", held, "goes on where it was") for held in HELD),
    ]
)

WITHIN: dict[str, tuple[State, ...]] = {
    "present": (State.PRESENTED,),
    "propose": UNDIRECTED,
    "chase": (State.PRESENTED, *HANDLING),
    "handle": HANDLING,
    "attach_scan": tuple(s for s in State if s not in (State.DESTROYED, State.REFUSED, State.VOID)),
    "correct": tuple(s for s in State if s not in (State.DESTROYED, State.VOID)),
}
"""What is done without leaving the state; "present" here is to another than before, "handle" whatever a desk does on its part."""


def allows(state: State, verb: str) -> bool:
    """Whether the state lets the verb be done at all: the card offers by it, and the actions ask it."""
    return state in WITHIN.get(verb, ()) or INCOMING.allows(state, verb)


def need(state: State, verb: str) -> None:
    """Raises Conflict with the state's name where it is not allowed."""
    if not allows(state, verb):
        INCOMING.after(state, verb)
