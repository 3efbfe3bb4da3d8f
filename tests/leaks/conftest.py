"""One committed database of this folder: the cast, whom it shows before anything is planted, and what was planted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.cast import build_cast
from tests.conftest import cloned, connected_to
from tests.keys import enroll_cast
from tests.leaks.plant import OFFICE_WORDS, Planted, Planter, end_post
from tests.leaks.walk import COUNTING, UNTOUCHED, Walk, comparable
from tinhso.engines.postgres import Engine


@pytest.fixture(scope="package")
def planted(engine: Engine, template: str, django_db_blocker: Any) -> Iterator[Planted]:
    """Transactions are real here: what one request leaves behind, the next one would see."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise looks for what `init` would have collected
    with cloned(engine, template) as name, django_db_blocker.unblock(), connected_to(name):
        cast = build_cast()
        enroll_cast(cast, OFFICE_WORDS)
        planter = Planter(cast)
        walk = Walk(planter.made)
        planter.made.before = {(n, a): comparable(walk.client(getattr(cast, n)).get(a), a) for n in UNTOUCHED for a in COUNTING}
        yield planter.all()


@pytest.fixture(scope="package")
def walk(planted: Planted) -> Walk:
    made = Walk(planted)
    end_post(planted.former)
    return made
