"""Rows not yet chained: told, chained by whoever looks, and a fault once they waited longer than ten minutes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from tests.core.ledger.conftest import Books
from tinhso.core.ledger.models import Link, Unchained
from tinhso.core.ledger.public import sequence, waiting
from tinhso.engines.postgres import Role

FILL = import_module("tinhso.core.ledger.migrations.0002_unchained").FILL
ROLES: tuple[Role, ...] = ("web", "worker")
OLDER = "UPDATE ledger_entry SET really_at = really_at - interval '3 days' WHERE subject LIKE 'test:%'"


def test_rows_just_written_are_counted_and_no_fault(books: Books) -> None:
    books.chain()
    books.write(5)
    with books.as_role("admin"):
        from tinhso.core.ledger.public import verify

        verdict = verify(books.data)
    assert (verdict.faults, verdict.waiting.count, verdict.waiting.late) == ([], 5, False)


@pytest.mark.parametrize("chained_before", [True, False])
def test_rows_that_waited_longer_than_ten_minutes_are_a_fault_that_says_how_many_and_how_long(books: Books, chained_before: bool) -> None:
    if chained_before:
        books.chain()
    else:
        books.tamper("DELETE FROM ledger_link", "DELETE FROM ledger_entry")
    books.write(5)
    books.tamper(OLDER, "DELETE FROM ledger_entry WHERE subject = 'test:2'")
    [fault] = books.faults()
    assert fault.vi.startswith("4 dòng bằng chứng chưa được xâu chuỗi, dòng cũ nhất đã đợi 3 ngày")
    assert "4 evidence rows were not chained, the oldest has waited 3 days" in fault.en
    assert "cannot be told" in fault.en


@pytest.fixture
def house(books: Books) -> Iterator[Books]:
    """The session's own folder, so that the commands find the server."""
    books.data = Path(settings.TINHSO_DATA)
    kept = books.data / "ledger-heads" / "heads.jsonl"
    kept.unlink(missing_ok=True)
    yield books
    kept.unlink(missing_ok=True)


def test_the_command_tells_what_waited_chains_it_and_is_content_the_next_time(house: Books) -> None:
    from tinhso.cli.ledger import app

    house.chain()
    house.write(5)
    house.tamper(OLDER)
    with house.as_role("admin"):
        first = CliRunner().invoke(app, ["verify", "--data", str(house.data)])
        second = CliRunner().invoke(app, ["verify", "--data", str(house.data)])
        links = Link.objects.count()
    assert first.exit_code == 1, first.output
    assert "5 evidence rows were not chained, the oldest has waited 3 days" in first.output
    assert second.exit_code == 0, second.output
    assert f"✓ {links} việc" in second.output and links >= 5


def test_a_backup_chains_what_waits_signs_its_end_and_names_what_waited_too_long(house: Books, tmp_path: Path) -> None:
    from tinhso.cli.backup import seal_ledger

    house.write(5)
    house.tamper(OLDER)
    with house.as_role("admin"):
        [(vi, en)], [] = seal_ledger(house.engine, again=True)
        assert "3 ngày" in vi and "3 days" in en
        assert seal_ledger(house.engine, again=True) == ([], [])
    assert house.faults() == []
    assert (house.data / "ledger-heads" / "heads.jsonl").exists()


def test_the_doctor_tells_rows_that_wait_and_a_lost_key(house: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    from tinhso.cli._checks import ledger
    from tinhso.engines.postgres import Engine

    dsn = Engine.dsn
    monkeypatch.setattr(Engine, "dsn", lambda self, role: {**dsn(self, role), "dbname": connection.settings_dict["NAME"]})
    house.chain()
    house.write(2)
    assert [(f.status, f.en) for f in ledger(house.data)] == [("ok", "2 evidence rows wait to be chained.")]
    house.tamper(OLDER)
    [found] = ledger(house.data)
    assert found.status == "warn" and "3 days" in found.en and "tinhso ledger verify" in found.fix_en
    house.chain()
    key = house.data / "secrets" / "ledger.key"
    kept = key.read_bytes()
    key.unlink()
    try:
        assert [f.status for f in ledger(house.data)] == ["bad", "ok"]
    finally:
        key.write_bytes(kept)
        key.chmod(0o600)


def test_looking_for_what_waits_costs_what_waits_and_not_what_the_ledger_holds(books: Books) -> None:
    columns = "(agency_id, actor, action, subject, detail, at, really_at)"
    with books.as_role("admin"), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO ledger_entry {columns} SELECT 1, '', '', '', '{{}}', now(), now() FROM generate_series(1, 20000)")
        cursor.execute(
            "INSERT INTO ledger_link SELECT (SELECT max(seq) FROM ledger_link) + row_number() OVER (ORDER BY entry_id), entry_id, ''"
            " FROM ledger_unchained"
        )
        cursor.execute("TRUNCATE ledger_unchained")
        cursor.execute("ANALYZE ledger_entry, ledger_link")
    books.write(5)
    with books.as_role("admin"):
        asked = []
        with CaptureQueriesContext(connection) as caught:
            assert waiting().count == 5 and sequence() == 5
        with connection.cursor() as cursor:
            for query in (q["sql"] for q in caught if q["sql"].startswith("SELECT") and "ledger_entry" in q["sql"]):
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}")
                plan = cursor.fetchone()[0][0]["Plan"]
                asked.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
    assert len(asked) == 2 and max(asked) < 50, "pages of 20,000 rows would be hundreds"


def test_an_entry_that_somebody_took_out_of_the_queue_is_told(books: Books) -> None:
    books.write(5)
    books.tamper(OLDER, "DELETE FROM ledger_unchained WHERE entry_id = (SELECT max(id) FROM ledger_entry)")
    assert books.chain() == 4
    [fault] = books.faults()
    assert "1 evidence rows were not chained" in fault.en


def test_nobody_but_the_act_itself_puts_anything_into_the_queue(books: Books) -> None:
    for role in ROLES:
        refused, at = pytest.raises(psycopg.errors.InsufficientPrivilege), books.engine.dsn(role)
        with psycopg.connect(**{**at, "dbname": connection.settings_dict["NAME"]}) as connected, refused:
            connected.execute("INSERT INTO ledger_unchained VALUES (1)")


def test_what_waits_at_the_upgrade_is_in_the_queue_after_it(books: Books) -> None:
    """Of every agency: the owner has no scope while he migrates, and his own wall stands again afterwards."""
    books.write(4)
    with books.as_role("admin"), connection.cursor() as cursor:
        wanted = list(Unchained.objects.order_by("pk").values_list("pk", flat=True))
        cursor.execute("TRUNCATE ledger_unchained")
    with books.as_role("owner"), connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement)
    with books.as_role("admin"), connection.cursor() as cursor:
        assert list(Unchained.objects.order_by("pk").values_list("pk", flat=True)) == wanted and len(wanted) == 4
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'ledger_entry'")
        assert cursor.fetchone() == (True,)
