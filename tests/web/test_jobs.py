"""The house's periodic work, on transactions that really commit."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tests.cast import build_cast
from tinhso.core.access.public import acting, record, set_scope
from tinhso.kit.errors import Refusal
from tinhso.web import jobs
from tinhso.web.joberrors import described


def test_the_ledger_is_chained_over_all_agencies_and_its_end_signed(committed: str) -> None:
    cast = build_cast()
    for actor in (cast.clerk, cast.other_clerk):
        with acting(actor):
            record(actor, "test.act", "test:1")
    jobs.chain(timestamp=0)
    with transaction.atomic():
        set_scope([])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(seq) FROM ledger_link")
            links, last = cursor.fetchone()
    with transaction.atomic():
        set_scope([cast.agency, cast.other])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_entry")
            assert cursor.fetchone()[0] == links >= 2
    head = json.loads((Path(settings.TINHSO_DATA) / "ledger-heads" / "heads.jsonl").read_text().splitlines()[-1])
    assert head["seq"] == last


def test_an_error_is_described_by_kind_and_place_never_by_its_words() -> None:
    try:
        raise ValueError("trích yếu mật")
    except ValueError as error:
        text = described(error)
    assert text.startswith("builtins.ValueError\n")
    assert "test_jobs.py" in text
    assert "mật" not in text
    refusal = Refusal("series.none", vi="Không có sổ cho “văn bản X”", en="None")
    assert described(refusal) == "tinhso.kit.errors.Refusal: series.none"


def test_a_stalled_job_is_put_back(committed: str) -> None:
    import asyncio

    from procrastinate.contrib.django import app

    build_cast()
    job = app.configure_task("web.ledger").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '10 minutes') RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job])

    async def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            async with working.open_async():
                await jobs.put_back(working.job_manager)

    asyncio.run(run())
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone()[0] == "todo"
