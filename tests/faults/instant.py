"""What must hold at every instant, in the middle of the work and right after a kill, seen in one snapshot of the database.

Free of Django, in the test's own process: looked at after each kill. What has to wait until all is quiet is in `check`.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import psycopg

from tinhso.engines.blobs import Blobs
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.signing.judge import judge
from tinhso.signing.trust import TrustStore

CLIENT = "fault-"
"""Before the process id in the name by which the processes of the rig are known to PostgreSQL."""

_AWAITED = "(SELECT args ->> '{0}' FROM procrastinate_jobs WHERE task_name = '{1}' AND status IN ('todo', 'doing'))"
DISAGREEMENTS = {
    "a register does not run from its first number to its last without a gap (Điều 15)": """
        SELECT y.series_id, y.year, y.began_after, y.last_number, array_agg(l.number ORDER BY l.number)
        FROM numbering_seriesyear y LEFT JOIN numbering_line l USING (series_id, year) GROUP BY y.id
        HAVING count(l.id) <> y.last_number - y.began_after OR count(DISTINCT l.number) <> count(l.id)
            OR min(l.number) <> y.began_after + 1 OR max(l.number) <> y.last_number""",
    "a line without its series and year": """
        SELECT l.notation FROM numbering_line l LEFT JOIN numbering_seriesyear y USING (series_id, year) WHERE y.id IS NULL""",
    "numbers do not follow dates": """
        SELECT * FROM (SELECT series_id, year, number, date, lag(date) OVER w AS former, given_at, lag(given_at) OVER w AS earlier
                       FROM numbering_line WINDOW w AS (PARTITION BY series_id, year ORDER BY number)) l
        WHERE date < former OR given_at < earlier OR extract(year FROM date) <> year""",
    "a number without its one register line, or a line without its document": """
        SELECT coalesce(l.document, o.id), l.notation, o.notation, o.state
        FROM (SELECT * FROM numbering_line WHERE document_kind = 'outgoing' AND voided_at IS NULL) l
        FULL JOIN (SELECT * FROM outgoing_outgoing WHERE number IS NOT NULL AND state <> 'void') o ON o.id = l.document
        WHERE l.id IS NULL OR o.id IS NULL OR o.printed_year <> l.year
           OR (l.number, l.notation, l.date) IS DISTINCT FROM (o.number, o.notation, o.issue_date)""",
    "a state that its number or seal denies": """
        SELECT o.id, o.state, o.number, count(s.id) FROM outgoing_outgoing o
        LEFT JOIN outgoing_signaturerecord s ON s.document_id = o.id AND s.part = 'agency' GROUP BY o.id
        HAVING (o.state IN ('numbered', 'sealed', 'issued')) <> (o.number IS NOT NULL)
            OR (o.state IN ('sealed', 'issued'))::int <> count(s.id) OR bool_or(s.file_id <> o.file_id)""",
    "issued and told once, or neither": """
        SELECT o.id, o.state, count(h.id) FROM outgoing_outgoing o
        LEFT JOIN events_happening h ON h.kind = 'outgoing.issued' AND h.aggregate = 'outgoing:' || o.id GROUP BY o.id
        HAVING count(h.id) <> (o.state = 'issued')::int""",
    "an issued document has a dispatch for each recipient, or the job that makes them is waiting": f"""
        SELECT * FROM (
          SELECT o.id, h.id AS happening, h.id IN (SELECT happening_id FROM events_delivery WHERE handler = 'tinhso.exchange.handlers.issued')
                 AS told, h.id::text IN {_AWAITED.format("happening", "events.deliver")} AS awaited,
                 (SELECT count(*) FROM outgoing_recipient r WHERE r.document_id = o.id AND r.channel = 'instance') AS recipients,
                 (SELECT count(*) FROM exchange_dispatch d WHERE d.document = o.id) AS dispatches
          FROM outgoing_outgoing o JOIN events_happening h ON h.kind = 'outgoing.issued' AND h.aggregate = 'outgoing:' || o.id) x
        WHERE NOT (CASE WHEN told THEN dispatches = recipients ELSE dispatches = 0 AND awaited END)""",
    "a dispatch to nobody, or of what is not issued": """
        SELECT d.consignment, o.state FROM exchange_dispatch d LEFT JOIN outgoing_recipient r ON r.id = d.recipient
        LEFT JOIN outgoing_outgoing o ON o.id = r.document_id
        WHERE o.id IS NULL OR o.state <> 'issued' OR o.id <> d.document OR r.channel <> 'instance'""",
    "a dispatch is wholly delivered at both sides, or not at all and its job is waiting": f"""
        SELECT * FROM (
          SELECT d.consignment, d.state, r.delivery, d.consignment::text IN {_AWAITED.format("consignment", "exchange.deliver")} AS awaited,
                 (i.consignment IS NOT NULL)::int AS arrivals, (n.id IS NOT NULL)::int AS incoming
          FROM exchange_dispatch d LEFT JOIN outgoing_recipient r ON r.id = d.recipient
          LEFT JOIN exchange_inbound i USING (consignment) LEFT JOIN incoming_incoming n ON n.consignment = d.consignment AND n.id = i.document
        ) x WHERE NOT (CASE WHEN state = 'delivered' THEN arrivals = 1 AND incoming = 1 AND delivery ~ '^0[1-6]$'
                       ELSE state = 'waiting' AND arrivals = 0 AND incoming = 0 AND awaited END)""",
    "an arrival that nobody sent": """
        SELECT i.consignment FROM exchange_inbound i LEFT JOIN exchange_dispatch d USING (consignment) WHERE d.consignment IS NULL
        UNION ALL SELECT n.consignment FROM incoming_incoming n LEFT JOIN exchange_inbound i USING (consignment)
        WHERE n.channel = 'electronic' AND i.consignment IS NULL""",
    "a job that was given up, or that outlived the act that asked for it": """
        SELECT j.id, j.task_name, j.args, j.status, j.attempts FROM procrastinate_jobs j
        WHERE j.status NOT IN ('todo', 'doing', 'succeeded')
              AND NOT jsonb_exists(j.args, 'timestamp') -- by the minute: one that loses its database has a successor
           OR j.task_name = 'events.deliver' AND NOT EXISTS (SELECT 1 FROM events_happening WHERE id = (j.args ->> 'happening')::bigint)
           OR j.task_name = 'exchange.deliver' AND NOT EXISTS (SELECT 1 FROM exchange_dispatch WHERE consignment = (j.args ->> 'consignment')::uuid)
           OR j.task_name IN ('incoming.verify', 'incoming.read', 'incoming.reindex') AND NOT EXISTS (SELECT 1 FROM incoming_incoming WHERE id = (j.args ->> 'document')::uuid)
           OR j.task_name = 'outgoing.finish' AND NOT EXISTS (
                SELECT 1 FROM outgoing_outgoing WHERE id = (j.args ->> 'document')::uuid AND number IS NOT NULL)""",
}
"""Sentence and query: a row that the query finds is something wrong. Names of 20 rows at most are shown."""

_HELD = """
SELECT a.pid, a.application_name, a.state, a.query, array_agg(DISTINCT l.locktype || ' ' || l.mode),
       bool_or(l.locktype = 'advisory' AND l.granted), coalesce(max(clock_timestamp() - l.waitstart) > interval '30 s', false)
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend'
GROUP BY a.pid, a.application_name, a.state, a.query
"""


class Watch:
    """Looks again and again; what cannot change (a blob, its verdict) is looked at once."""

    def __init__(self, engine: Engine, data: Path) -> None:
        self._engine, self._blobs = engine, Blobs(data / "blobs")
        self._trust = TrustStore.of_folder(data / "trust")
        self._whole: set[str] = set()
        self.judged: set[str] = set()
        """SHA-256 of every issued file found to verify and to show its number."""
        self.seconds: list[float] = []

    def wrong(self) -> list[str]:
        """What is wrong at this instant, in sentences."""
        began = time.monotonic()
        with self._engine.connect("admin") as connection:
            connection.isolation_level, connection.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
            found = disagreements(connection)
            kept = connection.execute("SELECT sha256 FROM files_storedfile UNION SELECT sha256 FROM files_rendition").fetchall()
            issued = connection.execute(
                "SELECT f.sha256, o.notation, o.number FROM outgoing_outgoing o LEFT JOIN files_storedfile f ON f.id = o.file_id"
                " WHERE o.state IN ('sealed', 'issued')"
            ).fetchall()
        found += self._bytes({str(sha256) for (sha256,) in kept})
        for sha256, notation, number in issued:
            if sha256 not in self.judged:
                faults = list(self._faults_of(sha256, number))
                self.judged |= set() if faults else {sha256}
                found += [f"{notation}: {fault}" for fault in faults]
        found += stuck(self._engine)
        self.seconds.append(time.monotonic() - began)
        return found

    def _bytes(self, names: set[str]) -> Iterator[str]:
        """Present every time, the very bytes the first time."""
        for sha256 in names:
            if not (self._blobs.exists(sha256) if sha256 in self._whole else self._blobs.verify(sha256)):
                yield f"blob {sha256} is absent or damaged"
        self._whole |= names

    def _faults_of(self, sha256: str | None, number: int) -> Iterator[str]:
        if sha256 is None or not self._blobs.exists(sha256):
            yield f"no file ({sha256})"
            return
        content = self._blobs.path(sha256).read_bytes()
        reports = judge(content, self._trust, at=clock.real(), final=True)
        if [s.verdict for s in reports] != ["PASSED", "PASSED"]:
            yield f"{[(s.verdict, s.sub_indication) for s in reports]}"
        with pikepdf.open(io.BytesIO(content)) as pdf:
            shown = {str(f.get("/T")): str(f.get("/V")) for f in pdf.Root.AcroForm.Fields if f.get("/FT") == "/Tx"}
        if f"{number:02d}" not in shown.values():
            yield f"the file shows {shown}, its number is {number}"


def disagreements(connection: psycopg.Connection) -> list[str]:
    """What rows say against each other in the connection's snapshot; the role must see all agencies."""
    return [f"{sentence}: {rows[:20]}" for sentence, query in DISAGREEMENTS.items() if (rows := connection.execute(query).fetchall())]


def stuck(engine: Engine, patience: float = 30.0) -> list[str]:
    """Locks that stay: of a client that is dead, of an idle session (advisory), or waited for half a minute.

    A server process notices its client's death when it next reads from it, so time is granted: what is stuck stays for ever.
    """
    deadline = time.monotonic() + patience
    while True:
        with engine.connect("admin") as connection:
            rows = connection.execute(_HELD).fetchall()
        found = []
        for pid, client, state, query, locks, advisory, waiting in rows:
            dead = client.startswith(CLIENT) and not alive(client.removeprefix(CLIENT))
            if why := "client is dead" if dead else "idle" if advisory and state == "idle" else "long wait" if waiting else "":
                found.append(f"stuck lock, {why}: session {pid} of {client!r} ({state}) {locks}: {query[:200]}")
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


def alive(pid: str) -> bool:
    """Whether there is such a process and it has not ended (one that ended may wait for its parent to notice)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False
