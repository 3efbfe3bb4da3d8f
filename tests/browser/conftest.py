"""One instance and one Chromium for this folder; every person has a window of his own, and what its console says is collected."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.rig import Rig, running
from tests.browser.window import Windows
from tinhso.engines.postgres import Engine

CHROMIUM = os.environ.get("TINHSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="package")
def rig(engine: Engine, template: str, django_db_blocker: Any) -> Iterator[Rig]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (apt-get install chromium): the browser tests are skipped")
    with running(engine, template, django_db_blocker) as made:
        yield made


@pytest.fixture(scope="package")
def chromium(rig: Rig) -> Iterator[Browser]:
    """Started after the rig is filled: Playwright keeps an event loop running in this thread, in which jobs cannot run."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Django would refuse to look into the database beside that loop
        expect.set_options(timeout=15_000)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def windows(chromium: Browser, rig: Rig) -> Iterator[Windows]:
    """Windows of this test; at its end none of them may have complained."""
    made = Windows(chromium, rig)
    yield made
    made.close()
    assert not made.troubles, "\n".join(made.troubles)
