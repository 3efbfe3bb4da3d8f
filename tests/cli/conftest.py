"""Instances of the tests' own, on the embedded server."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands set TINHSO_DATA for the process; each test gets the session's back."""
    for name in ("TINHSO_DATABASE_URL", "TINHSO_DATABASE_OWNER_URL", "TINHSO_DATABASE_WEB_URL", "TINHSO_DATABASE_WORKER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TINHSO_DATA", str(Path("/nonexistent")))
