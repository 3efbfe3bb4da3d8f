"""The looks at an instant can fail: each thing they look at is spoiled here, on what the kills have left behind."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from psycopg.conninfo import make_conninfo

from tests.faults.instant import CLIENT, DISAGREEMENTS, Watch, disagreements, stuck
from tests.faults.rig import Rig
from tinhso.engines.blobs import Blobs
from tinhso.engines.postgres.server import Server

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")]

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
