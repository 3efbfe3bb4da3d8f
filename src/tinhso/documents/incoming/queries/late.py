"""What has run out of its time, by the agency's working calendar (ND30 Điều 4.2.c, 21.2.c, 23.1, 24.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.queries.lists import row_of
from tinhso.documents.incoming.rules.clocks import last_close, receive_late_until, register_late_before
from tinhso.documents.incoming.rules.states import State
from tinhso.kit import clock
from tinhso.ui.rows import Row


@dataclass(frozen=True, slots=True)
class Late:
    """One kind of lateness with its documents, the longest waiting first."""

    code: str
    label: Any
    rows: list[Row]


_KINDS = (
    ("receive", gettext_lazy("Chưa tiếp nhận trong ngày (Điều 21.2.c)")),
    ("register", gettext_lazy("Chưa vào sổ đúng hạn (Điều 4.2.c)")),
    ("present", gettext_lazy("Chưa trình đúng hạn (Điều 23.1)")),
    ("handle", gettext_lazy("Quá hạn giải quyết (Điều 24.2)")),
)


def late(actor: Actor, limit: int = 200) -> list[Late]:
    """All four kinds, of what the actor may see. One query (and the calendar's)."""
    days, now = calendar.of(actor.agency), clock.now()
    waited = Q(arrived_at__lt=register_late_before(days, now)) | ~Q(urgency="") & Q(arrived_at__lte=receive_late_until(days, now))
    wanted = {
        "receive": Q(state__in=(State.ARRIVED, State.QUARANTINED), arrived_at__lte=receive_late_until(days, now)),
        "register": Q(state=State.ACCEPTED) & waited,
        "present": Q(state=State.REGISTERED) & waited,
        "handle": Q(state__in=(State.ASSIGNED, State.IN_PROGRESS), due__lte=last_close(days, now)),
    }
    standing = Directive.objects.within(actor).filter(document=OuterRef("pk"), state=Directive.State.GIVEN).values("lead_label")[:1]
    rows = Incoming.objects.visible_to(actor).filter(wanted["receive"] | wanted["register"] | wanted["present"] | wanted["handle"])
    fields = (
        "id", "subject", "notation", "issuer", "type_code", "state", "arrived_at", "arrival_number", "due", "urgency", "closed_at", "file_id",
        "verdict", "channel", "named_only",
    )  # fmt: skip
    found: dict[str, list[Row]] = {code: [] for code, _ in _KINDS}
    for row in rows.annotate(lead=Subquery(standing)).order_by("arrived_at", "id").values(*fields, "lead")[:limit]:
        found[_CODE[State(row["state"])]].append(row_of(row, days))
    return [Late(code, label, found[code]) for code, label in _KINDS]


_CODE = {
    State.ARRIVED: "receive", State.QUARANTINED: "receive", State.ACCEPTED: "register", State.REGISTERED: "present",
    State.ASSIGNED: "handle", State.IN_PROGRESS: "handle",
}  # fmt: skip
