"""Numbers, seals and deliveries over HTTP by four clerks at once, while processes are killed (Điều 15; documents.md 8.2)."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import tarfile
import time
from collections import Counter
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from tests.faults.conftest import ISSUES, KILLS, REQUESTS
from tests.faults.instant import CLIENT, DISAGREEMENTS, Watch, disagreements, stuck
from tests.faults.points import POINTS
from tests.faults.rig import Rig
from tinhso.cli._rows import differing
from tinhso.engines.blobs import Blobs
from tinhso.engines.postgres import Engine
from tinhso.engines.postgres.server import Server

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")]

SEED = 20210115
LEAD = 6
"""So many documents each clerk is ahead of the kills."""


def shared_out(documents: list[str], chance: random.Random) -> list[list[str]]:
    chance.shuffle(documents)
    return [documents[i::4] for i in range(4)]


def test_dieu_15_two_hundred_requests_at_once_over_midnight_in_two_series(instance: tuple[Rig, Server]) -> None:
    made, server = instance
    chance = random.Random(SEED)
    share = REQUESTS // 4
    old = [made.documents(f"{kind} 2020", share) for kind in ("official_letter", "report")]
    new = [made.documents(f"{kind} 2021", share) for kind in ("official_letter", "report")]
    before, after = [d for kind in old for d in kind], [d for kind in new for d in kind]
    orders = [[*first, *then] for first, then in zip(shared_out(before, chance), shared_out(after, chance), strict=True)]
    with made.serving(server, "2020-12-31T23:59:48+07:00"):
        # Documents that print the new year are asked for until midnight has passed.
        outcomes = made.outcomes(made.clerks(orders, way="number", insist=False, patience=200))
        again = [o["document"] for o in outcomes if o["state"] == "refused" and o["document"] in after]
        outcomes = [o for o in outcomes if o["document"] not in again]
        outcomes += made.outcomes(made.clerks(shared_out(again, chance), way="number", insist=True, patience=120))
    states = Counter(o["state"] for o in outcomes)
    assert set(states) <= {"numbered", "refused"}, [o for o in outcomes if o["state"] not in ("numbered", "refused")][:2]
    assert {o["document"] for o in outcomes if o["state"] == "numbered"} >= set(after)
    with made.engine.connect("admin") as admin:
        lines = admin.execute("SELECT series_id, year, array_agg(number ORDER BY given_at) FROM numbering_line GROUP BY 1, 2").fetchall()
    series_of = {series for series, _, _ in lines}
    assert len(series_of) == 2
    assert sum(len(numbers) for _, _, numbers in lines) == states["numbered"]
    assert sorted((series, year) for series, year, _ in lines) == [(s, y) for s in sorted(series_of) for y in (2020, 2021)]
    assert states["numbered"] >= REQUESTS // 2 + 1
    for series, year, numbers in lines:
        assert numbers == list(range(1, len(numbers) + 1)), f"series {series} of {year}"
    assert made.wrong() == []


def test_killed_at_named_points_and_at_random_nothing_is_lost_doubled_or_left_half_done(
    instance: tuple[Rig, Server], tmp_path_factory: pytest.TempPathFactory
) -> None:
    made, server = instance
    chance = random.Random(SEED)
    documents = [d for kind in ("official_letter", "report") for d in made.documents(f"{kind} 2021", ISSUES // 2)]
    plans = [POINTS[i % len(POINTS)] for i in range(KILLS)]
    chance.shuffle(plans)
    archive = tmp_path_factory.mktemp("backup") / "while-it-works.tar"
    taking: subprocess.Popen[str] | None = None
    meanwhile = 0
    with made.serving(server, "2021-03-01T08:00:00+07:00"):
        made.open_gate(LEAD)
        clerks = made.clerks(shared_out(documents, chance), way="mixed", patience=900)
        turn = 0
        # A point that nobody came to goes to the end of the row, as long as there is work to come to it.
        while plans and (any(clerk.poll() is None for clerk in clerks) or made.busy()):
            turn += 1
            # Work is let in as kills fall; a turn in which nobody came (all wait, or a process restarts) lets in an eighth of that.
            missed = turn - 1 - len(made.kills)
            made.open_gate(LEAD + ISSUES // 4 * (8 * len(made.kills) + missed) // (KILLS * 10))
            if turn >= KILLS // 3 and not meanwhile and not under_way(taking):  # again, until a kill falls into it
                taking = made.command("backup", str(archive))
            if turn % 5 == 0:
                made.kill_some(chance, spare_database=under_way(taking))
            elif not made.kill_at(plans[0], patience=2.0):
                plans.append(plans.pop(0))
                continue
            else:
                plans.pop(0)
            meanwhile += under_way(taking)
            found = made.wrong_now()
            assert found == [], f"seed {SEED}, kill {len(made.kills)} ({made.kills[-1]}), after {made.kills[-6:-1]}: {found}"
        made.open_gate()
        outcomes = made.outcomes(clerks)
        assert [o for o in outcomes if o["state"] not in ("numbered", "issued")] == []
        while under_way(taking):
            time.sleep(0.1)
        made.until_at_rest()
    named = [kill for kill in made.kills if not kill.startswith("random")]
    looks = sorted(made.watch.seconds)
    print(f"{len(named)} kills at points, {len(made.kills) - len(named)} at random, {meanwhile} of them during the backup;"
          f" {len(looks)} looks, median {looks[len(looks) // 2]:.2f} s, longest {looks[-1]:.2f} s")  # fmt: skip
    assert len(named) >= KILLS * 10 // 11, f"nobody came to {plans}"  # a few may find no work left to come to them
    assert set(named) == set(POINTS)
    assert len({kill for kill in made.kills if kill.startswith("random")}) == 4, "each kind of process"
    assert meanwhile, "none fell during the backup"
    with made.engine.connect("admin") as admin:
        query = "SELECT state, count(*) FROM outgoing_outgoing WHERE id = ANY(%s) GROUP BY 1"
        assert admin.execute(query, [documents]).fetchall() == [("issued", ISSUES)]
    assert made.wrong() == []
    made.archive = archive


def under_way(command: subprocess.Popen[str] | None) -> bool:
    if command is None or command.poll() is None:
        return command is not None
    assert command.returncode == 0, command.stdout and command.stdout.read()
    return False


def test_a_backup_taken_meanwhile_comes_back_as_its_snapshot_and_goes_on(instance: tuple[Rig, Server], tmp_path: Path) -> None:
    made, _ = instance
    if made.archive is None:
        pytest.skip("the kills above did not come to their end")
    data = tmp_path / "restored"
    restoring = made.command("restore", str(made.archive), data=data)
    assert restoring.wait(120) == 0, restoring.stdout and restoring.stdout.read()
    with tarfile.open(made.archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json") or io.BytesIO())
    assert manifest["missing"] == []
    chain = ["public.ledger_link", "public.ledger_unchained"]  # what waited when the backup was taken is chained by the restore
    document = made.documents("official_letter 2021", 1)[0]
    other = Rig.restored(data, made)
    with Engine(data).owned() as server:
        assert differing(manifest["rows"], other.rows()) in ([], chain)
        store = Blobs(data / "blobs")
        with other.engine.connect("admin") as admin:
            named = admin.execute("SELECT sha256 FROM files_storedfile UNION SELECT sha256 FROM files_rendition").fetchall()
        assert sorted(store) == sorted(name for (name,) in named)
        assert all(store.verify(sha256) for sha256 in store)
        assert other.wrong_now() == [], "one instant of the work"
        verifying = other.command("ledger", "verify")
        assert verifying.wait(60) == 0, verifying.stdout and verifying.stdout.read()
        last = other.last_number()
        assert 0 < last < made.last_number(), "numbers were given before it and after"
        with other.serving(server, "2021-03-02T08:00:00+07:00"):
            outcomes = other.outcomes(other.clerks([[document]], way="worker", patience=100))
            assert [o["state"] for o in outcomes] == ["numbered"]
            other.until_at_rest()
        with other.engine.connect("admin") as admin:
            assert admin.execute("SELECT number FROM outgoing_outgoing WHERE id = %s", [document]).fetchone() == (last + 1,)
        assert other.wrong() == []


# The looks can fail: each thing they look at is spoiled, on what the kills have left behind (in this file: one process runs a file).
TAMPERED = {
    "a register does not run": "DELETE FROM numbering_line WHERE number = 3 AND year = 2021 AND document_kind = 'outgoing'",
    "a line without its series": "UPDATE numbering_line SET year = 1999 WHERE number = 3 AND year = 2021",
    "numbers do not follow dates": "UPDATE numbering_line SET date = date - 1 WHERE number = 40 AND year = 2021",
    "a number without its one register line": "UPDATE outgoing_outgoing SET notation = notation || 'x' WHERE id = (%s)",
    "a state that its number": "DELETE FROM outgoing_signaturerecord WHERE part = 'agency' AND document_id = (%s)",
    "issued and told once": "UPDATE events_happening SET aggregate = 'outgoing:gone' WHERE aggregate = 'outgoing:' || (%s)",
    "an issued document has a dispatch": "DELETE FROM exchange_dispatch WHERE document = (%s)",
    "a dispatch to nobody": "UPDATE outgoing_outgoing SET state = 'recalling' WHERE id = (%s)",
    "a dispatch is wholly delivered": "DELETE FROM exchange_inbound WHERE consignment IN (SELECT consignment FROM exchange_dispatch WHERE document = (%s))",
    "an arrival that nobody sent": "UPDATE exchange_inbound SET consignment = gen_random_uuid() WHERE true",
    "a job that was given up": "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'exchange.deliver'",
}
ISSUED = "SELECT id FROM outgoing_outgoing WHERE state = 'issued' ORDER BY id LIMIT 1"


@pytest.mark.parametrize("sentence", TAMPERED)
def test_the_look_sees_what_is_wrong(instance: tuple[Rig, Server], sentence: str) -> None:
    made, _ = instance
    assert len(TAMPERED) == len(DISAGREEMENTS), "one for each thing that is looked at"
    with made.engine.connect("admin") as admin:
        if admin.execute(ISSUED).fetchone() is None:
            pytest.skip("the kills above did not come to their end")
        assert disagreements(admin) == []
        for (table,) in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
            admin.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
        admin.execute(TAMPERED[sentence].replace("(%s)", f"({ISSUED})"))
        found = disagreements(admin)
        admin.rollback()
    assert any(one.startswith(sentence) for one in found), found


def test_the_look_sees_a_damaged_file_and_a_lost_one(instance: tuple[Rig, Server]) -> None:
    made, _ = instance
    store = Blobs(made.data / "blobs")
    with made.engine.connect("admin") as admin:
        row = admin.execute(
            "SELECT sha256 FROM files_storedfile WHERE id = (SELECT file_id FROM outgoing_outgoing WHERE state = 'issued' LIMIT 1)"
        ).fetchone()
    if row is None:
        pytest.skip("the kills above did not come to their end")
    path = store.path(str(row[0]))
    content = path.read_bytes()
    try:
        path.unlink()
        assert any("absent or damaged" in one for one in made.wrong_now())
        path.write_bytes(content.replace(b"/V (", b"/V(!", 1))
        again = Watch(made.engine, made.data)
        again.judged = made.watch.judged - {path.name}
        found = again.wrong()
        assert any("absent or damaged" in one for one in found)
        assert any("FAILED" in one for one in found), found
    finally:
        path.write_bytes(content)


CLIENT_PROGRAM = """
import os, psycopg
connection = psycopg.connect(os.environ["DSN"], application_name=os.environ["PREFIX"] + str(os.getpid()))
connection.execute("SELECT pg_advisory_xact_lock(7)")
print("held", flush=True)
connection.execute("SELECT pg_sleep(600)")
"""


def test_the_look_sees_a_lock_that_outlives_its_client(instance: tuple[Rig, Server]) -> None:
    """A server process in the middle of a query does not notice that its client was killed."""
    made, _ = instance
    environment = {
        **os.environ,
        "DSN": make_conninfo(**{name: str(value) for name, value in made.engine.dsn("admin").items()}),
        "PREFIX": CLIENT,
    }
    client = subprocess.Popen([sys.executable, "-c", CLIENT_PROGRAM], env=environment, stdout=subprocess.PIPE, text=True)
    assert client.stdout is not None
    assert client.stdout.readline() == "held\n"
    assert stuck(made.engine, patience=0) == [], "its client lives"
    client.kill()
    client.communicate()
    (found,) = stuck(made.engine, patience=0.3)
    assert "client is dead" in found
    assert "advisory" in found
    with made.engine.connect("admin") as admin:
        admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE %s", [f"{CLIENT}%"])
    assert stuck(made.engine, patience=0.3) == []
