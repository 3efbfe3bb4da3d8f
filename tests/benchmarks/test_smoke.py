"""Every benchmark still runs, small and whatever its ratio: time is measured by `make bench` alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
FILES = sorted(path.name for path in BENCHMARKS.glob("[a-z]*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_benchmark_runs_prints_its_ratio_and_leaves_nothing_behind(name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="tinhso-test-") as folder:
        os.chmod(folder, 0o755)  # the service user that runs PostgreSQL for root passes through
        line = [sys.executable, str(BENCHMARKS / name), "--smoke"]
        done = subprocess.run(line, env={**os.environ, "TMPDIR": folder}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ratio" in done.stdout and "limit" in done.stdout
        assert list(Path(folder).iterdir()) == []


def test_a_peer_has_at_most_forty_lines() -> None:
    long = {path.name: n for path in (BENCHMARKS / "peers").glob("*.py") if (n := len(path.read_text().splitlines())) > 40}
    assert long == {}


def test_make_bench_runs_every_benchmark() -> None:
    """It goes by the same names as this test: what is no benchmark begins with an underscore or stands in a folder."""
    assert "benchmarks/[a-z]*.py" in (BENCHMARKS.parent / "Makefile").read_text()
    assert FILES == ["inbox.py", "layout.py", "pages.py", "proposals.py", "search.py", "signing.py"]
