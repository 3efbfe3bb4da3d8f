from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.conftest import cloned, connected_to
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.scenario import build
from tinhso.scenario.play import Stage, play

DAYS = tuple(date(2020, 9, day) for day in range(14, 19))
FRIDAY = datetime(2020, 9, 18, 17, tzinfo=clock.VIETNAM)


@pytest.fixture(scope="module")
def stage(
    engine: Engine, template: str, django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """The whole week of September 2020, played once, committed, with keys, trust and files of its own."""
    data: Path = tmp_path_factory.mktemp("demo")
    with (
        cloned(engine, template) as name, django_db_blocker.unblock(), connected_to(name),  # type: ignore[attr-defined]
        override_settings(TINHSO_DATA=data),
    ):  # fmt: skip
        house = build.build(datetime(2020, 9, 11, 16, tzinfo=clock.VIETNAM))
        played = play(house, DAYS)
        with clock.at(FRIDAY + timedelta(minutes=5)):
            yield played
