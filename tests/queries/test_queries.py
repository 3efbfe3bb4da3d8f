"""A page asks the database as often for 10,000 records as for five, and never reads a large table from end to end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, build_cast
from tests.leaks.walk import BACKEND
from tests.queries.bulk import analysed, fill
from tinhso.core.access.public import Actor, acting
from tinhso.core.people.models import Account
from tinhso.engines.postgres import Engine

pytestmark = pytest.mark.slow
LONG_AGO = 2020
"""A year without records: its figures must be found by an index. This year's are counted from every record there is."""
FIGURES = ("/chi-so/", "/chi-so/VB.DI.DT%25/", "/chi-so/VB.XN/mau-so/")
PAGES = {
    "clerk": (
        "/", "/viec/", "/viec/late/", "/viec/done/", "/thong-bao/", "/van-ban-di/issued/", "/van-ban-di/to_number/", "/van-ban-di/under_way/",
        "/van-ban-di/so/", "/van-ban-den/to_receive/", "/van-ban-den/to_present/", "/van-ban-den/done/", "/van-ban-den/so/",
        "/van-ban-den/theo-doi/", "/van-ban-den/tre-han/", "/van-ban-den/mine/", "/lien-thong/", "/van-ban-di/nhom/", "/tim/?q=van+ban", f"/chi-so/?ky={LONG_AGO}", f"/chi-so/VB.DI.DT%25/?ky={LONG_AGO}",
        f"/chi-so/VB.HAN/?ky={LONG_AGO}", f"/chi-so/VB.DEN/tu-so/?ky={LONG_AGO}",
    ),
    "specialist": ("/", "/viec/", "/viec/new/", "/thong-bao/", "/van-ban-di/drafts/", "/van-ban-di/issued/", "/van-ban-den/mine/", "/van-ban-den/done/"),
    "unit_head": ("/", "/viec/unit/", "/van-ban-di/under_way/", "/van-ban-den/handling/"),
    "director": ("/", "/van-ban-di/issued/", "/van-ban-den/to_direct/", *FIGURES),
    "administrator": ("/", "/quan-tri/nguoi/", "/quan-tri/don-vi/", "/quan-tri/so/", "/quan-tri/viec-nen/", "/quan-tri/su-kien/", "/quan-tri/quyen/", "/quan-tri/uy-quyen/"),
}  # fmt: skip
LARGE = 10_000
SCANNED = re.compile(r"Seq Scan on (\w+)")


class House:
    def __init__(self, cast: Cast, engine: Engine, database: str) -> None:
        self.cast, self.engine, self.database, self.filled = cast, engine, database, 0
        self.clients: dict[str, Client] = {}

    def reach(self, records: int) -> None:
        fill(self.cast, self.filled, records)
        self.filled = max(self.filled, records)
        analysed(self.engine, self.database)

    def client(self, name: str) -> Client:
        actor: Actor = getattr(self.cast, name)
        if name not in self.clients:
            self.clients[name] = Client()
            self.clients[name].force_login(Account.objects.get(pk=actor.account), backend=BACKEND)
            self.clients[name].get("/")  # the directory and the roster are read once a process
        return self.clients[name]

    def counts(self) -> dict[str, int]:
        found = {}
        for name, addresses in PAGES.items():
            for address in addresses:
                client = self.client(name)
                with CaptureQueriesContext(connection) as caught:
                    response = client.get(address)
                assert response.status_code == 200, address
                found[f"{name} {address}"] = sum(q["sql"].lstrip().startswith(("SELECT", "WITH", "DECLARE")) for q in caught)
        return found


@pytest.fixture
def house(committed: str, engine: Engine) -> House:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise looks for what `init` would have collected
    return House(build_cast(), engine, committed)


def test_as_many_queries_for_5_50_100_and_10000_records_and_no_large_table_is_read_through(house: House) -> None:
    counted = {}
    for records in (5, 50, 100, LARGE):
        house.reach(records)
        counted[records] = house.counts()
    different = {page: [c[page] for c in counted.values()] for page in counted[5] if len({c[page] for c in counted.values()}) > 1}
    assert different == {}, different
    assert max(counted[5].values()) <= 25, counted[5]

    house.reach(2 * LARGE)
    scans = []
    for name, addresses in PAGES.items():
        for address in (a for a in addresses if a not in FIGURES):
            client = house.client(name)
            with plans(scans.append, f"{name} {address}"):
                assert client.get(address).status_code == 200
    assert not scans, "\n".join(scans)


@contextmanager
def plans(found: Callable[[str], None], where: str) -> Iterator[None]:
    """Every SELECT is explained first, in its own transaction and scope; scans of large tables are told."""
    big = large_tables()

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith("SELECT") and " FROM " in sql.upper():
            with context["connection"].connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + sql, params)
                text = "\n".join(row[0] for row in cursor.fetchall())
            if bad := set(SCANNED.findall(text)) & big:
                found(f"{where} reads {bad} through: {sql[:300]}\n{text[:1200]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
        return {row[0] for row in cursor.fetchall()}


def test_the_plans_are_really_looked_at(house: House) -> None:
    house.reach(LARGE + 1)
    found: list[str] = []
    assert large_tables() >= {"outgoing_outgoing", "incoming_incoming", "numbering_line", "work_task", "notifications_notice"}
    with acting(house.cast.clerk), plans(found.append, "here"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("SELECT count(*) FROM outgoing_outgoing WHERE subject = 'x'")
    assert len(found) == 1
