"""One instance for this folder, with its own PostgreSQL, web and worker.

`TINHSO_TEST_FAULTS=few` kills and issues a third as often, for a quick look while working on it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.faults.rig import Rig, rig
from tinhso.engines.postgres.server import Server

FEW = os.environ.get("TINHSO_TEST_FAULTS") == "few"
ISSUES = 100 if FEW else 300
KILLS = 22 if FEW else 66
REQUESTS = 200


@pytest.fixture(scope="package")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Rig, Server]]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("TINHSO_DATABASE"):
                patch.delenv(name)
        data = tmp_path_factory.mktemp("faults") / "data"
        data.mkdir(mode=0o700)
        with rig(data, REQUESTS // 4 + ISSUES // 2 + 4) as made:
            yield made
