"""Every night a backup that was restored elsewhere; a bad night is told, and costs no good one."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.test_instance import tinhso
from tinhso.cli import _checks
from tinhso.engines import nights
from tinhso.engines.nights import Night
from tinhso.kit import clock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("nights") / "data"
    tinhso("init", "--data", str(data))
    return data


@pytest.mark.slow
def test_a_night_leaves_an_archive_that_was_restored_and_only_then_lets_go_of_the_oldest(made: Path) -> None:
    folder = made / "backups"
    folder.mkdir(exist_ok=True)
    old = [folder / f"nightly-2020010{n}-020000.tar" for n in range(1, 4)]
    for file in old:
        file.write_text("an earlier night's")
    (folder / "before-upgrade-20200101-000000.tar").write_text("not ours to remove")
    assert "restored on trial" in tinhso("nightly", "--data", str(made), "--keep", "2")
    night = nights.last(made)
    assert night is not None and night.well and (night.vi, night.en) == ("", "")
    file = Path(night.file)
    assert nights.archives(made) == [old[-1], file] and file.stat().st_size == night.size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (folder / "before-upgrade-20200101-000000.tar").exists()
    assert list((made / "tmp").glob("trial-*")) == [], "the trial leaves nothing"
    assert [f.status for f in _checks.backups(made)] == ["ok"]


@pytest.mark.slow
def test_a_night_whose_archive_does_not_restore_fails_and_keeps_every_archive(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tinhso.cli import nightly
    from tinhso.engines.postgres import Engine

    def spoiled(engine: Engine, file: Path) -> None:
        file.write_bytes(b"\0" * 10_240)

    monkeypatch.setattr(nightly, "take", spoiled)
    before = nights.archives(made)
    night = nightly.run(Engine(made), keep=1)
    assert not night.well and "thử khôi phục không đạt" in night.vi and "restore" in night.en
    assert set(before) < set(nights.archives(made))
    (told,) = _checks.backups(made)
    assert told.status == "bad" and "không đạt" in told.vi and "tinhso nightly" in told.fix_vi


def test_a_missed_night_and_none_at_all_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [f.status for f in _checks.backups(tmp_path)] == ["warn"]
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("TINHSO_BACKUP_DIR", str(tmp_path / "elsewhere"))
    long_ago = clock.real() - timedelta(days=3)
    nights.note(tmp_path, Night(long_ago, "x.tar", 5, restored=long_ago))
    assert nights.last(tmp_path) == Night(long_ago, "x.tar", 5, restored=long_ago)
    (told,) = _checks.backups(tmp_path)
    assert told.status == "warn" and f"{long_ago:%d/%m/%Y}" in told.vi
    (tmp_path / "elsewhere" / "last.json").write_text(json.dumps({"at": "hôm qua"}))
    assert nights.last(tmp_path) is None, "what is not ours says nothing"
