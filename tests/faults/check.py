"""What must hold of an instance at rest, whatever was killed in it: `python -m tests.faults.check`. Prints what is wrong as JSON.

Runs as the administrator's role, which sees all agencies. Each line is a sentence; an empty list is a sound instance.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

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
    live = {line.document: line for line in Line.plain.filter(document_kind="outgoing", voided_at=None)}
    numbered = {d.id: d for d in Outgoing.plain.filter(number__isnull=False)}
    if set(live) != set(numbered):
        yield f"{len(live)} live lines, {len(numbered)} numbered documents, {len(set(live) ^ set(numbered))} differ"
    for ident in set(live) & set(numbered):
        line, document = live[ident], numbered[ident]
        if (line.number, line.notation, line.date) != (document.number, document.notation, document.issue_date):
            yield f"{ident}: the register says {line.notation}, the document {document.notation}"
        if document.printed_year != line.year:
            yield f"{ident}: prints {document.printed_year}, numbered in {line.year}"


def documents() -> Iterator[str]:
    """One seal each, no task left open; a few files as `tinhso verify` judges them (all of them: `instant`)."""
    from tinhso.core.files.public import bytes_of
    from tinhso.core.work.models import Task
    from tinhso.documents.outgoing.models import Outgoing, SignatureRecord
    from tinhso.signing.custody.public import trust
    from tinhso.signing.public import verify

    seals = Counter(SignatureRecord.plain.filter(part="agency").values_list("document_id", flat=True))
    sealed = Outgoing.plain.filter(state__in=("sealed", "issued")).select_related("file").order_by("id")
    for document in sealed[:3]:
        assert document.file is not None
        report = verify(bytes_of(document.file), trust())
        if report.verdict != "PASSED":
            yield f"{document.notation}: {report.signatures}"
    if seals != Counter(sealed.values_list("id", flat=True)):
        yield f"{seals.total()} seals on {sealed.count()} sealed documents"
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
    """Everything asked for was done in the end."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    rooms = ("events.deliver", "outgoing.finish", "exchange.deliver", "exchange.tell", "incoming.verify", "incoming.read")
    for job in ProcrastinateJob.objects.exclude(status="succeeded").filter(task_name__in=rooms):
        yield f"job {job.id} {job.task_name}{job.args} is {job.status} after {job.attempts} attempts"


def ledger(data: Path) -> Iterator[str]:
    from tinhso.core.ledger.public import seal, verify

    seal(data)
    verdict = verify(data)
    yield from (f"ledger #{fault.seq}: {fault.en}" for fault in verdict.faults)
    if not verdict.judged:
        yield "the ledger is empty"


if __name__ == "__main__":
    folder = Path(os.environ["TINHSO_DATA"])
    django(folder, "admin")
    json.dump(list(wrong(folder)), sys.stdout, ensure_ascii=False)
