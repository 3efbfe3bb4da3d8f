"""Agencies whose key could sign and has no keeper, over the whole instance: for `doctor`, without Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import psycopg

_EVERYWHERE = """
SELECT set_config('tinhso.agencies', (SELECT '{' || string_agg(id::text, ',') || '}' FROM organisations_unit WHERE kind = 'agency'), true)
"""
_UNKEPT = """
SELECT v.name, p.name, o.valid_to
  FROM custody_key k
  JOIN organisations_unitversion v ON v.unit_id = k.agency_id AND v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to > %(day)s)
  LEFT JOIN custody_custody c ON c.key_id = k.id AND c.given_back_at IS NULL
  LEFT JOIN people_post o ON o.id = c.post_id
  LEFT JOIN people_person p ON p.id = o.person_id
 WHERE k.holder = 'agency' AND k.revoked_at IS NULL AND k.valid_from <= %(at)s AND k.valid_to >= %(at)s
   AND (o.id IS NULL OR o.valid_to <= %(at)s)
 ORDER BY v.name, k.id
"""


@dataclass(frozen=True, slots=True)
class Unkept:
    """`keeper` left his post at `until` with the key in his charge; None where nobody has it."""

    agency: str
    keeper: str | None
    until: datetime | None


def unkept(connection: psycopg.Connection, at: datetime) -> list[Unkept]:
    """In one transaction of `connection`, of any role. Agencies that have been closed need no keeper."""
    connection.execute(_EVERYWHERE)
    return [Unkept(*row) for row in connection.execute(_UNKEPT, {"at": at, "day": at.date()})]
