"""Rows not yet chained: told, chained by whoever looks, and a fault once they waited longer than ten minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from tests.core.ledger.conftest import Books
from tinhso.core.ledger.models import Link

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
    from django.db import connection

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
