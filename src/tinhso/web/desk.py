"""What stands on the actor's desk: counts by kind of task, and task rows as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import for_whom, roster
from tinhso.core.work import public as work
from tinhso.core.work.public import Counts
from tinhso.documents.types import ALL
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.rows import Row, Tag, Tone
from tinhso.ui.words import english, said

KINDS: dict[str, tuple[Any, Tone]] = {
    "outgoing.sign": (gettext_lazy("Chờ ký"), "warn"),
    "outgoing.review": (gettext_lazy("Chờ duyệt"), "accent"),
    "outgoing.revise": (gettext_lazy("Bị trả lại"), "bad"),
    "outgoing.number": (gettext_lazy("Chờ cấp số"), "accent"),
    "outgoing.seal": (gettext_lazy("Chờ ký số cơ quan"), "accent"),
    "outgoing.issue": (gettext_lazy("Chờ phát hành"), "accent"),
    "incoming.receive": (gettext_lazy("Chờ tiếp nhận"), "accent"),
    "incoming.register": (gettext_lazy("Chờ vào sổ"), "accent"),
    "incoming.present": (gettext_lazy("Chờ trình"), "accent"),
    "incoming.propose": (gettext_lazy("Chờ đề xuất"), "accent"),
    "incoming.direct": (gettext_lazy("Chờ bút phê"), "warn"),
    "incoming.lead": (gettext_lazy("Chủ trì giải quyết"), "accent"),
    "incoming.co": (gettext_lazy("Phối hợp"), "plain"),
    "incoming.know": (gettext_lazy("Để biết"), "plain"),
    "incoming.envelope": (gettext_lazy("Bì thư đích danh"), "plain"),
}
"""How the kinds of tasks are called here; a kind unknown to this table is shown without a tag."""
OWN_WORDS = {
    "Số đến ": gettext_lazy("Số đến "),
    "Nhận bì thư gửi đích danh: ": gettext_lazy("Nhận bì thư gửi đích danh: "),
    "Không giao được văn bản đến ": gettext_lazy("Không giao được văn bản đến "),
}
"""What rooms write into tasks besides data."""
TYPES = {t.vi: t for t in ALL}
AHEAD = ("outgoing.sign", "incoming.direct", "outgoing.revise")
"""Kinds with a number of their own at the top of the home page, whatever their count."""
GIVEN = ("incoming.lead", "incoming.co")
"""What one gives others to do; what only passes a desk, as the clerk's number after a signature, is not given."""

PAGES = {"outgoing.sign": "outgoing_to_sign"}
"""Kinds whose list is a page of the room: there several are done at once."""


def address(kind: str) -> str:
    """The list behind the number of a kind: its own page where it has one."""
    return reverse(PAGES[kind]) if kind in PAGES else reverse("work_kind", args=[kind])


def desk(request: HttpRequest, actor: Actor) -> Counts:
    """One query a request, however often it is asked for."""
    known: Counts | None = getattr(request, "_tinhso_desk", None)
    if known is None:
        known = work.counts(actor)
        request._tinhso_desk = known  # type: ignore[attr-defined]
    return known


def rows(actor: Actor, tasks: Iterable[work.Row], *, holders: bool = False, doers: bool = False) -> list[Row]:
    """Two-line rows; days left are counted by the agency's working calendar (one query for all). `holders`: say whose task it is (one more);
    `doers`: who did it and when.
    """
    found = list(tasks)
    days = calendar.of(actor.agency) if found else None
    parts = work.passed_on(actor, [task.id for task in found]) if holders and found else {}

    def other(task: work.Row) -> str:
        return _doer(task) if doers else _holders(task, parts.get(task.id, [])) if holders else _lender(actor, task)

    return [_row(task, days, other(task)) for task in found]


def _lender(actor: Actor, task: work.Row) -> str:
    """For whom it would be done, where it lies in an inbox that the actor looks after."""
    lender = for_whom(actor, task.assignee)
    return _("Thay %(who)s") % {"who": lender.name} if lender else ""


def _doer(task: work.Row) -> str:
    post = roster().known(task.done_by or 0)
    return f"{post.name}, {fmt.moment(task.done_at)}" if post and task.done_at else ""


def _holders(task: work.Row, parts: list[str]) -> str:
    """Who has it, and to whom he passed it on."""
    return " → ".join(filter(None, [_holder(task.assignee), ", ".join(filter(None, map(_holder, parts)))]))


def _holder(assignee: str) -> str:
    """Whose desk `o12`, `u5.head` or `a3.clerk` is."""
    if post := roster().on_desk(assignee):
        return post.name
    if (unit := principal.unit_headed(assignee)) is not None and unit in directory():
        return _("Lãnh đạo %(unit)s") % {"unit": directory().get(unit).shown}
    return _("Văn thư") if principal.clerks_of(assignee) else ""


def in_words(line: str) -> str:
    """A task's line in the reader's language: rooms write it once, in Vietnamese; the product's own words in it are said anew."""
    if not english():
        return line
    return " · ".join(_part(part) for part in line.split(" · "))


def _part(part: str) -> str:
    for prefix, words in OWN_WORDS.items():
        if part.startswith(prefix):
            return f"{words}{part.removeprefix(prefix)}"
    return said(TYPES[part]) if part in TYPES else part


def _row(task: work.Row, days: WorkingCalendar | None, holder: str) -> Row:
    label, tone = KINDS.get(task.kind, ("", "plain"))
    now = clock.now()
    left = days.days_left(task.due, now) if days and task.due and task.state == "open" else None
    if left == 0 and task.due and task.due < now:
        left = None  # late over a day off: said in days and hours of the calendar
    due = fmt.deadline(task.due, done=task.done_at, days=left) if task.due else None
    return Row(
        id=str(task.id), url=task.url, subject=in_words(task.title), number=in_words(task.line), date=fmt.short(task.opened_at),
        tag=Tag(str(label), tone) if label else None, deadline=due, urgency=Tag(_("Khẩn"), "bad") if task.urgent else None, unread=task.new,
        more=[holder] if holder else (),
    )  # fmt: skip
