"""One instance a session: migrated once as the owner, cloned for whoever commits; tests connect as the web role."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from psycopg import sql

from tinhso.engines.postgres import Engine, ensure_roles

_clones = count(1)
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)  # no timed assertion
hypothesis.settings.load_profile("untimed")

# The long ones first, so that two workers end together.
LONG = ("faults", "scenario", "queries", "browser", "leaks", "exchange")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    rank = {folder: i for i, folder in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.relative_to(here).parts[0], len(LONG)))


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """A command run in this process points the environment at its own instance; the next test has the session's again."""
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before):
        if name.startswith("TINHSO_"):
            del os.environ[name]
    os.environ.update({name: value for name, value in before.items() if name.startswith("TINHSO_")})


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """A request leaves its reader's language behind in the thread; every test begins in Vietnamese."""
    with translation.override("vi"):
        yield


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """The session's PostgreSQL: embedded, or the one of TINHSO_DATABASE_URL."""
    with ExitStack() as stack:
        engine = Engine(Path(settings.TINHSO_DATA))
        stack.enter_context(engine.running())
        ensure_roles(engine)
        yield engine


@pytest.fixture(scope="session")
def template(engine: Engine) -> str:
    """The migrated database nobody connects to; every other is a clone of it (40 ms)."""
    environment = {
        **os.environ,
        "TINHSO_DATA": str(settings.TINHSO_DATA),
        "TINHSO_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "tinhso.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return str(engine.dsn("owner")["dbname"])


@contextmanager
def cloned(engine: Engine, template: str) -> Iterator[str]:
    """A database of its own, dropped afterwards."""
    name = f"{template}_{os.getpid()}_{next(_clones)}"
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": "postgres"}, autocommit=True) as admin:
        # STRATEGY FILE_COPY is the quick one for a template without sessions
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield name
        finally:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's connection points to another database meanwhile."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session")
def django_db_setup(engine: Engine, template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with cloned(engine, template) as name, django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        yield
        connection.close()


@pytest.fixture
def committed(engine: Engine, template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A database whose transactions really commit (its name); nothing is flushed, it is thrown away."""
    with cloned(engine, template) as name, django_db_blocker.unblock(), connected_to(name):  # type: ignore[attr-defined]
        yield name
