"""What has run out of its time, by the agency's working calendar (ND30 Điều 4.2.c, 21.2.c, 23.1, 24.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.documents.clocks import last_close, receive_late_until
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.queries.lists import FIELDS, LIMIT, rows_of
from tinhso.documents.incoming.rules.clocks import register_late_before
from tinhso.documents.incoming.rules.states import HANDLING, State
from tinhso.documents.paged import keyset
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui.rows import Row

KINDS: dict[str, Any] = {
    "receive": gettext_lazy("Chưa tiếp nhận trong ngày (Điều 21.2.c)"),
    "register": gettext_lazy("Chưa vào sổ đúng hạn (Điều 4.2.c)"),
    "present": gettext_lazy("Chưa trình đúng hạn (Điều 23.1)"),
    "handle": gettext_lazy("Quá hạn giải quyết (Điều 24.2)"),
}


WAITING = ("to_receive", "quarantined", "to_register", "to_present", "handling")
"""Boxes in which something can be late: what has ended is never looked at."""


@dataclass(frozen=True, slots=True)
class Late:
    """How many of each kind, and a page of the one that is looked at, the longest waiting first."""

    counts: dict[str, int]
    code: str
    page: Page[Row]


def late(actor: Actor, code: str = "", *, older: str = "", newer: str = "", limit: int = LIMIT) -> Late:
    """Of what the actor may see; without `code` the first kind that has any. Two queries (and the calendar's).

    Raises KeyError for an unknown kind, Refusal for a malformed cursor.
    """
    days = calendar.of(actor.agency)
    wanted, seen = _wanted(days), Incoming.objects.visible_to(actor).filter(box__in=WAITING)
    counted = {k: int(v) for k, v in seen.aggregate(**{kind: Count("id", filter=which) for kind, which in wanted.items()}).items()}
    code = code or next((kind for kind in KINDS if counted[kind]), "receive")
    # An expression, so that the database starts from the few that wait, not from the oldest of all that ever arrived.
    waiting = seen.filter(wanted[code]).annotate(since=F("arrived_at") + timedelta())
    page = keyset(waiting.values(*FIELDS, "since"), ("since", "id"), older, newer, limit, oldest_first=True)
    return Late(counted, code, rows_of(actor, page, days))


def late_of(days: WorkingCalendar) -> dict[str, Q]:
    """What is late in each of the clerk's boxes."""
    wanted = _wanted(days)
    return {
        "to_receive": wanted["receive"],
        "quarantined": wanted["receive"],
        "to_register": wanted["register"],
        "to_present": wanted["present"],
    }


def _wanted(days: WorkingCalendar) -> dict[str, Q]:
    now = clock.now()
    waited = Q(arrived_at__lt=register_late_before(days, now)) | ~Q(urgency="") & Q(arrived_at__lte=receive_late_until(days, now))
    return {
        "receive": Q(state__in=(State.ARRIVED, State.QUARANTINED), arrived_at__lte=receive_late_until(days, now)),
        "register": Q(state=State.ACCEPTED) & waited,
        "present": Q(state=State.REGISTERED) & waited,
        "handle": Q(state__in=HANDLING, due__lte=last_close(days, now)),
    }
