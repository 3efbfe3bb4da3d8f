"""Who stands on whom: the contracts of .importlinter, run as a test."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    status = lint_imports(
        config_filename=str(ROOT / ".importlinter"), no_cache=True, is_debug_mode=False, show_timings=False, verbose=False
    )
    assert status == 0, capsys.readouterr().out


def test_the_contracts_are_there_and_none_lost_its_teeth() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    names = {section.rpartition(":")[2] for section in contracts.sections() if section.startswith("importlinter:contract:")}
    assert {"house", "core", "documents", "verify-is-light", "doors"} <= names
    assert contracts["importlinter:contract:house"]["exhaustive"] == "True"
    layers = contracts["importlinter:contract:house"]["layers"].split()
    assert layers.index("exchange") < layers.index("documents") < layers.index("signing") < layers.index("core") < layers.index("kit")
    ignored = contracts["importlinter:contract:house"].get("ignore_imports", "").strip().splitlines()
    assert len([line for line in ignored if "->" in line]) <= 3
