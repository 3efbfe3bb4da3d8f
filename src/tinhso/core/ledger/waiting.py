"""Rows not yet chained: how many, since when, and what that means for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from tinhso.core.ledger.rules import Fault
from tinhso.kit import clock

WITHIN = timedelta(minutes=10)
"""The worker chains and signs every minute; what takes longer is a fault."""
QUEUED = "e.id = ANY (ARRAY(SELECT entry_id FROM ledger_unchained))"
"""Entries `e` that wait to be chained, by their queue: as cheap as they are few."""
_UNLINKED = "NOT EXISTS (SELECT 1 FROM ledger_link l WHERE l.entry_id = e.id)"
OLDEST_FIRST = "SELECT e.* FROM ledger_entry e WHERE " + QUEUED + " ORDER BY e.id LIMIT %s"  # noqa: S608  (our own words)
_QUERY = "SELECT count(*), min(e.really_at) FROM ledger_entry e WHERE "
QUERY = _QUERY + QUEUED


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing protects a row before it is chained: one altered or removed meanwhile cannot be told.

    Unused ids prove nothing either, since every act that is rolled back leaves one.
    """

    count: int
    oldest: datetime | None

    @property
    def age(self) -> timedelta:
        return clock.real() - self.oldest if self.oldest else timedelta()

    @property
    def late(self) -> bool:
        return self.age > WITHIN

    def faults(self) -> list[Fault]:
        if not self.late:
            return []
        vi, en = long(self.age)
        return [
            Fault(
                0,
                f"{self.count} dòng bằng chứng chưa được xâu chuỗi, dòng cũ nhất đã đợi {vi}: trong thời gian đó không gì bảo vệ chúng, "
                "nếu có dòng bị sửa hay bị xóa thì không thể biết.",
                f"{self.count} evidence rows were not chained, the oldest has waited {en}: nothing protected them meanwhile, "
                "whether one was altered or removed cannot be told.",
            )
        ]


def waiting() -> Waiting:
    """Over all agencies: the caller's scope or role must see them."""
    return _counted(QUERY)


def unlinked() -> Waiting:
    """As `waiting`, but reads the whole ledger: what somebody took out of the queue is found too."""
    return _counted(_QUERY + _UNLINKED)


def _counted(query: str) -> Waiting:
    with connection.cursor() as cursor:
        cursor.execute(query)
        count, oldest = cursor.fetchone()
    return Waiting(count, oldest)


def long(age: timedelta) -> tuple[str, str]:
    """An age in words, in its largest unit, Vietnamese and English."""
    seconds = max(0, int(age.total_seconds()))
    for size, vi, en in ((86_400, "ngày", "days"), (3_600, "giờ", "hours"), (60, "phút", "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {vi}", f"{seconds // size} {en}"
    return f"{seconds} giây", f"{seconds} seconds"
