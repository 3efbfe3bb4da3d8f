"""The ledger: rows in the act's own transaction, chained after commit, its end signed outside the database."""

from __future__ import annotations

import json
import stat
import threading
from datetime import datetime

import pytest
from django.db import connection

from tests.core.ledger.conftest import Books
from tinhso.core.access.public import acting, record
from tinhso.core.ledger.models import Entry, Link
from tinhso.core.ledger.public import sequence
from tinhso.kit import clock


def test_a_row_keeps_who_on_which_post_and_both_instants(books: Books) -> None:
    clerk = books.cast.clerk
    with clock.at(datetime(2020, 3, 9, 8, tzinfo=clock.VIETNAM)), acting(clerk):
        record(clerk, "test.act", "test:1", step=1)
        row = Entry.objects.get(subject="test:1")
    assert (row.agency_id, row.person_id, row.post_id, row.actor) == (clerk.agency, clerk.person, clerk.post, f"{clerk.name} (Văn thư)")
    assert row.at == datetime(2020, 3, 9, 8, tzinfo=clock.VIETNAM)
    assert abs((row.really_at - clock.real()).total_seconds()) < 60


def test_a_row_vanishes_with_its_act(books: Books) -> None:
    with pytest.raises(ZeroDivisionError), acting(books.cast.clerk):
        record(books.cast.clerk, "test.act", "test:gone")
        raise ZeroDivisionError
    with acting(books.cast.clerk):
        assert not Entry.objects.filter(subject="test:gone").exists()


def test_an_agency_reads_its_own_rows_only(books: Books) -> None:
    books.write(2)
    with acting(books.cast.clerk):
        assert set(Entry.objects.values_list("agency_id", flat=True)) == {books.cast.agency}


def test_rows_are_chained_once_and_a_sound_chain_has_no_fault(books: Books) -> None:
    before = books.judged()
    books.write(7)
    assert books.chain() == 7
    assert books.chain() == 0
    assert books.judged() == before + 7
    books.write(3, start=7)
    assert books.faults() == []
    assert books.chain() == 3
    assert books.faults() == []


def test_a_row_whose_transaction_commits_late_is_chained_later_and_nothing_moves(books: Books) -> None:
    late_may_commit, written = threading.Event(), threading.Event()

    def late() -> None:
        try:
            with acting(books.cast.clerk):
                record(books.cast.clerk, "test.act", "test:late")
                written.set()
                assert late_may_commit.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    thread.start()
    assert written.wait(20)
    books.write(3)
    assert books.chain() == 3
    with books.as_role("admin"):
        before = list(Link.objects.order_by("seq").values_list("seq", "entry_id"))
    late_may_commit.set()
    thread.join()
    assert books.chain() == 1
    with books.as_role("admin"):
        after = list(Link.objects.order_by("seq").values_list("seq", "entry_id"))
        assert Entry.objects.get(subject="test:late").id == after[-1][1] < after[-2][1]
    assert after[:-1] == before
    assert books.faults() == []


def test_sequencers_at_once_chain_every_row_exactly_once(books: Books) -> None:
    books.write(40)
    errors: list[BaseException] = []
    done: list[int] = []

    def run() -> None:
        try:
            while chained := sequence(batch=5):
                done.append(chained)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    with books.as_role("admin"):
        threads = [threading.Thread(target=run) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert sum(done) == 40
    assert books.faults() == []


def test_two_agencies_never_wait_for_each_other_to_leave_evidence(books: Books) -> None:
    """One transaction stays open with its row; another agency's and the sequencer go on."""
    with acting(books.cast.clerk):
        record(books.cast.clerk, "test.act", "test:open")
        finished: list[str] = []

        def other() -> None:
            try:
                with acting(books.cast.other_clerk):
                    record(books.cast.other_clerk, "test.act", "test:other")
                finished.append("other")
            finally:
                connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
        assert finished == ["other"]


def lines(books: Books) -> list[dict[str, object]]:
    return [json.loads(line) for line in (books.data / "ledger-heads" / "heads.jsonl").read_bytes().splitlines()]


def test_heads_are_signed_lines_written_when_the_end_has_moved(books: Books) -> None:
    books.write(2)
    books.chain()
    books.chain()
    books.write(1, start=2)
    books.chain()
    written = lines(books)
    assert [int(str(line["seq"])) - int(str(written[0]["seq"])) for line in written] == [0, 1]
    assert {"origin", "seq", "hash", "at", "signature"} == set(written[0])
    assert stat.S_IMODE((books.data / "secrets" / "ledger.key").stat().st_mode) == 0o600


def test_an_unfinished_last_line_is_tolerated_and_cut_off_by_the_next(books: Books) -> None:
    books.write(2)
    books.chain()
    heads = books.data / "ledger-heads" / "heads.jsonl"
    with heads.open("ab") as out:
        out.write(b'{"at": "2020-03-09T08:00:00+07:00", "ha')
    assert books.faults() == []
    books.write(2, start=2)
    books.chain()
    assert len(lines(books)) == 2
    assert books.faults() == []
