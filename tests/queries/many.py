"""Ten thousand records and more in every table: the first hundred copied in the database, as other people's for the most part."""

from __future__ import annotations

from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from tests.cast import Cast
from tinhso.engines.postgres import Engine

ENDED, WAITING = 101, 3
"""Copies of each of the first hundred: of what grows for ever, and of what waits for somebody."""
STEP = 1_000_000
"""Copy number g of a record with a number for its id has the id + g * STEP."""


@dataclass(frozen=True)
class Copied:
    """`times` copies (numbered g) of the rows that are there; `changed` is column → SQL. A column `id` of numbers without it counts on."""

    table: str
    times: int
    changed: dict[str, str] = field(default_factory=dict)
    where: str = "true"


def of(column: str) -> str:
    """The copy's own id, as every table that refers to it makes it too."""
    return f"md5({column}::text || g)::uuid"


def few(mine: str, others: str) -> str:
    """One copy in forty stays mine."""
    return f"CASE WHEN hashtext({{key}}::text || g) % 40 = 0 THEN {mine} ELSE {others} END"


def copies(cast: Cast) -> tuple[Copied, ...]:
    """Parts before what they are parts of: the constraints look at them all at COMMIT. Most copies are of what has ended, as in a real year."""
    all_only = few("audience", f"ARRAY['a{cast.agency}.all', 'a{cast.agency}.clerk']")
    apart = {"agency_id": str(cast.other)}
    out = {
        "id": of("id"), "number": "number + g * 2000", "notation": "CASE WHEN number IS NULL THEN '' ELSE number + g * 2000 || '/STNA-CN' END",
        "issue_date": "issue_date - 1 - g / 10", "state_at": "state_at - g * interval '2 hours'", "audience": all_only,
    }  # fmt: skip
    into = {
        "id": of("id"), "arrival_number": "arrival_number + g * 2000", "arrival_date": "arrival_date - 1 - g / 10",
        "arrived_at": "arrived_at - g * interval '2 hours'", "state_at": "state_at - g * interval '2 hours'", "audience": all_only,
    }  # fmt: skip
    line = {
        "id": of("id"), "document": of("document"), "number": "number + g * 2000",
        "notation": "number + g * 2000 || CASE document_kind WHEN 'outgoing' THEN '/STNA-CN' ELSE '' END",
    }  # fmt: skip
    issued, done = "state = 'issued' AND secrecy = ''", "state = 'done'"
    of_issued, of_done = (
        f"IN (SELECT id FROM {table} WHERE {which})" for table, which in (("outgoing_outgoing", issued), ("incoming_incoming", done))
    )
    assigned = {
        "id": of("id"),
        "document_id": of("document_id"),
        "directive_id": of("directive_id"),
        "principal": few("principal", f"'o{STEP}'"),
    }
    whole = {"id": of("id"), "document_id": of("document_id")}
    newest = f"id > (SELECT max(id) FROM {{table}} WHERE id < {STEP}) - 100"
    return (
        # What ended long ago has been acknowledged: of what waits there are few.
        Copied("outgoing_recipient", ENDED, {**whole, "delivery": "'03'"}, f"document_id {of_issued} AND ordinal = 1"),
        Copied("numbering_line", ENDED, line, f"document {of_issued} OR document {of_done}"),
        Copied("outgoing_outgoing", ENDED, out, issued),
        Copied("outgoing_outgoing", WAITING, out, f"NOT ({issued})"),
        Copied("outgoing_recipientgroup", ENDED, {"name": "name || '.' || g", **apart}),
        Copied("incoming_assignment", ENDED, assigned, f"part = 'lead' AND document_id {of_done}"),
        Copied("incoming_directive", ENDED, whole, f"document_id {of_done}"),
        Copied("incoming_incoming", ENDED, into, done),
        Copied("incoming_incoming", WAITING, into, f"NOT ({done})"),
        Copied("incoming_envelope", ENDED, {
            "id": of("id"), "at": "at - g * interval '2 hours'", "addressee_id": few("addressee_id", str(cast.colleague.post)),
        }),
        Copied("registers_oldline", ENDED, {"id": of("id"), "key": "key || '.' || g", "number": "number + g * 2000", "day": "day + g / 2"}),
        Copied("exchange_dispatch", ENDED, {
            "consignment": of("consignment"), "document": of("document"), "recipient": of("recipient"), "state": few("state", "'delivered'"),
        }),
        Copied("exchange_statusmessage", ENDED, {"id": of("id"), "message": of("message"), "consignment": of("consignment")}),
        Copied("work_task", ENDED, {"id": of("id"), "subject": "subject || '.' || g", "done_at": "done_at - g * interval '2 hours'"}, "state = 'done'"),
        Copied("work_task", WAITING, {
            "id": of("id"), "subject": "subject || '.' || g", "assignee": few("assignee", "assignee || '99999'"),
            "unit_id": few("unit_id", str(STEP)), "from_post": few("from_post", str(STEP)),
        }, "state = 'open' AND kind <> 'outgoing.sign'"),
        Copied("notifications_notice", ENDED, {"id": of("id"), "batch": of("batch"), "recipient": few("recipient", "recipient || '99999'")}),
        Copied("search_entry", ENDED, {"aggregate": "split_part(aggregate, ':', 1) || ':' || md5(aggregate || g)::uuid", "audience": all_only}),
        Copied("events_happening", ENDED),
        Copied("procrastinate_jobs", ENDED, {}, "status = 'succeeded'"),
        Copied("procrastinate_jobs", WAITING, {}, "status <> 'succeeded'"),
        Copied("people_account", ENDED, {"id": f"id + g * {STEP}", "login": "login || '.' || g"}, newest),
        Copied("people_post", ENDED, {
            "id": f"id + g * {STEP}", "person_id": f"person_id + g * {STEP}", "unit_id": str(cast.other_unit), "agency_id": str(cast.other),
        }, "valid_to IS NULL AND person_id IN (SELECT id FROM people_person WHERE name LIKE 'Người %')"),
        Copied("people_person", ENDED, {"id": f"id + g * {STEP}", "account_id": f"account_id + g * {STEP}"}, newest),
        Copied("people_delegation", WAITING * 10, {"from_post_id": str(cast.other_director.post), "to_post_id": str(cast.other_specialist.post)}),
        Copied("organisations_unitversion", ENDED, {"unit_id": f"unit_id + g * {STEP}", "parent_id": str(cast.other)}, "name LIKE 'Phòng số %'"),
        Copied("organisations_unit", ENDED, {"id": f"id + g * {STEP}", **apart}, newest),
        Copied("custody_key", ENDED, {"serial": "serial || '.' || g", **apart}),
    )  # fmt: skip


def multiply(engine: Engine, database: str, cast: Cast) -> None:
    """As the administrator, past both walls, and the planner told as autovacuum would have done."""
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": database}, autocommit=True) as admin:
        with admin.transaction():
            for copied in copies(cast):
                _copy(admin, copied)
            admin.execute("INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'started', now() FROM procrastinate_jobs")
        admin.execute("VACUUM ANALYZE")


def analysed(engine: Engine, database: str) -> None:
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": database}, autocommit=True) as admin:
        admin.execute("ANALYZE")


def _copy(admin: psycopg.Connection, copied: Copied) -> None:
    found = admin.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'"
        " AND (column_name <> 'id' OR %s) ORDER BY ordinal_position",
        [copied.table, "id" in copied.changed],
    ).fetchall()
    names = [row[0] for row in found]
    key = "id" if copied.table != "exchange_dispatch" else "consignment"
    values = [copied.changed.get(name, f'"{name}"').replace("{key}", key) for name in names]
    table = sql.Identifier(copied.table)
    admin.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}, generate_series(1, {}) g WHERE {}").format(
            table, sql.SQL(", ").join(map(sql.Identifier, names)), sql.SQL(", ").join(map(sql.SQL, values)), table, sql.Literal(copied.times),
            sql.SQL(copied.where.replace("{table}", copied.table)),
        )
    )  # fmt: skip
