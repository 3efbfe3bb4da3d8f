"""The clerk's look before the office closes: what is not registered, presented, sent, acknowledged, each with its clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Actor, aggregate
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.ledger import public as ledger
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.queries.late import late_of
from tinhso.documents.incoming.queries.lists import FIELDS, rows_of
from tinhso.documents.outgoing.waiting import OLDEST, Waiting, unacknowledged, unsent
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Count as Tile
from tinhso.ui.rows import Row, Tag, TimelineEntry

CLOSED = "incoming.day_closed"
_SAME_DAY = gettext_lazy("Ngay trong ngày đến (Điều 21.2.c)")
_SEND = gettext_lazy("Trong ngày ký, chậm nhất sáng ngày làm việc tiếp theo (QĐ 28/2018 Điều 6.2; bản giấy: Điều 18.1)")


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be left at the end of a day. `law`: its clock; `url`: the list that shows as many as are counted here."""

    code: str
    label: Any
    law: Any
    url: str


GROUPS: dict[str, tuple[Any, tuple[Kind, ...]]] = {
    "unregistered": (
        gettext_lazy("Chưa vào sổ"),
        (
            Kind("to_receive", gettext_lazy("Chờ tiếp nhận"), _SAME_DAY, "/van-ban-den/to_receive/"),
            Kind("quarantined", gettext_lazy("Cách ly: chữ ký không đạt"), _SAME_DAY, "/van-ban-den/quarantined/"),
            Kind("to_register", gettext_lazy("Chờ vào sổ"), gettext_lazy("Trong ngày, chậm nhất ngày làm việc tiếp theo (Điều 4.2.c, 22)"), "/van-ban-den/to_register/"),
        ),
    ),
    "unpresented": (
        gettext_lazy("Chưa trình"),
        (Kind("to_present", gettext_lazy("Chờ trình"), gettext_lazy("Trong ngày, chậm nhất ngày làm việc tiếp theo (Điều 23.1)"), "/van-ban-den/to_present/"),),
    ),
    "unsent": (
        gettext_lazy("Chưa gửi"),
        (
            Kind("to_number", gettext_lazy("Đã ký, chờ cấp số"), _SEND, "/van-ban-di/to_number/"),
            Kind("to_seal", gettext_lazy("Đã cấp số, chưa ký số"), _SEND, "/van-ban-di/to_seal/"),
            Kind("to_issue", gettext_lazy("Chờ phát hành"), _SEND, "/van-ban-di/to_issue/"),
        ),
    ),
    "unacknowledged": (
        gettext_lazy("Chưa được báo nhận"),
        (Kind("unacknowledged", gettext_lazy("Nơi nhận chưa báo đã nhận"), gettext_lazy("Nơi nhận báo ngay trong ngày (Điều 21.2.c)"), "/van-ban-di/chua-nhan/"),),
    ),
}  # fmt: skip
INTO = ("to_receive", "quarantined", "to_register", "to_present")


@dataclass(frozen=True, slots=True)
class Left:
    """One kind as the page shows it."""

    group: str
    label: str
    law: str
    url: str
    count: int
    number: str
    late: Tag | None
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Day:
    """`tiles`: one number a group; `groups`: (label, kinds that have any); `closings`: who closed today, the last first."""

    day: str
    tiles: list[Tile]
    groups: list[tuple[str, list[Left]]]
    closings: list[TimelineEntry]


def left(actor: Actor) -> dict[str, Waiting]:
    """Every kind by its code, as much as the actor's own lists show. Ten queries, however much is left."""
    days = calendar.of(actor.agency)
    return {w.code: w for w in (*_into(actor, days), *unsent(actor, days), unacknowledged(actor, days))}


def shown(found: dict[str, Waiting]) -> tuple[list[Tile], list[tuple[str, list[Left]]]]:
    """A number a group, and the kinds that have any."""
    groups = [(code, label, [_left(code, kind, found[kind.code]) for kind in kinds]) for code, (label, kinds) in GROUPS.items()]
    tiles = [
        Tile(fmt.number(n), str(label), f"#{code}" if n else "", "bad" if late else "warn" if n else "ok", _late(late))
        for code, label, kinds in groups
        for n, late in [(sum(k.count for k in kinds), sum(found[kind.code].late for kind in GROUPS[code][1]))]
    ]
    open_still = [(str(label), [k for k in kinds if k.count]) for _code, label, kinds in groups]
    return tiles, [g for g in open_still if g[1]]


def day(actor: Actor) -> Day:
    today = clock.today()
    return Day(fmt.date(today), *shown(left(actor)), closings(actor, today))


def closings(actor: Actor, on: date) -> list[TimelineEntry]:
    """Who closed the day and with which counts, the last first, out of the ledger. One query."""
    return [
        TimelineEntry(told(detail), who, fmt.moment(at), at.isoformat(), tone="ok" if not detail.get("total") else "warn")
        for who, at, detail in ledger.acts(actor.agency, subject_of(actor, on), CLOSED, most=10)
    ]


def subject_of(actor: Actor, on: date) -> str:
    return aggregate("day", f"{actor.agency}:{on.isoformat()}")


def counted(found: dict[str, Waiting]) -> dict[str, int]:
    """What the ledger keeps of a closing: each kind's number, how many are late, and all."""
    each = {code: w.count for code, w in found.items()}
    return {**each, "late": sum(w.late for w in found.values()), "total": sum(each.values())}


def _into(actor: Actor, days: WorkingCalendar) -> Iterable[Waiting]:
    seen = Incoming.objects.visible_to(actor)
    late = late_of(days)
    counts: dict[str, int] = seen.filter(box__in=INTO).aggregate(
        **{f"n_{box}": Count("id", filter=Q(box=box)) for box in INTO}, **{f"late_{box}": Count("id", filter=Q(box=box) & late[box]) for box in INTO}
    )  # fmt: skip
    oldest = [seen.filter(box=box).order_by("arrived_at", "id").values(*FIELDS, "box")[:OLDEST] for box in INTO]
    found = sorted(oldest[0].union(*oldest[1:], all=True), key=lambda r: (r["arrived_at"], r["id"]))
    rows = rows_of(actor, Page(found, None, None), days).rows
    for box in INTO:
        yield Waiting(box, counts[f"n_{box}"], counts[f"late_{box}"], [row for row, r in zip(rows, found, strict=True) if r["box"] == box])


def _left(group: str, kind: Kind, found: Waiting) -> Left:
    late = Tag(_late(found.late), "bad") if found.late else None
    return Left(group, str(kind.label), str(kind.law), kind.url, found.count, fmt.number(found.count), late, list(found.rows))


def _late(n: int) -> str:
    return _("%(n)s quá hạn") % {"n": fmt.number(n)} if n else ""


def told(detail: dict[str, Any]) -> str:
    """In the words of today's kinds: one that is no longer counted is left out."""
    if not detail.get("total"):
        return _("Khóa sổ, không còn việc nào")
    parts = [f"{label}: {fmt.number(sum(int(detail.get(k.code, 0)) for k in kinds))}" for label, kinds in GROUPS.values()]
    return _("Khóa sổ, còn %(n)s việc") % {"n": fmt.number(detail["total"])} + f" ({', '.join(parts)})"
