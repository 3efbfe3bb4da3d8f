"""What the database itself says of its walls, roles and grants: a table added without them fails here."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from tinhso.core.access.grants import EVERYTHING, TABLES
from tinhso.engines.postgres import Engine
from tinhso.engines.rowlevel import OWNER, POLICY

OPEN_TABLES = {
    "organisations_unit": "the tree of agencies is public inside the instance",
    "people_post": "who holds which post is the instance's telephone book; the Actor is made from it before any scope is set",
    "search_entry": "no grant at all: read and written only through functions that apply the same array themselves",
    "search_listed": "no grant at all: filled by the triggers of what is listed, read through a function as search_entry is",
}
"""Tables with `agency_id` and no wall, each with its reason."""

TABLES_WITH_AGENCY = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       (SELECT array_agg(p.polcmd::text || ' ' || pg_get_expr(p.polqual, p.polrelid) || ' / ' || pg_get_expr(p.polwithcheck, p.polrelid))
          FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
   AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'agency_id' AND NOT a.attisdropped)
 ORDER BY 1
"""


def ask(query: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def test_every_table_with_an_agency_stands_behind_the_wall_or_says_why_not(db: None) -> None:
    rows = ask(TABLES_WITH_AGENCY)
    assert len(rows) > 15
    bare = {str(name) for name, enabled, forced, policies in rows if not (enabled and forced and policies)}
    assert bare == set(OPEN_TABLES)


def test_every_wall_is_the_one_policy_for_reading_and_writing(db: None) -> None:
    compare = "".join(POLICY.split()).replace("::int[]", "").replace("(", "").replace(")", "")
    for name, enabled, _, policies in ask(TABLES_WITH_AGENCY):
        if not enabled:
            continue
        assert isinstance(policies, list) and len(policies) == 1, name
        command, _, both = policies[0].partition(" ")
        using, _, check = both.partition(" / ")
        assert command == "*", name
        for expression in (using, check):
            plain = "".join(expression.split()).replace("::text", "").replace("::integer[]", "").replace("(", "").replace(")", "")
            assert plain == compare, name


PRIVATE = ("folders_folder", "folders_mark", "phrases_phraselist", "search_savedsearch")
"""Tables whose rows their owner alone sees, whoever else belongs to the agency."""


def test_what_is_private_to_a_person_stands_behind_a_policy_of_its_own_besides(db: None) -> None:
    """Restrictive: both must let a row through, for reading and for writing."""
    found = ask(
        "SELECT relname, polcmd::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)"
        " FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE NOT polpermissive ORDER BY relname"
    )
    assert [(name, command) for name, command, _, _ in found] == [(name, "*") for name in PRIVATE]
    wanted = "".join(OWNER.split()).replace("::text[]", "").replace("(", "").replace(")", "")
    for _, _, *expressions in found:
        for expression in expressions:
            plain = "".join(str(expression).split()).replace("::text[]", "").replace("::text", "").replace("(", "").replace(")", "")
            assert plain == wanted


def test_partitions_give_no_way_around_their_parents_wall(db: None) -> None:
    """A partition has no policy of its own, so nobody but its owner may name it."""
    query = """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relispartition AND c.relkind = 'r'
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
         AND (has_table_privilege(%s, c.oid, 'SELECT') OR has_table_privilege(%s, c.oid, 'INSERT') OR has_table_privilege(%s, c.oid, 'UPDATE'))
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        web = str(cursor.fetchone()[0])
    worker = web.removesuffix("web") + "worker"
    assert ask(query, web, worker, web) == []


def test_tests_run_as_the_web_role_and_neither_web_nor_worker_nor_owner_can_bypass(db: None, engine: Engine) -> None:
    me = ask("SELECT current_user, session_user")[0]
    assert me == (engine.role("web"), engine.role("web"))
    names = [engine.role(role) for role in ("web", "worker", "owner")]
    rights = ask(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = ANY(%s)", names
    )
    assert len(rights) == 3
    assert all(not any(row[1:]) for row in rights)
    memberships = "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = ANY(%s)"
    assert ask(memberships, names[:2]) == []


def privileges(table: str, role: str) -> set[str]:
    all_of_them = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    return {p for p in all_of_them if ask("SELECT has_table_privilege(%s, %s, %s)", role, f'public."{table}"', p)[0][0]}


@pytest.mark.parametrize("role", ["web", "worker"])
def test_grants_are_as_declared_for_every_table(db: None, engine: Engine, role: str) -> None:
    names = {str(n) for (n,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert set(TABLES) <= names, "the table of grants names tables that do not exist"
    partitions = {
        str(n)
        for (n,) in ask("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relnamespace = 'public'::regnamespace")
    }
    for name in sorted(names - partitions):
        declared = {p.strip() for p in TABLES.get(name, EVERYTHING).split(",") if p.strip()}
        assert privileges(name, engine.role(role)) == declared, name


def test_the_search_table_cannot_be_read_but_through_its_function(db: None) -> None:
    with pytest.raises(Exception, match="permission denied for table search_entry"):
        ask("SELECT count(*) FROM search_entry")


def test_only_the_owner_makes_tables_and_functions(db: None, engine: Engine) -> None:
    for role in ("web", "worker"):
        assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", engine.role(role)) == [(False,)]
    foreign = ask(
        "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE c.relnamespace = 'public'::regnamespace"
        " AND c.relkind IN ('r', 'p', 'v') AND r.rolname <> %s",
        engine.role("owner"),
    )
    assert foreign == []


def test_a_function_with_its_owners_rights_fixes_its_search_path(db: None) -> None:
    rows = ask("SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef")
    assert rows
    for name, settings in rows:
        assert isinstance(settings, list) and any(s.startswith("search_path=") for s in settings), name


def test_the_owner_sees_nothing_without_a_scope_either(db: None, engine: Engine) -> None:
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**{**engine.dsn("owner"), "dbname": name}) as owner:
        assert owner.execute("SELECT count(*) FROM ledger_entry").fetchone() == (0,)
