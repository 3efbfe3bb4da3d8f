"""What the words typed into a list's filter are compared with, and the one door to it: see `narrowing`."""

from django.db import migrations

# Every two and three letters of a word that follow one another: LIKE finds no part of a word by an index of its own. The kind is one more.
PARTS = """
CREATE FUNCTION tinhso_parts(kind text, words text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT part) || kind
    FROM generate_series(1, length(words) - 1) place, LATERAL (VALUES (substr(words, place, 2)), (substr(words, place, 3))) p (part)
    WHERE part NOT LIKE '% %'
$$;
"""

TABLE = """
CREATE TABLE search_listed (
    record uuid PRIMARY KEY,
    kind text NOT NULL,
    agency_id integer NOT NULL,
    audience text[] NOT NULL,
    words text NOT NULL
);
CREATE INDEX search_listed_found ON search_listed USING gin (audience, tinhso_parts(kind, words));
REVOKE ALL ON search_listed FROM PUBLIC;
"""

# No sequential scan whatever the planner holds of the words: that is what the index is for.
FUNCTION = """
CREATE FUNCTION tinhso_listed(parts text[], patterns text[], at_most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
    agencies integer[] := NULLIF(current_setting('tinhso.agencies', true), '')::integer[];
    principals text[] := NULLIF(current_setting('tinhso.principals', true), '')::text[];
BEGIN
    RETURN QUERY
    SELECT s.record FROM search_listed s
    WHERE tinhso_parts(s.kind, s.words) @> parts
      AND s.audience && principals
      AND s.agency_id = ANY (agencies)
      AND s.words LIKE ALL (patterns)
    LIMIT at_most;
END
$$;
"""

BACK = """
DROP FUNCTION tinhso_listed(text[], text[], integer);
DROP TABLE search_listed;
DROP FUNCTION tinhso_parts(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_within")]
    operations = [migrations.RunSQL([PARTS, TABLE, FUNCTION], BACK)]
