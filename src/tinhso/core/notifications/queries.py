"""What an actor has not read, rows ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from tinhso.core.access.public import Actor
from tinhso.core.notifications.models import Notice, Preference
from tinhso.core.notifications.rules import Channel
from tinhso.kit import paging
from tinhso.kit.paging import Page

STANDING = Q(read_at=None) | Q(urgent=True, acknowledged_at=None)
_FIELDS = ("batch", "kind", "title", "url", "urgent", "at", "read_at", "acknowledged_at")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """`batch` names the telling in `mark_read` and `acknowledge`."""

    batch: UUID
    kind: str
    title: str
    url: str
    urgent: bool
    at: datetime
    read_at: datetime | None
    acknowledged_at: datetime | None


def unread(actor: Actor, limit: int = 20) -> list[NoticeRow]:
    """Standing notices, urgent first, then the newest: unread, or urgent and not acknowledged. One query."""
    rows = _told(actor).filter(STANDING).order_by("-urgent", "-at", "-id").values(*_FIELDS)
    # Who is several of the told principals (post and desk) sees a telling once.
    once = {row["batch"]: row for row in reversed(rows[: limit * 3])}
    return [NoticeRow(**row) for row in sorted(once.values(), key=lambda r: (not r["urgent"], -r["at"].timestamp()))[:limit]]


# `unread` counted; written out, because the bell of every page asks it: Django spends ten times what the database does on building it.
_COUNT = """
SELECT count(DISTINCT batch) FROM notifications_notice
WHERE agency_id = ANY (%s) AND recipient = ANY (%s) AND (read_at IS NULL OR (acknowledged_at IS NULL AND urgent)) AND (urgent OR kind NOT IN (
  SELECT kind FROM notifications_preference WHERE person_id = %s AND channel = 'app' AND NOT "on"))
"""


def unread_count(actor: Actor) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [list(actor.agencies), sorted(actor.principals), actor.person or 0])
        return int(cursor.fetchone()[0])


def history(actor: Actor, cursor: str | None = None, limit: int = 50) -> Page[NoticeRow]:
    """All notices, the newest first. Raises Refusal `paging.cursor`."""
    told = _told(actor)
    if cursor:
        at, ident = paging.decode(cursor, 2)
        try:
            instant, last = datetime.fromisoformat(str(at)), UUID(str(ident))
        except ValueError:
            paging.decode("", 2)  # refuses
            raise
        told = told.filter(at__lte=instant).filter(Q(at__lt=instant) | Q(id__lt=last))
    rows = list(told.order_by("-at", "-id").values("id", *_FIELDS)[: limit + 1])
    older = paging.encode([rows[limit - 1]["at"].isoformat(), rows[limit - 1]["id"]]) if len(rows) > limit else None
    once = {row["batch"]: row for row in reversed(rows[:limit])}
    shown = sorted(once.values(), key=lambda r: (r["at"], r["id"]), reverse=True)
    return Page([NoticeRow(**{name: row[name] for name in _FIELDS}) for row in shown], None, older)


def _told(actor: Actor) -> QuerySet[Notice]:
    off = Preference.objects.filter(person_id=actor.person or 0, channel=Channel.APP, on=False).values("kind")
    told: QuerySet[Notice] = Notice.objects.within(actor).filter(recipient__in=sorted(actor.principals))
    return told.exclude(urgent=False, kind__in=off)
