"""What must hold of an instance at rest, whatever was killed in it: `python -m tests.faults.check`. Prints what is wrong as JSON.

Runs as the administrator's role, which sees all agencies. Each line is a sentence; an empty list is a sound instance.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from tinhso.cli._instance import django


def wrong(data: Path) -> Iterator[str]:
    yield from registers()
    yield from documents()
    yield from files()
    yield from deliveries()
    yield from locks()
    yield from jobs()
    yield from ledger(data)


def registers() -> Iterator[str]:
    """Numbers 01 to the last without a gap, in the order of time, each with its document."""
    from tinhso.documents.numbering.models import Line, SeriesYear
    from tinhso.documents.outgoing.models import Outgoing

    for row in SeriesYear.plain.all():
        lines = list(Line.plain.filter(series_id=row.series_id, year=row.year).order_by("number"))
        if [line.number for line in lines] != list(range(1, row.last_number + 1)):
            yield f"series {row.series_id} of {row.year}: last is {row.last_number}, lines are {[line.number for line in lines]}"
        if [line.given_at for line in lines] != sorted(line.given_at for line in lines):
            yield f"series {row.series_id} of {row.year}: numbers do not follow time"
        if any(line.date.year != row.year for line in lines):
            yield f"series {row.series_id} of {row.year}: a line of another year"
    lines = {line.document: line for line in Line.plain.filter(document_kind="outgoing", voided_at=None)}
    numbered = {d.id: d for d in Outgoing.plain.filter(number__isnull=False)}
    if set(lines) != set(numbered):
        yield f"{len(lines)} live lines, {len(numbered)} numbered documents, {len(set(lines) ^ set(numbered))} differ"
    for ident in set(lines) & set(numbered):
        line, document = lines[ident], numbered[ident]
        if (line.number, line.notation, line.date) != (document.number, document.notation, document.issue_date):
            yield f"{ident}: the register says {line.notation}, the document {document.notation}"
        if document.printed_year != line.year:
            yield f"{ident}: prints {document.printed_year}, numbered in {line.year}"


def documents() -> Iterator[str]:
    """Every issued file verifies and shows the number in the register; one seal each; no task left open."""
    from tinhso.core.files.public import bytes_of
    from tinhso.core.work.models import Task
    from tinhso.documents.outgoing.models import Outgoing, SignatureRecord
    from tinhso.kit import clock
    from tinhso.signing.custody.public import trust
    from tinhso.signing.judge import judge
    from tinhso.signing.public import verify

    seals = Counter(SignatureRecord.plain.filter(part="agency").values_list("document_id", flat=True))
    roots = trust()
    for asked, document in enumerate(Outgoing.plain.filter(state__in=("sealed", "issued")).select_related("file")):
        assert document.file is not None
        content = bytes_of(document.file)
        # The judgement itself; `verify` asks a child process for it, for every file alike, so a few show that way.
        reports = verify(content, roots).signatures if asked < 3 else judge(content, roots, at=clock.real(), final=True)
        if [s.verdict for s in reports] != ["PASSED", "PASSED"]:
            yield f"{document.notation}: {[(s.verdict, s.sub_indication) for s in reports]}"
        with pikepdf.open(io.BytesIO(content)) as pdf:
            shown = {str(f.get("/T")): str(f.get("/V")) for f in pdf.Root.AcroForm.Fields if f.get("/FT") == "/Tx"}
        if f"{document.number:02d}" not in shown.values():
            yield f"{document.notation}: the file shows {shown}"
        if seals.pop(document.id, 0) != 1:
            yield f"{document.notation}: not sealed exactly once"
    if seals:
        yield f"seals without a sealed document: {len(seals)}"
    open_ones = Task.plain.filter(
        state="open", subject__in=[f"outgoing:{d}" for d in Outgoing.plain.filter(state="issued").values_list("id", flat=True)]
    )
    if open_ones.exists():
        yield f"tasks left open on issued documents: {sorted(open_ones.values_list('kind', flat=True))[:5]}"


def files() -> Iterator[str]:
    """Rows have their bytes, and the bytes are what they are named after."""
    from tinhso.core.files.models import StoredFile
    from tinhso.core.files.public import blobs

    for sha256 in set(StoredFile.plain.values_list("sha256", flat=True)):
        if not blobs().verify(sha256):
            yield f"blob {sha256} is absent or damaged"


def deliveries() -> Iterator[str]:
    """One dispatch for each recipient of an issued document, one arrival for each dispatch."""
    from tinhso.documents.incoming.models import Incoming
    from tinhso.documents.outgoing.models import Recipient
    from tinhso.exchange.models import Dispatch, Inbound

    due = set(Recipient.plain.filter(document__state="issued", channel="instance").values_list("id", flat=True))
    dispatched = Counter(Dispatch.plain.values_list("recipient", flat=True))
    if set(dispatched) != due or set(dispatched.values()) - {1}:
        yield f"{len(due)} recipients, {sum(dispatched.values())} dispatches"
    if late := Dispatch.plain.exclude(state="delivered").count():
        yield f"{late} dispatches not delivered"
    inbound = set(Inbound.plain.values_list("consignment", flat=True))
    if inbound != set(Dispatch.plain.values_list("consignment", flat=True)):
        yield f"{len(inbound)} arrivals for {sum(dispatched.values())} dispatches"
    if Incoming.plain.filter(channel="electronic").count() != len(inbound):
        yield f"{Incoming.plain.filter(channel='electronic').count()} incoming documents for {len(inbound)} arrivals"
    states = Counter(Recipient.plain.filter(id__in=due).values_list("delivery", flat=True))
    if set(states) - {"01", "02", "03", "04", "05", "06"}:
        yield f"recipients stand at {dict(states)}"


def locks() -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.usename, a.state, l.locktype, l.mode, a.query FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND l.locktype NOT IN ('virtualxid', 'relation')"
            " AND now() - a.xact_start > interval '5 seconds'"
        )
        for row in cursor.fetchall():
            yield f"a lock is held: {row}"


def jobs() -> Iterator[str]:
    """Everything asked for was done in the end. `orphan`: asked for by an act that never was, because its process died."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    for job in ProcrastinateJob.objects.exclude(status="succeeded").filter(task_name__in=_SUBJECTS):
        word = "job" if _exists(job.task_name, job.args) else "orphan"
        yield f"{word} {job.id} {job.task_name}{job.args} is {job.status} after {job.attempts} attempts"


_SUBJECTS = {
    "events.deliver": "happening", "outgoing.finish": "document", "exchange.deliver": "consignment", "exchange.tell": "message",
    "incoming.verify": "document",
}  # fmt: skip


def _exists(task: str, arguments: dict[str, Any]) -> bool:
    from tinhso.core.events.models import Happening
    from tinhso.documents.incoming.models import Incoming
    from tinhso.documents.outgoing.models import Outgoing
    from tinhso.exchange.models import Dispatch, StatusMessage

    subject = arguments[_SUBJECTS[task]]
    return {
        "events.deliver": lambda: Happening.objects.filter(pk=subject),
        "outgoing.finish": lambda: Outgoing.plain.filter(pk=subject),
        "exchange.deliver": lambda: Dispatch.plain.filter(pk=subject),
        "exchange.tell": lambda: StatusMessage.plain.filter(message=subject),
        "incoming.verify": lambda: Incoming.plain.filter(pk=subject),
    }[task]().exists()


def ledger(data: Path) -> Iterator[str]:
    from tinhso.core.ledger.public import sequence, verify, write_head

    while sequence():
        pass
    write_head(data)
    count, faults = verify(data)
    yield from (f"ledger #{fault.seq}: {fault.en}" for fault in faults)
    if not count:
        yield "the ledger is empty"


if __name__ == "__main__":
    folder = Path(os.environ["TINHSO_DATA"])
    django(folder, "admin")
    json.dump(list(wrong(folder)), sys.stdout, ensure_ascii=False)
