"""Search within a type and between days, newest first where asked; people's own saved searches."""

from importlib import import_module

import django.db.models.manager
from django.db import migrations, models

from tinhso.core.access.migration import private, wall

# As in 0001; `newest` ranks by day, so that one function and one cursor serve both orders. What has no day comes last.
SEARCH = """
DROP FUNCTION tinhso_search(tsquery, tsquery, text[], real, bigint, integer);
CREATE FUNCTION tinhso_search(
    wanted tsquery, exact tsquery, of_kinds text[], of_type text, since date, until date, newest boolean,
    after_rank real, after_id bigint, at_most integer
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
                   CASE WHEN newest THEN coalesce(s.date - date '2000-01-01', -100000)::real
                        ELSE ((ts_rank(s.folded, wanted) + CASE WHEN s.accented @@ exact THEN 1 ELSE 0 END) * s.weight)::real
                   END AS rank
            FROM search_entry s
            WHERE s.folded @@ wanted
              AND s.agency_id = ANY (agencies)
              AND s.audience && principals
              AND (of_kinds IS NULL OR s.kind = ANY (of_kinds))
              AND (of_type IS NULL OR s.type = of_type)
              AND (since IS NULL OR s.date >= since)
              AND (until IS NULL OR s.date <= until)
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
ALTER TABLE search_entry ADD COLUMN type text NOT NULL DEFAULT '';
DROP FUNCTION tinhso_index(integer, text, text[], text, text, text, text, date, real, tsvector, tsvector);
CREATE FUNCTION tinhso_index(
    of_agency integer, of_aggregate text, of_audience text[], of_kind text, of_type text, of_title text, of_body text, of_url text,
    of_date date, of_weight real, in_folded tsvector, in_accented tsvector
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (of_agency = ANY (NULLIF(current_setting('tinhso.agencies', true), '')::integer[])) IS NOT TRUE THEN
        RAISE EXCEPTION 'tinhso_index: agency % is outside the scope', of_agency USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO search_entry (agency_id, aggregate, audience, kind, type, title, body, url, date, weight, folded, accented)
    VALUES (of_agency, of_aggregate, of_audience, of_kind, of_type, of_title, of_body, of_url, of_date, of_weight, in_folded, in_accented)
    ON CONFLICT (agency_id, aggregate) DO UPDATE SET
        audience = excluded.audience, kind = excluded.kind, type = excluded.type, title = excluded.title, body = excluded.body, url = excluded.url,
        date = excluded.date, weight = excluded.weight, folded = excluded.folded, accented = excluded.accented;
END
$$;
"""

_was = import_module("tinhso.core.search.migrations.0001_initial")
BACK = f"""
DROP FUNCTION tinhso_search(tsquery, tsquery, text[], text, date, date, boolean, real, bigint, integer);
DROP FUNCTION tinhso_index(integer, text, text[], text, text, text, text, text, date, real, tsvector, tsvector);
ALTER TABLE search_entry DROP COLUMN type;
{_was.SEARCH}
{_was.INDEX}
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.RunSQL([SEARCH, INDEX], BACK),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.IntegerField()),
                ("owner", models.TextField(help_text="principal: p7")),
                ("name", models.TextField()),
                ("asked", models.TextField(help_text="the page's address parameters")),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "plain",
                "constraints": [models.UniqueConstraint(fields=("owner", "agency_id", "name"), name="search_one_name")],
            },
            managers=[("objects", django.db.models.manager.Manager()), ("plain", django.db.models.manager.Manager())],
        ),
        wall("search_savedsearch"),
        private("search_savedsearch"),
    ]
