"""The trigger behind a room's snapshot cache: every writing statement gives the room's one `change` row a new random version."""

from __future__ import annotations

from django.db import migrations


def renewal(room: str, *tables: str) -> migrations.RunSQL:
    """Operation for a migration of `room`, whose `<room>_change` table exists; `tables` without the room's prefix."""
    forward = [
        f"INSERT INTO {room}_change (id, version) VALUES (1, gen_random_uuid())",  # noqa: S608  # names written in migrations
        f"CREATE FUNCTION {room}_renew() RETURNS trigger LANGUAGE plpgsql AS"  # noqa: S608
        f" $$ BEGIN UPDATE {room}_change SET version = gen_random_uuid(); RETURN NULL; END $$",
    ]
    forward += [
        f"CREATE TRIGGER {room}_renews AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {room}_{table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {room}_renew()"
        for table in tables
    ]
    back = [f"DROP TRIGGER {room}_renews ON {room}_{table}" for table in tables] + [f"DROP FUNCTION {room}_renew()"]
    return migrations.RunSQL(tuple(forward), tuple(back))
