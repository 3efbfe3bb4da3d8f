"""Loading and keeping the roster: one small query a call (a page that only reads: one in all), all rows only when something changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from tinhso.core.access.public import Role, once
from tinhso.core.people.models import Delegation, Grant, Post
from tinhso.core.people.roster import DelegationView, GrantView, PostView, Roster, Rows
from tinhso.kit import clock

_KEPT = 4  # versions side by side: an uncommitted change is seen by its own transaction alone
_cache: dict[UUID, Rows] = {}


def roster(at: datetime | None = None) -> Roster:
    """The posts held at an instant (the clock's now when None)."""
    return Roster(_rows(once("people", _version)), at or clock.now())


def _version() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute('SELECT version FROM "people_change"')
        version: UUID = cursor.fetchone()[0]
    return version


def _rows(version: UUID) -> Rows:
    known = _cache.get(version)
    if known is None:
        # Read after the version: rows newer than it are read again under the next version.
        known = Rows(_posts(), _delegations(), _grants())
        while len(_cache) >= _KEPT:
            _cache.pop(next(iter(_cache)), None)
        _cache[version] = known
    return known


def _posts() -> list[PostView]:
    rows = Post.objects.values_list(
        "id", "person_id", "person__name", "person__sort_key", "unit_id", "agency_id", "title", "role", "fields", "rank", "acting",
        "in_charge", "person__account_id", "valid_from", "valid_to",
    )  # fmt: skip
    return [PostView(*r[:7], Role(r[7]), tuple(r[8]), *r[9:13], *_here(*r[13:])) for r in rows]


def _delegations() -> list[DelegationView]:
    rows = Delegation.objects.order_by("id").values_list(
        "id", "mode", "from_post_id", "to_post_id", "doc_types", "fields", "content", "basis", "valid_from", "valid_to"
    )
    return [DelegationView(*r[:4], tuple(r[4]), tuple(r[5]), *r[6:8], *_here(*r[8:])) for r in rows]


def _grants() -> list[GrantView]:
    rows = Grant.objects.order_by("id").values_list("id", "post_id", "permission", "basis", "valid_from", "valid_to")
    return [GrantView(*r[:4], *_here(*r[4:])) for r in rows]


def _here(start: datetime, end: datetime | None) -> tuple[datetime, datetime | None]:
    """The database answers in UTC; a view's dates are those of Vietnam."""
    return start.astimezone(clock.VIETNAM), end and end.astimezone(clock.VIETNAM)
