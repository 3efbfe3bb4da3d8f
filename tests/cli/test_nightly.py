"""Every night a backup that was restored elsewhere; a bad night is told, and costs no good one."""

from __future__ import annotations

import json
import os
import stat
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_instance import tinhso
from tinhso.cli import _checks, nightly
from tinhso.engines import nights
from tinhso.engines.nights import Night
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


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
    def spoiled(engine: Engine, file: Path) -> None:
        file.write_bytes(b"\0" * 10_240)

    monkeypatch.setattr(nightly, "take", spoiled)
    before = nights.archives(made)
    night = nightly.run(Engine(made), keep=len(before))
    assert not night.well and "thử khôi phục không đạt" in night.vi and "restore" in night.en
    assert set(before) < set(nights.archives(made)) and Path(night.file) in nights.archives(made)
    (told,) = _checks.backups(made)
    assert told.status == "bad" and "không đạt" in told.vi and "tinhso nightly" in told.fix_vi


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An instance whose every night is a bad one: its archive is written, but names a file that is not there."""

    class Quiet(Engine):
        def running(self, *, wait: float = 60.0) -> AbstractContextManager[Engine]:
            return nullcontext(self)

    def take(engine: Engine, file: Path) -> None:
        file.write_bytes(b"an archive")
        raise Refusal("backup.missing_blobs", vi="thiếu tệp", en="files are missing")

    monkeypatch.setattr(nightly, "take", take)
    return Quiet(tmp_path)


def test_bad_nights_without_end_fill_no_disk_and_cost_no_good_one(quiet: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    (quiet.data / "backups").mkdir()
    good = [quiet.data / "backups" / f"nightly-2020010{n}-020000.tar" for n in range(1, 4)]
    for file in good:
        file.write_text("a good night's")
    for n in range(1, 6):
        night = datetime(2020, 2, n, 2, tzinfo=clock.VIETNAM)
        monkeypatch.setattr(nightly.clock, "real", lambda night=night: night)
        told = nightly.run(quiet, keep=3)
        assert not told.well and told.vi == "thiếu tệp" and Path(told.file).exists() and nights.last(quiet.data) == told
    assert [file.name for file in nights.archives(quiet.data)] == [
        *(file.name for file in good), "nightly-20200204-020000-unproven.tar", "nightly-20200205-020000-unproven.tar",
    ]  # fmt: skip


def test_what_a_killed_night_left_goes_with_the_next_and_a_night_under_way_is_left_alone(quiet: Engine) -> None:
    backups, inside = quiet.data / "backups", quiet.data / "tmp"
    backups.mkdir()
    dead, alive = (backups / f".nightly-{name}.tar.part" for name in ("dead", "alive"))
    before, now = (inside / f"trial-{name}" for name in ("dead", "alive"))
    for file in (dead, alive):
        file.write_text("half")
    for folder in (before, now):
        (folder / "data").mkdir(parents=True)
    long_ago = clock.real().timestamp() - 86_400
    for path in (dead, before):
        os.utime(path, (long_ago, long_ago))
    nightly.run(quiet)
    assert (dead.exists(), alive.exists(), before.exists(), now.exists()) == (False, True, False, True)


def test_a_trial_that_hangs_is_a_bad_night(quiet: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "take", lambda engine, file: file.write_bytes(b"an archive"))
    monkeypatch.setattr(nights, "TRIAL", timedelta())
    told = nightly.run(quiet)
    assert not told.well and "longer than" in told.en and Path(told.file).exists()


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
