"""What a database holds, as one line a table: a backup writes it down in its own snapshot, a restore compares.

The dump's SHA-256 tells that the file arrived; this tells that its rows came back.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

_TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
ORDER BY 1, 2
"""
# A sum has no order, so no table is sorted or held in memory; MD5 is the same on every version and processor.
_DIGEST = """
SELECT count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::bigint), 0), coalesce(sum(('x' || right(h, 16))::bit(64)::bigint), 0)
FROM (SELECT md5((t.*)::text) AS h FROM {} t) AS hashed
"""
# How a row is written as text, whatever the server's or the role's own settings are; and an error where a policy would hide rows.
_TEXT = {"TimeZone": "UTC", "DateStyle": "ISO", "IntervalStyle": "iso_8601", "bytea_output": "hex", "extra_float_digits": "1",
         "xmloption": "content", "row_security": "off"}  # fmt: skip


def digests(connection: psycopg.Connection) -> dict[str, dict[str, Any]]:
    """`{"schema.table": {"count", "digest"}}` of every table, as the connection's transaction sees them. Reads every row once."""
    for name, value in _TEXT.items():
        connection.execute("SELECT set_config(%s, %s, true)", [name, value])
    found = {}
    for schema, table in connection.execute(_TABLES).fetchall():
        row = connection.execute(sql.SQL(_DIGEST).format(sql.Identifier(schema, table))).fetchone()
        assert row is not None
        found[f"{schema}.{table}"] = {"count": int(row[0]), "digest": f"{row[1]}:{row[2]}"}
    return found


def differing(kept: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]]) -> list[str]:
    """The tables whose rows are not those written down, in order."""
    return sorted(name for name in {*kept, *found} if kept.get(name) != found.get(name))
