"""A superuser's hand is found, not prevented: altered, removed, reordered rows, and a tail cut off."""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from typer.testing import CliRunner

from tests.conftest import cloned
from tests.core.ledger.conftest import Books
from tinhso.core.ledger.chain import row_of
from tinhso.core.ledger.models import Entry, Link
from tinhso.core.ledger.rules import GENESIS, chained
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


@pytest.fixture
def sound(books: Books) -> Books:
    books.write(6)
    books.chain()
    assert books.faults() == []
    return books


LAST = "(SELECT max(id) FROM ledger_entry)"
THIRD = "(SELECT id FROM ledger_entry WHERE subject = 'test:3')"
FOURTH = "(SELECT id FROM ledger_entry WHERE subject = 'test:4')"


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'Người khác'", "action = 'test.other'", "subject = 'test:33'", "detail = detail || '{\"step\": 9}'", "detail = '{}'",
        "agency_id = agency_id + 1", "person_id = NULL", "post_id = 99999", "at = at + interval '1 microsecond'",
        "really_at = really_at - interval '1 day'",
    ],
)  # fmt: skip
def test_an_altered_row_is_found_whatever_was_altered(sound: Books, change: str) -> None:
    sound.tamper(f"UPDATE ledger_entry SET {change} WHERE id = {THIRD}")
    found = sound.faults()
    assert len(found) == 1
    assert "bị sửa" in found[0].vi and "altered" in found[0].en
    assert found[0].seq == sound.judged() - 2, "the third of six"


def test_a_removed_row_is_found(sound: Books) -> None:
    sound.tamper(f"DELETE FROM ledger_entry WHERE id = {THIRD}")
    assert [f.en for f in sound.faults()] == ["The evidence row was removed."]


def test_a_row_removed_together_with_its_link_is_found(sound: Books) -> None:
    sound.tamper(f"DELETE FROM ledger_link WHERE entry_id = {THIRD}", f"DELETE FROM ledger_entry WHERE id = {THIRD}")
    assert any("missing" in f.en for f in sound.faults())


def test_two_rows_that_changed_places_are_found(sound: Books) -> None:
    sound.tamper(
        f"UPDATE ledger_link SET entry_id = -1 WHERE entry_id = {THIRD}",
        f"UPDATE ledger_link SET entry_id = {THIRD} WHERE entry_id = {FOURTH}",
        f"UPDATE ledger_link SET entry_id = {FOURTH} WHERE entry_id = -1",
    )
    assert len([f for f in sound.faults() if "reordered" in f.en]) == 2


def test_a_tail_cut_off_is_found_by_the_head_outside(sound: Books) -> None:
    sound.tamper(
        f"DELETE FROM ledger_link WHERE entry_id = {LAST}", f"DELETE FROM ledger_entry WHERE id = {LAST}",
    )  # fmt: skip
    found = sound.faults()
    assert len(found) == 1
    assert "tail was cut" in found[0].en


def test_a_tail_cut_and_written_anew_is_found(sound: Books) -> None:
    sound.tamper(f"DELETE FROM ledger_link WHERE entry_id = {LAST}", f"DELETE FROM ledger_entry WHERE id = {LAST}")
    sound.write(1, start=50)
    sound.chain()
    assert any("head kept outside" in f.en for f in sound.faults())


def test_a_chain_computed_anew_over_an_altered_row_is_found(sound: Books) -> None:
    """The hash has no key, so whoever owns the database can make the chain consistent again; the heads outside tell."""
    sound.tamper(f"UPDATE ledger_entry SET actor = 'Người khác' WHERE id = {FOURTH}", *_rechained(sound, FOURTH))
    found = sound.faults()
    assert found and all("head kept outside" in f.en for f in found)
    sound.chain()  # the product itself signs a head of the new chain a minute later: the old one still stands against it
    assert any("head kept outside" in f.en for f in sound.faults())


def _rechained(books: Books, altered: str) -> list[str]:
    with books.as_role("admin"), connection.cursor() as cursor:
        cursor.execute(f"SELECT {altered}")
        ident = cursor.fetchone()[0]
        previous, statements = GENESIS, []
        for link in Link.objects.order_by("seq"):
            entry = Entry.objects.get(pk=link.entry_id)
            if entry.id == ident:
                entry.actor = "Người khác"
            previous = chained(previous, link.seq, row_of(entry))
            statements.append(f"UPDATE ledger_link SET hash = '\\x{previous.hex()}' WHERE seq = {link.seq}")
    return statements


def heads(books: Books) -> Path:
    return books.data / "ledger-heads" / "heads.jsonl"


def test_a_head_with_a_wrong_signature_is_found(sound: Books) -> None:
    line = json.loads(heads(sound).read_text())
    line["seq"] -= 1
    heads(sound).write_text(json.dumps(line, sort_keys=True) + "\n")
    assert ["wrong signature" in f.en for f in sound.faults()] == [True]


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "not json", '{"seq": 1}', '{"signature": 5}', '{"signature": "AAAA", "seq": "x", "hash": 3}']
)
def test_a_head_that_is_no_head_is_a_fault_not_a_crash(sound: Books, line: str) -> None:
    with heads(sound).open("a") as out:
        out.write(line + "\n")
    assert ["wrong signature" in f.en for f in sound.faults()] == [True]


def test_heads_taken_away_are_missed_ten_minutes_later(sound: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    heads(sound).unlink()
    assert sound.faults() == [], "the worker may not have come yet"
    later = clock.real() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "real", lambda: later)
    [fault] = sound.faults()
    assert fault.seq == 1
    assert "no head" in fault.en


def test_a_head_signed_with_another_key_is_found(sound: Books) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    line = json.loads(heads(sound).read_text())
    del line["signature"]
    line["hash"] = hashlib.sha256(b"other").hexdigest()
    signed = Ed25519PrivateKey.generate().sign(json.dumps(line, sort_keys=True).encode())
    heads(sound).write_text(json.dumps({**line, "signature": base64.b64encode(signed).decode()}, sort_keys=True) + "\n")
    assert any("wrong signature" in f.en for f in sound.faults())


def test_heads_whose_key_was_lost_are_not_called_forged_and_no_key_is_made(sound: Books) -> None:
    key = sound.data / "secrets" / "ledger.key"
    key.unlink()
    [fault] = sound.faults()
    assert "secrets/ledger.key is missing" in fault.en and "Thiếu khóa" in fault.vi
    sound.write(1, start=60)
    with pytest.raises(Refusal) as refused:
        sound.chain()  # a new key would make every older head look forged
    assert refused.value.code == "ledger.key_missing"
    assert not key.exists()


WEB = [
    (table, verb)
    for table in ("ledger_entry", "ledger_link", "ledger_seen", "ledger_seen_2020", "events_happening")
    for verb in ("UPDATE {} SET {column} = {column}", "DELETE FROM {}", "TRUNCATE {}")
]
COLUMN = {"ledger_entry": "actor", "ledger_link": "seq", "ledger_seen": "how", "ledger_seen_2020": "how", "events_happening": "kind"}


@pytest.fixture(scope="module")
def shelf(engine: Engine, template: str) -> Iterator[str]:
    """A database with one row in each table of evidence; what follows is refused, so it may be shared."""
    with cloned(engine, template) as name:
        with psycopg.connect(**{**engine.dsn("admin"), "dbname": name}) as admin:
            admin.execute(
                "INSERT INTO ledger_entry (id, agency_id, actor, action, subject, detail, at, really_at)"
                " VALUES (1, 7, '', '', '', '{}', now(), now())"
            )
            admin.execute("INSERT INTO ledger_link VALUES (1, 1, '')")
            admin.execute(
                "INSERT INTO ledger_seen (id, at, agency_id, actor, subject, how, detail)"
                " VALUES (gen_random_uuid(), '2020-03-09 08:00+07', 7, '', '', 'view', '')"
            )
        yield name


@pytest.mark.parametrize("role", ["web", "worker"])
@pytest.mark.parametrize(("table", "verb"), WEB)
def test_rewriting_is_refused_to_web_and_worker_by_grants(shelf: str, engine: Engine, role: str, table: str, verb: str) -> None:
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"permission denied for (table|relation)")
    with psycopg.connect(**{**engine.dsn(role), "dbname": shelf}) as connected, refused:
        connected.execute(verb.format(table, column=COLUMN[table]))


@pytest.mark.parametrize("role", ["owner", "admin"])
@pytest.mark.parametrize(("table", "verb"), [case for case in WEB if case[0].startswith("ledger_")])
def test_rewriting_is_refused_to_the_owner_by_trigger(shelf: str, engine: Engine, role: str, table: str, verb: str) -> None:
    with psycopg.connect(**{**engine.dsn(role), "dbname": shelf}) as connected:
        connected.execute("SELECT set_config('tinhso.agencies', '{7}', true)")
        if role == "admin":
            connected.execute("SET session_replication_role = replica")  # ENABLE ALWAYS: not even as a replica
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            connected.execute(verb.format(table, column=COLUMN[table]))


def test_the_command_exits_0_when_sound_and_1_with_a_line_for_each_fault(books: Books) -> None:
    from tinhso.cli.ledger import app

    data = Path(settings.TINHSO_DATA)
    books.data = data
    kept = data / "ledger-heads" / "heads.jsonl"
    kept.unlink(missing_ok=True)
    try:
        books.write(4)
        books.chain()
        with books.as_role("admin"):
            sound = CliRunner().invoke(app, ["verify", "--data", str(data)])
        assert (sound.exit_code, "✓" in sound.output) == (0, True), sound.output
        books.tamper(f"DELETE FROM ledger_entry WHERE id = {LAST}")
        with books.as_role("admin"):
            broken = CliRunner().invoke(app, ["verify", "--data", str(data)])
        assert broken.exit_code == 1
        assert "Dòng bằng chứng đã bị xóa." in broken.output and "The evidence row was removed." in broken.output
    finally:
        kept.unlink(missing_ok=True)


def test_every_backup_chains_what_was_done_and_signs_the_end_anew_and_carries_it_along(
    books: Books, engine: Engine, tmp_path: Path
) -> None:
    from tinhso.cli.backup import app

    books.data = data = Path(settings.TINHSO_DATA)
    kept = data / "ledger-heads" / "heads.jsonl"
    kept.unlink(missing_ok=True)
    try:
        books.write(3)  # not chained yet, as in the minute before the sequencer comes
        written = []
        for name in ("one.tar", "two.tar"):
            with books.as_role("admin"):
                done = CliRunner().invoke(app, [str(tmp_path / name), "--data", str(data)])
            assert done.exit_code == 0, done.output
            with tarfile.open(tmp_path / name) as archive:
                member = archive.extractfile("ledger-heads/heads.jsonl")
                assert member is not None
                assert member.read() == kept.read_bytes(), "the archive holds the line of its own backup"
            written.append([json.loads(line) for line in kept.read_text().splitlines()])
        assert [len(lines) for lines in written] == [1, 2], "a line by every backup, also where nothing was done between them"
        first, second = written[1]
        assert first == written[0][0]
        assert first["seq"] == second["seq"] == books.judged()
        assert first["at"] < second["at"] and first["signature"] != second["signature"]
        assert books.faults() == []
        kept.write_text(kept.read_text().replace(first["hash"], "0" * 64))
        assert [fault.en for fault in books.faults()] == [f"Head kept outside, line {line}: wrong signature." for line in (1, 2)]
    finally:
        kept.unlink(missing_ok=True)
