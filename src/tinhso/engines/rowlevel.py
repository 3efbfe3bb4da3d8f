"""The database's wall as DDL: a row is seen and written only within the agencies set for the transaction.

NULLIF: on a pooled connection the setting of an earlier transaction comes back as an empty string, which must show nothing.
"""

from __future__ import annotations

POLICY = "agency_id = ANY (NULLIF(current_setting('tinhso.agencies', true), '')::int[])"


def wall_sql(table: str) -> list[str]:
    """Put a table with `agency_id` behind the wall, for its owner too."""
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY tinhso_agency ON "{table}" USING ({POLICY}) WITH CHECK ({POLICY})',
    ]


OWNER = "owner = ANY (NULLIF(current_setting('tinhso.principals', true), '')::text[])"


def private_sql(table: str) -> list[str]:
    """A walled table with `owner` (a principal): besides the agency's, a policy that lets through the owner's own transactions alone."""
    return [f'CREATE POLICY tinhso_owner ON "{table}" AS RESTRICTIVE USING ({OWNER}) WITH CHECK ({OWNER})']


def unprivate_sql(table: str) -> list[str]:
    return [f'DROP POLICY IF EXISTS tinhso_owner ON "{table}"']


def unwall_sql(table: str) -> list[str]:
    return [
        f'DROP POLICY IF EXISTS tinhso_agency ON "{table}"',
        f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
    ]
