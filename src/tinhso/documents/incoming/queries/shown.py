"""How states, marks and deadlines look: tags with word, shape and colour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from tinhso.core.calendar.public import WorkingCalendar
from tinhso.documents.clocks import receive_by
from tinhso.documents.incoming.rules.clocks import present_by, register_by
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.marks import Urgency
from tinhso.kit import clock
from tinhso.kit.states import Labelled
from tinhso.ui import format as fmt
from tinhso.ui.rows import Deadline, Tag, Tone
from tinhso.ui.words import english

_S = State
TONES: dict[State, Tone] = {
    _S.ARRIVED: "accent", _S.QUARANTINED: "bad", _S.REFUSED: "plain", _S.ACCEPTED: "accent", _S.REGISTERED: "accent", _S.PRESENTED: "accent",
    _S.ASSIGNED: "accent", _S.IN_PROGRESS: "accent", _S.DONE: "ok", _S.VOID: "plain", _S.RECALL_ASKED: "warn", _S.DESTROYED: "plain",
}  # fmt: skip
VERDICTS: dict[str, tuple[str, str, Tone]] = {
    "": ("Chưa kiểm tra chữ ký", "Signatures not checked", "warn"),
    "PASSED": ("Chữ ký hợp lệ", "Signatures valid", "ok"),
    "INDETERMINATE": ("Chưa kết luận được chữ ký", "Signatures inconclusive", "warn"),
    "FAILED": ("Chữ ký không hợp lệ", "Signatures invalid", "bad"),
    "UNSIGNED": ("Không có chữ ký số", "No digital signature", "warn"),
}


def label(of: Labelled) -> str:
    return of.label(get_language() or "vi")


def state_tag(state: str) -> Tag:
    return Tag(label(State(state)), TONES[State(state)])


def urgency_tag(urgency: str) -> Tag | None:
    return Tag(label(Urgency(urgency)), "bad") if urgency else None


_UNREADABLE: tuple[str, str, Tone] = ("Không đọc được tệp", "Unreadable file", "bad")


def verdict_tag(verdict: str, unreadable: bool = False) -> Tag:
    vi, en, tone = _UNREADABLE if unreadable else VERDICTS[verdict]
    return Tag(en if english() else vi, tone)


def _clock(days: WorkingCalendar, due: datetime) -> Deadline:
    """A clerk's clock, counted in working days as in the inbox; one that ran out over a day off is said in days of the calendar."""
    left = days.days_left(due, clock.now())
    return fmt.deadline(due, days=None if left == 0 and due < clock.now() else left)


def deadline(row: dict[str, Any], days: WorkingCalendar) -> Deadline | None:
    """The term that runs now: the clerk's clocks before a directive, the directive's afterwards."""
    state, urgent = State(row["state"]), bool(row["urgency"])
    match state:
        case _S.ARRIVED | _S.QUARANTINED:
            return _clock(days, receive_by(days, row["arrived_at"]))
        case _S.ACCEPTED:
            return _clock(days, register_by(days, row["arrived_at"], urgent))
        case _S.REGISTERED:
            return _clock(days, present_by(days, row["arrived_at"], urgent))
        case _S.ASSIGNED | _S.IN_PROGRESS if row["due"]:
            return fmt.deadline(row["due"], days=days.days_left(row["due"], clock.today()))
        case _S.DONE if row["due"] and row["closed_at"]:
            return fmt.deadline(row["due"], done=row["closed_at"])
    return None
