"""The second wall on real transactions: a setting that leaks is invisible inside one that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import DataError, connection, transaction

from tests.cast import Cast, build_cast
from tinhso.core.access.public import acting, set_scope, system
from tinhso.documents.numbering.public import Series
from tinhso.engines.postgres import Engine

SERIES = "SELECT count(*) FROM numbering_series"


@pytest.fixture
def cast(committed: str) -> Cast:
    return build_cast()


@pytest.fixture
def web(cast: Cast, committed: str, engine: Engine) -> Iterator[psycopg.Connection]:
    """One connection as the web role, in autocommit: each `transaction()` on it is a real one."""
    with psycopg.connect(**{**engine.dsn("web"), "dbname": committed}, autocommit=True) as connected:
        yield connected


def scope(connected: psycopg.Connection, agencies: str) -> None:
    connected.execute("SELECT set_config('tinhso.agencies', %s, true)", [agencies])


def count(connected: psycopg.Connection) -> int:
    row = connected.execute(SERIES).fetchone()
    assert row is not None
    return int(row[0])


def test_without_a_scope_nothing_is_shown(web: psycopg.Connection) -> None:
    assert count(web) == 0
    with web.transaction():
        assert count(web) == 0


def test_a_scope_shows_its_agencies_and_no_other(web: psycopg.Connection, cast: Cast) -> None:
    with web.transaction():
        scope(web, f"{{{cast.agency}}}")
        found = web.execute("SELECT DISTINCT agency_id FROM numbering_series").fetchall()
        assert found == [(cast.agency,)]
        scope(web, f"{{{cast.agency},{cast.other}}}")
        assert count(web) == 6
        scope(web, "{}")
        assert count(web) == 0


def test_the_next_transaction_on_the_same_connection_shows_nothing(web: psycopg.Connection, cast: Cast) -> None:
    with web.transaction():
        scope(web, f"{{{cast.agency}}}")
        assert count(web) == 3
    # The setting now reads as an empty string, which once made the policy fail instead of showing nothing.
    assert web.execute("SELECT current_setting('tinhso.agencies', true)").fetchone() == ("",)
    assert count(web) == 0
    with web.transaction():
        assert count(web) == 0


def test_after_a_rollback_and_after_an_error_nothing_is_shown(web: psycopg.Connection, cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), web.transaction():
        scope(web, f"{{{cast.agency}}}")
        raise ZeroDivisionError
    assert count(web) == 0
    with pytest.raises(psycopg.errors.DivisionByZero), web.transaction():
        scope(web, f"{{{cast.agency}}}")
        web.execute("SELECT 1/0")
    assert count(web) == 0


@pytest.mark.parametrize("role", ["web", "worker", "owner"])
def test_writing_another_agencys_row_is_refused(role: str, cast: Cast, committed: str, engine: Engine) -> None:
    insert = "INSERT INTO numbering_series (agency_id, code, name, kind, types, active) VALUES (%s, %s, 'Sổ', 'administrative', '{}', true)"
    with psycopg.connect(**{**engine.dsn(role), "dbname": committed}, autocommit=True) as connected:
        with connected.transaction():
            scope(connected, f"{{{cast.agency}}}")
            connected.execute(insert, [cast.agency, f"cua-minh-{role}"])
        for agencies in (f"{{{cast.agency}}}", "{}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), connected.transaction():
                scope(connected, agencies)
                connected.execute(insert, [cast.other, "cua-nguoi"])


def test_a_row_cannot_be_moved_to_another_agency_nor_reached_by_update_or_delete(web: psycopg.Connection, cast: Cast) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), web.transaction():
        scope(web, f"{{{cast.agency}}}")
        web.execute("UPDATE numbering_series SET agency_id = %s", [cast.other])
    with web.transaction():
        scope(web, f"{{{cast.agency}}}")
        assert web.execute("UPDATE numbering_series SET name = 'x' WHERE agency_id = %s", [cast.other]).rowcount == 0
        assert web.execute("DELETE FROM numbering_series WHERE agency_id = %s", [cast.other]).rowcount == 0


@pytest.mark.parametrize("attempt", ["SET ROLE tinhso_owner", "RESET ROLE; SET SESSION AUTHORIZATION postgres", "ALTER TABLE numbering_series DISABLE ROW LEVEL SECURITY", "SET row_security = off; SELECT count(*) FROM numbering_series"])  # fmt: skip
def test_the_web_role_cannot_take_the_wall_down(web: psycopg.Connection, attempt: str) -> None:
    with pytest.raises(psycopg.errors.Error):
        web.execute(attempt)


def test_djangos_own_connection_is_bound_the_same_way(cast: Cast) -> None:
    with acting(cast.clerk):
        assert Series.objects.unscoped("the wall alone").count() == 3
    with transaction.atomic():
        assert Series.objects.unscoped("the wall alone").count() == 0
    with acting(system(cast.agency, also=(cast.other,))):
        assert Series.objects.unscoped("the wall alone").count() == 6
    assert Series.objects.unscoped("the wall alone").count() == 0


def test_an_acting_block_inside_another_sees_as_the_inner_one_and_ends_with_the_outer_transaction(cast: Cast) -> None:
    with acting(cast.clerk), acting(cast.other_clerk):
        assert set(Series.objects.unscoped("the wall alone").values_list("agency_id", flat=True)) == {cast.other}
    assert Series.objects.unscoped("the wall alone").count() == 0


def test_a_scope_outside_a_transaction_is_a_programming_error(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        set_scope([cast.agency])


def test_principals_with_quotes_and_backslashes_are_one_value(cast: Cast) -> None:
    odd = ['a"b', "c\\d", "{e,f}", "", "a1.f.công nghệ, số"]
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope([cast.agency], odd)
        cursor.execute("SELECT current_setting('tinhso.principals')::text[]")
        assert cursor.fetchone()[0] == odd


def test_an_agency_that_is_no_number_is_refused_before_it_reaches_the_database(cast: Cast) -> None:
    with pytest.raises(ValueError, match="invalid literal"), transaction.atomic():
        set_scope(["1}','x"])  # type: ignore[list-item]


def test_a_scope_written_by_hand_that_is_no_array_fails_closed(cast: Cast) -> None:
    with pytest.raises(DataError, match="malformed array"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tinhso.agencies', 'all', true)")
        cursor.execute(SERIES)
