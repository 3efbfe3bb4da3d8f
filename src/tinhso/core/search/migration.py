"""Migration operation for lists whose filter takes words, so that a model's migration says in one line what the words are compared with."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from tinhso.kit.text import fold

Statement = str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | tuple[()] | None]
"""As RunSQL takes them; ours are words alone."""

# Every Latin letter with marks and the plain one it folds to; what is stored is composed (NFC).
_BARE = {c: fold(c) for c in map(chr, range(0xC0, 0x1EFA)) if len(fold(c)) == 1 and fold(c).isascii() and fold(c).isalpha()}


def listed(table: str, *columns: str) -> migrations.RunSQL:
    """What stands in `columns` of a walled table is found by `narrowed`: folded in its column `words`, which no model has, and in
    `search_listed` with its audience by a trigger, whoever writes the row and how.
    """
    forward: list[Statement] = [
        f"ALTER TABLE {table} ADD COLUMN words text GENERATED ALWAYS AS ({_folded(columns)}) STORED",
        f"""
CREATE FUNCTION tinhso_list_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_listed WHERE record = OLD.id;
    ELSIF TG_OP = 'INSERT' OR (NEW.agency_id, NEW.audience, NEW.words) IS DISTINCT FROM (OLD.agency_id, OLD.audience, OLD.words) THEN
        INSERT INTO search_listed (record, kind, agency_id, audience, words) VALUES (NEW.id, '{table}', NEW.agency_id, NEW.audience, NEW.words)
        ON CONFLICT (record) DO UPDATE SET agency_id = excluded.agency_id, audience = excluded.audience, words = excluded.words;
    END IF;
    RETURN NULL;
END
$$""",  # noqa: S608  (our own words)
        f"CREATE TRIGGER listed AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION tinhso_list_{table}()",
        # The owner's own wall is lifted for as long as he reads: what is there may be any agency's.
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"INSERT INTO search_listed (record, kind, agency_id, audience, words) SELECT id, '{table}', agency_id, audience, words FROM {table}",  # noqa: S608
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    ]
    back: list[Statement] = [
        f"DROP TRIGGER listed ON {table}",
        f"DROP FUNCTION tinhso_list_{table}()",
        f"DELETE FROM search_listed WHERE kind = '{table}'",  # noqa: S608
        f"ALTER TABLE {table} DROP COLUMN words",
    ]
    return migrations.RunSQL(forward, back, elidable=False)


def _folded(columns: tuple[str, ...]) -> str:
    """In the database what `kit.text.fold` does to what is typed, whatever the server's locale knows of letters."""
    together = " || ' ' || ".join(columns)
    return f"translate(lower({together}), '{''.join(_BARE)}', '{''.join(_BARE.values())}')"
