"""What the ledger's tables are made of besides columns: triggers that refuse rewriting, and yearly partitions of the access log."""

from __future__ import annotations

REFUSE = """
CREATE FUNCTION tinhso_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""


def append_only(table: str) -> list[str]:
    """Refuse UPDATE, DELETE and TRUNCATE to everybody, the owner and replication included."""
    return [
        f"CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION tinhso_append_only()",
        f"CREATE TRIGGER append_only_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION tinhso_append_only()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_row",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_all",
    ]


# As its owner: nobody else puts anything into the queue, and an entry cannot come without its place in it.
QUEUE = [
    """
CREATE FUNCTION tinhso_await_chaining() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO ledger_unchained (entry_id) SELECT id FROM added;
  RETURN NULL;
END $$
""",
    "CREATE TRIGGER await_chaining AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added"
    " FOR EACH STATEMENT EXECUTE FUNCTION tinhso_await_chaining()",
]

SEEN = [
    "CREATE TABLE ledger_seen (id uuid NOT NULL, at timestamptz NOT NULL, agency_id integer NOT NULL, person_id integer, post_id integer,"
    " actor text NOT NULL, subject text NOT NULL, how text NOT NULL, detail text NOT NULL, PRIMARY KEY (at, id)) PARTITION BY RANGE (at)",
    *(
        f"CREATE TABLE ledger_seen_{year} PARTITION OF ledger_seen FOR VALUES FROM ('{year}-01-01 00:00+07') TO ('{year + 1}-01-01 00:00+07')"
        for year in range(2020, 2036)
    ),
    "CREATE TABLE ledger_seen_other PARTITION OF ledger_seen DEFAULT",
    "CREATE INDEX ledger_seen_subject ON ledger_seen (subject, at DESC)",
]

# Statement triggers are not handed down to partitions: without its own, one could be emptied by its name.
SEEN_KEPT = [
    statement
    for part in (*range(2020, 2036), "other")
    for statement in (
        f"CREATE TRIGGER append_only_all BEFORE TRUNCATE ON ledger_seen_{part} FOR EACH STATEMENT EXECUTE FUNCTION tinhso_append_only()",
        f"ALTER TABLE ledger_seen_{part} ENABLE ALWAYS TRIGGER append_only_all",
    )
]
