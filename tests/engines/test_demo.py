"""How far a demo is, and that a demo killed in its middle is said of nobody any more."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tinhso.engines.demo import Progress, being_played, playing

PLAYER = """
import sys, time
from pathlib import Path
from tinhso.engines.demo import Progress, playing
with playing(Path(sys.argv[1])):
    Progress("week", 42, 100).save(Path(sys.argv[1]))
    print("playing", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize(("state", "told"), [("empty", True), ("province", True), ("week", True), ("ready", False), ("failed", False)])
def test_it_is_told_until_it_is_over(state: str, told: bool, tmp_path: Path) -> None:
    Progress(state).save(tmp_path)
    assert being_played(tmp_path) is None
    with playing(tmp_path):
        assert (being_played(tmp_path) is not None) is told
    assert being_played(tmp_path) is None


def test_where_there_is_no_demo_nothing_is_played(tmp_path: Path) -> None:
    assert being_played(tmp_path) is None
    assert not any(tmp_path.iterdir())


def test_killed_in_the_middle_it_leaves_nothing_that_says_it_goes_on(tmp_path: Path) -> None:
    player = subprocess.Popen([sys.executable, "-c", PLAYER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert player.stdout is not None and player.stdout.readline() == "playing\n"
    assert being_played(tmp_path) == Progress("week", 42, 100)
    player.send_signal(signal.SIGKILL)
    player.wait()
    assert Progress.of(tmp_path) == Progress("week", 42, 100)
    assert being_played(tmp_path) is None


def test_whoever_looks_does_not_keep_the_next_player_from_beginning(tmp_path: Path) -> None:
    Progress("week").save(tmp_path)
    being_played(tmp_path)
    with playing(tmp_path):
        assert being_played(tmp_path) is not None
