"""The matrix is as good as its planting: every column that can hold words holds a canary, or says why not."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from tests.leaks.columns import BARE, planted_in, wordy
from tests.leaks.plant import Planted
from tinhso.engines.postgres import Engine

pytestmark = pytest.mark.slow


@pytest.fixture
def database(planted: Planted, engine: Engine) -> Iterator[psycopg.Connection]:
    """Past both walls: the administrator's connection."""
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": connection.settings_dict["NAME"]}) as admin:
        yield admin


def test_every_column_of_words_holds_a_canary_or_says_why_not(database: psycopg.Connection) -> None:
    """A new column of words fails here, until something is planted in it or its reason stands in the list; so does an entry out of date."""
    bare = sorted(column for column in wordy(database) if not planted_in(database, column))
    assert bare == sorted(column for columns in BARE.values() for column in columns)
