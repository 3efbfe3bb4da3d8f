"""What the web and worker roles may do to each table: applied by the owner after every migration, the only place that grants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg import sql

from tinhso.engines.postgres import Engine

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
APPEND = "SELECT, INSERT"
KEEP = "SELECT, INSERT, UPDATE"
WHOLE = "SELECT, INSERT, DELETE"

TABLES: dict[str, str] = {
    # evidence: nobody rewrites it (architecture, two walls, 5)
    "ledger_entry": APPEND,
    "ledger_link": APPEND,
    "ledger_seen": APPEND,
    "ledger_unchained": "SELECT, DELETE",  # filled by a trigger alone
    "events_happening": APPEND,
    # every version, opinion and signature is kept (ND30 Appendix VI.III.5a)
    "outgoing_version": APPEND,
    "outgoing_opinion": APPEND,
    "outgoing_signaturerecord": APPEND,
    "incoming_note": APPEND,
    # an original and what was made of it are never rewritten; a recall the recipient agreed to destroys them (ND30 Điều 18.4)
    "files_storedfile": WHOLE,
    "files_rendition": WHOLE,
    # a register line is voided, never deleted
    "numbering_line": KEEP,
    # an imported line is never changed; it goes when its whole import is withdrawn, of which the row stays
    "registers_oldline": WHOLE,
    "registers_oldregister": KEEP,
    # who kept the agency's key is never forgotten (ND30 Điều 32)
    "custody_custody": KEEP,
    "outgoing_outgoing": KEEP,
    "incoming_incoming": KEEP,
    # read through its functions only
    "search_entry": "",
    "search_listed": "",
    "django_migrations": "SELECT",
}
"""Tables that are not EVERYTHING."""


def apply(**_signal: Any) -> None:
    """Grant as the table above says. Run as owner; other roles do nothing."""
    if settings.TINHSO_ROLE != "owner":
        return
    engine = Engine(Path(settings.TINHSO_DATA))
    roles = sql.SQL(", ").join(sql.Identifier(str(engine.dsn(role)["user"])) for role in ("web", "worker"))
    with connection.cursor() as cursor:
        found = [info for info in connection.introspection.get_table_list(cursor) if info.type in ("t", "p")]
        for info in found:
            name, table = info.name, sql.Identifier(info.name)
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(table, roles).as_string(connection.connection))
            # A partition has no policy of its own: it is reached through its parent, whose wall then applies, or not at all.
            if privileges := "" if info.type == "p" else TABLES.get(name, EVERYTHING):
                grant = sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privileges), table, roles)
                cursor.execute(grant.as_string(connection.connection))
        grant = sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(roles)
        cursor.execute(grant.as_string(connection.connection))
