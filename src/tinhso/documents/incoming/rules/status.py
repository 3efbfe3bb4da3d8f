"""What the sender is told (documents.md 2.2): derived from the state by one table, never typed by hand, never backwards."""

from __future__ import annotations

from tinhso.documents.incoming.rules.states import State

STATUS_CODE: dict[State, str] = {
    State.ARRIVED: "01", State.QUARANTINED: "01", State.ACCEPTED: "01", State.REFUSED: "02", State.REGISTERED: "03", State.PRESENTED: "03",
    State.ASSIGNED: "04", State.IN_PROGRESS: "05", State.DONE: "06", State.DESTROYED: "15",
}  # fmt: skip

_ENDS = frozenset({"02", "15"})
RECALL_REFUSED = "16"


def to_tell(told: str, state: State) -> str | None:
    """The code to tell now, or None: the same again, a step back, nothing after an end, nothing while a recall waits."""
    code = STATUS_CODE.get(state)
    if code is None or told in _ENDS or code == told:
        return None
    return code if code in _ENDS or code > told else None
