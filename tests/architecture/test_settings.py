"""Every setting that comes from outside is known, documented and refused with its fix when misspelt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tinhso.config import environment
from tinhso.config.environment import KNOWN, SECRET
from tinhso.kit.errors import Refusal

PACKAGE = Path(environment.__file__).parents[1]
USED = re.compile(r"\bTINHSO_[A-Z_]+\b")
DJANGOS = {"TINHSO_DATA", "TINHSO_ROLE", "TINHSO_DEMO"}


def test_every_setting_read_anywhere_is_documented() -> None:
    used = {found for path in PACKAGE.rglob("*.py") for found in USED.findall(path.read_text()) if not found.startswith("TINHSO_TEST")}
    documented = {*KNOWN, *(f"{name}_FILE" for name in SECRET), *DJANGOS}
    assert {found for found in used if found.rstrip("_") not in documented and not found.endswith("_")} == set()


def test_every_documented_setting_says_what_it_does_and_is_read() -> None:
    text = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    for setting, meaning in KNOWN.items():
        assert len(meaning.split()) >= 3, setting
        assert len(re.findall(rf"\b{setting}\b", text)) + len(re.findall(r"TINHSO_DATABASE_", text)) >= 2, setting


def test_a_misspelt_setting_stops_the_start_with_the_fix() -> None:
    with pytest.raises(Refusal) as told:
        environment.read({"TINHSO_DATABSE_URL": "x"})
    assert "TINHSO_DATABASE_URL" in told.value.vi
    assert "TINHSO_DATABASE_URL" in told.value.en


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    documented = {*KNOWN, *(f"{name}_FILE" for name in SECRET)}
    for readme in PACKAGE.parents[1].glob("README*.md"):
        assert {found for found in USED.findall(readme.read_text())} - documented <= {"TINHSO_DATABASE_", "TINHSO_"}
