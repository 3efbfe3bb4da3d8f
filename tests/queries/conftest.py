"""One committed database of this folder, filled step by step; what every list answered at each size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, build_cast
from tests.conftest import cloned, connected_to
from tests.leaks.walk import BACKEND
from tests.queries.bulk import FOLDER, NOW, fill
from tests.queries.lists import LISTS, List
from tests.queries.many import analysed, multiply
from tests.queries.plans import LARGE
from tinhso.core.people.models import Account
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.web.login import activity

SIZES = (0, 5, 50, 100, LARGE)


class House:
    """`rows` and `queries` are size → "who address" → how many."""

    def __init__(self, cast: Cast, engine: Engine, database: str) -> None:
        self.cast, self.engine, self.database, self.filled = cast, engine, database, 0
        self.clients: dict[str, Client] = {}
        self.rows: dict[int, dict[str, int]] = {}
        self.queries: dict[int, dict[str, int]] = {}

    def reach(self, records: int) -> None:
        fill(self.cast, self.filled, min(records, 100))
        self.filled = min(records, 100)
        connection.close()
        (multiply if records == LARGE else analysed)(*[self.engine, self.database, *([self.cast] if records == LARGE else [])])

    def client(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = Client()
            self.clients[name].force_login(Account.objects.get(pk=getattr(self.cast, name).account), backend=BACKEND)
        return self.clients[name]

    def get(self, who: str, address: str) -> Any:
        """`{specialist}` in an address is the specialist's post, `{unit}` his unit, `{folder}` his folder."""
        named = {"{specialist}": self.cast.specialist.post, "{unit}": self.cast.unit, "{folder}": FOLDER}
        for name, ident in named.items():
            address = address.replace(name, str(ident))
        return self.client(who).get(address)

    def ask(self, records: int) -> None:
        self.rows[records], self.queries[records] = {}, {}
        for who in sorted({who for who, _address, _entry in pages()}):
            self.client(who).get("/")  # the directory and the roster are read whole, once a process and change
        for who, address, entry in pages():
            with CaptureQueriesContext(connection) as caught:
                response = self.get(who, address)
            there = response.status_code == 200
            assert there or not records, (who, address, response.status_code)  # the lists of one document: before there is any
            self.queries[records][f"{who} {address}"] = len(caught)
            self.rows[records][f"{who} {address}"] = response.content.decode().count(entry.row) if there else 0


def pages() -> Iterator[tuple[str, str, List]]:
    """Every list, as (who, address, entry)."""
    for entry in (entry for entries in LISTS.values() for entry in entries):
        for who in entry.who.split():
            yield from ((who, address, entry) for address in entry.addresses)


@pytest.fixture(scope="package")
def house(engine: Engine, template: str, django_db_blocker: Any) -> Iterator[House]:
    """Filled to the last size, every list asked at each. Transactions are real here."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise looks for what `init` would have collected
    with (
        cloned(engine, template) as name, django_db_blocker.unblock(), connected_to(name), clock.at(NOW), pytest.MonkeyPatch.context() as patched,
    ):  # fmt: skip
        patched.setattr(activity, "EVERY", float("inf"))  # whether a minute has passed is no matter of rows
        made = House(build_cast(), engine, name)
        for records in SIZES:
            made.reach(records)
            made.ask(records)
        yield made
