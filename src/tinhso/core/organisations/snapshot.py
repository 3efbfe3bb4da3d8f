"""Loading and keeping directories: one small query a call (a page that only reads: one in all), all rows only when something changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from tinhso.core.access.public import once
from tinhso.core.organisations.directory import Directory, Rows
from tinhso.core.organisations.models import Channel, Succession, UnitCode, UnitVersion
from tinhso.kit import clock

_KEPT = 4  # versions side by side: an uncommitted change is seen by its own transaction alone
_cache: dict[UUID, Rows] = {}


def directory(on: date | None = None) -> Directory:
    """The tree valid on a day (the clock's today when None), cached in the process until a write renews the room's version."""
    return _rows(once("organisations", _version)).directory(on or clock.today())


def _version() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute('SELECT version FROM "organisations_change"')
        version: UUID = cursor.fetchone()[0]
    return version


def _rows(version: UUID) -> Rows:
    known = _cache.get(version)
    if known is None:
        # Read after the version: rows newer than it are read again under the next version.
        known = Rows(
            versions=_plain(UnitVersion.objects.order_by("valid_from", "id").values(*_VERSION)),
            codes=_plain(UnitCode.objects.order_by("id").values("unit_id", "value", "canonical", "valid_from", "valid_to")),
            channels=_plain(Channel.objects.order_by("id").values("unit_id", "way", "address", "valid_from", "valid_to")),
            successions=_plain(Succession.objects.order_by("id").values("from_unit_id", "to_unit_id", "date")),
        )
        while len(_cache) >= _KEPT:
            _cache.pop(next(iter(_cache)), None)
        _cache[version] = known
    return known


def _plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return list(rows)


_VERSION = (
    "unit_id", "unit__kind", "unit__agency_id", "name", "short_name", "abbreviation", "superior_line", "parent_id", "place",
    "collective", "collective_name", "head_title", "level", "level_label", "contact", "fields", "valid_from", "valid_to",
)  # fmt: skip
