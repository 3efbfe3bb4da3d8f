"""The index, and the only three doors to it. The table has no grant and no policy: see the room's docstring."""

from django.db import migrations

TABLE = """
CREATE TABLE search_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id integer NOT NULL,
    aggregate text NOT NULL,
    audience text[] NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    url text NOT NULL,
    date date,
    weight real NOT NULL DEFAULT 1,
    folded tsvector NOT NULL,
    accented tsvector NOT NULL,
    UNIQUE (agency_id, aggregate)
);
CREATE INDEX search_entry_folded ON search_entry USING gin (folded);
REVOKE ALL ON search_entry FROM PUBLIC;
"""

# plan_cache_mode: how many rows a query finds depends on its words. An unset scope is an empty array and shows nothing.
SEARCH = """
CREATE FUNCTION tinhso_search(
    wanted tsquery, exact tsquery, of_kinds text[], after_rank real, after_id bigint, at_most integer
) RETURNS TABLE (id bigint, agency_id integer, aggregate text, kind text, title text, body text, url text, date date, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    agencies integer[] := NULLIF(current_setting('tinhso.agencies', true), '')::integer[];
    principals text[] := NULLIF(current_setting('tinhso.principals', true), '')::text[];
BEGIN
    RETURN QUERY
    SELECT e.id, e.agency_id, e.aggregate, e.kind, e.title, e.body, e.url, e.date, f.rank
    FROM (
        SELECT m.id, m.rank
        FROM (
            SELECT s.id,
                   ((ts_rank(s.folded, wanted) + CASE WHEN s.accented @@ exact THEN 1 ELSE 0 END) * s.weight)::real AS rank
            FROM search_entry s
            WHERE s.folded @@ wanted
              AND s.agency_id = ANY (agencies)
              AND s.audience && principals
              AND (of_kinds IS NULL OR s.kind = ANY (of_kinds))
        ) m
        WHERE after_id IS NULL OR (m.rank, m.id) < (after_rank, after_id)
        ORDER BY m.rank DESC, m.id DESC
        LIMIT least(at_most, 200)
    ) f
    JOIN search_entry e ON e.id = f.id
    ORDER BY f.rank DESC, f.id DESC;
END
$$;
"""

INDEX = """
CREATE FUNCTION tinhso_index(
    of_agency integer, of_aggregate text, of_audience text[], of_kind text, of_title text, of_body text, of_url text, of_date date,
    of_weight real, in_folded tsvector, in_accented tsvector
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (of_agency = ANY (NULLIF(current_setting('tinhso.agencies', true), '')::integer[])) IS NOT TRUE THEN
        RAISE EXCEPTION 'tinhso_index: agency % is outside the scope', of_agency USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO search_entry (agency_id, aggregate, audience, kind, title, body, url, date, weight, folded, accented)
    VALUES (of_agency, of_aggregate, of_audience, of_kind, of_title, of_body, of_url, of_date, of_weight, in_folded, in_accented)
    ON CONFLICT (agency_id, aggregate) DO UPDATE SET
        audience = excluded.audience, kind = excluded.kind, title = excluded.title, body = excluded.body, url = excluded.url,
        date = excluded.date, weight = excluded.weight, folded = excluded.folded, accented = excluded.accented;
END
$$;
"""

UNINDEX = """
CREATE FUNCTION tinhso_unindex(of_agency integer, of_aggregate text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (of_agency = ANY (NULLIF(current_setting('tinhso.agencies', true), '')::integer[])) IS NOT TRUE THEN
        RAISE EXCEPTION 'tinhso_unindex: agency % is outside the scope', of_agency USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM search_entry WHERE agency_id = of_agency AND aggregate = of_aggregate;
    RETURN FOUND;
END
$$;
"""

BACK = """
DROP FUNCTION tinhso_unindex(integer, text);
DROP FUNCTION tinhso_index(integer, text, text[], text, text, text, text, date, real, tsvector, tsvector);
DROP FUNCTION tinhso_search(tsquery, tsquery, text[], real, bigint, integer);
DROP TABLE search_entry;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL([TABLE, SEARCH, INDEX, UNINDEX], BACK)]
