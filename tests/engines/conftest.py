"""Engines of the tests' own; Django is not involved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tinhso.engines.postgres import Engine


@pytest.fixture(autouse=True)
def no_outside_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about the embedded server, whatever the session's database is."""
    for name in ("TINHSO_DATABASE_URL", "TINHSO_DATABASE_OWNER_URL", "TINHSO_DATABASE_WEB_URL", "TINHSO_DATABASE_WORKER_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an instance made once; no server runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TINHSO_DATABASE_URL", raising=False)
        data = tmp_path_factory.mktemp("made") / "data"
        with Engine(data).running():
            pass
    return data


@pytest.fixture(scope="module")
def tcp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A second server, listening on TCP, as somebody else's PostgreSQL."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with Engine(tmp_path_factory.mktemp("outside") / "data", tcp=port).running() as engine:
        yield engine
