from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import Cast, build_cast
from tinhso.core.access.public import acting, record
from tinhso.core.ledger.public import Fault, sequence, verify, write_head
from tinhso.engines.postgres import Engine, Role

TAMPER = ("ledger_entry", "ledger_link")


class Books:
    """A ledger in a database of its own, and whoever lays hands on it."""

    def __init__(self, engine: Engine, data: Path, cast: Cast) -> None:
        self.engine, self.data, self.cast = engine, data, cast

    @contextmanager
    def as_role(self, role: Role) -> Iterator[None]:
        """Django connects as another role meanwhile."""
        before = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
        at = self.engine.dsn(role)
        connection.close()
        connection.settings_dict.update(USER=at["user"], PASSWORD=at["password"])
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)

    def write(self, count: int, *, start: int = 0) -> None:
        for i in range(start, start + count):
            actor = self.cast.clerk if i % 2 else self.cast.other_clerk
            with acting(actor):
                record(actor, "test.act", f"test:{i}", step=i, note="Việc thử", nested={"b": 1, "a": [i, None, True, 0.5]})

    def chain(self, *, head: bool = True) -> int:
        with self.as_role("admin"):
            done = sequence()
            if head:
                write_head(self.data)
        return done

    def faults(self) -> list[Fault]:
        with self.as_role("admin"):
            return verify(self.data)[1]

    def judged(self) -> int:
        with self.as_role("admin"):
            return verify(self.data)[0]

    def tamper(self, *statements: str) -> None:
        """As a superuser who has switched the triggers off."""
        with self.as_role("admin"), connection.cursor() as cursor:
            for table in TAMPER:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in statements:
                cursor.execute(statement)
            for table in TAMPER:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_row")
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_all")


@pytest.fixture
def books(committed: str, engine: Engine, tmp_path: Path) -> Books:
    made = Books(engine, tmp_path, build_cast())
    made.chain(head=False)  # what building the cast left
    return made
