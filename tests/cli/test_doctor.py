"""`tinhso doctor`: each thing it looks at, well and broken; what is broken has its fix in both languages."""

from __future__ import annotations

import os
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tinhso.cli import _checks
from tinhso.cli._checks import Finding
from tinhso.engines import heartbeat
from tinhso.kit import clock

HOUR = 3600


def one(findings: Iterator[Finding]) -> Finding:
    (found,) = findings
    assert bool(found.fix_vi) == bool(found.fix_en) == (found.status != "ok")
    return found


def written(path: Path, seconds: float) -> None:
    """A file last written `seconds` from now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (time.time() + seconds,) * 2)


def test_fonts_are_all_four_styles_or_the_absent_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert one(_checks.the_fonts(tmp_path)).status == "ok"
    monkeypatch.setattr(_checks.fonts, "SERIF_ITALIC", tmp_path / "LiberationSerif-Italic.ttf")
    broken = one(_checks.the_fonts(tmp_path))
    assert (broken.status, "LiberationSerif-Italic.ttf" in broken.vi, "LiberationSerif-Italic.ttf" in broken.en) == ("bad", True, True)


def test_a_clock_behind_what_was_written_is_broken_and_one_nobody_sets_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_checks, "_synchronised", lambda: True)
    written(tmp_path / "logs" / "postgres.log", -HOUR)
    assert one(_checks.the_clock(tmp_path)).status == "ok"
    monkeypatch.setattr(_checks, "_synchronised", lambda: False)
    assert one(_checks.the_clock(tmp_path)).status == "warn"
    for ahead in ("engine.lock", "logs/postgres.log"):
        written(tmp_path / ahead, HOUR)
        behind = one(_checks.the_clock(tmp_path))
        assert (behind.status, "NTP" in behind.fix_vi) == ("bad", True)
        written(tmp_path / ahead, -HOUR)


def test_a_clock_of_another_year_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_checks, "_synchronised", lambda: True)
    monkeypatch.setattr(_checks.clock, "real", lambda: datetime(2001, 1, 1, tzinfo=clock.VIETNAM))
    assert one(_checks.the_clock(tmp_path)).status == "bad"


@pytest.mark.parametrize(("kernel", "set_by_somebody"), [(0, True), (5, False)])
def test_whether_the_clock_is_set_is_what_the_kernel_says(kernel: int, set_by_somebody: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Kernel:
        def __init__(self, _: None) -> None: ...

        def adjtimex(self, _: object) -> int:
            return kernel

    monkeypatch.setattr(_checks.ctypes, "CDLL", Kernel)
    monkeypatch.setattr(_checks.sys, "platform", "linux")
    assert _checks._synchronised() is set_by_somebody


def test_the_worker_is_judged_by_its_beat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TINHSO_DATABASE_URL", raising=False)
    never = one(_checks.worker(tmp_path))
    assert (never.status, never.fix_en) == ("warn", "Run: tinhso serve"), "nothing serves: nothing is broken"
    heartbeat.beat(tmp_path, "serve")
    written(heartbeat.beat_file(tmp_path, "worker"), -HOUR)
    hung = one(_checks.worker(tmp_path))
    assert (hung.status, "worker.log" in hung.fix_vi) == ("bad", True)
    heartbeat.beat(tmp_path, "worker")
    assert one(_checks.worker(tmp_path)).status == "ok"


def test_a_password_that_suffices_for_everything_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TINHSO_SECOND_FACTOR", raising=False)
    assert (found := one(_checks.login(tmp_path))).status == "ok" and "administrators" in found.en
    monkeypatch.setenv("TINHSO_SECOND_FACTOR", "optional")
    assert (found := one(_checks.login(tmp_path))).status == "warn" and "TINHSO_SECOND_FACTOR" in found.fix_vi
    (tmp_path / "demo").touch()
    assert one(_checks.login(tmp_path)).status == "ok", "in a demo everybody shall get in"


class Answering(socketserver.StreamRequestHandler):
    """As little of SMTP as a greeting needs; no password is right."""

    def handle(self) -> None:
        self.wfile.write(b"220 thu.example\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            answers = {b"EHLO": b"250-thu.example\r\n250 AUTH PLAIN\r\n", b"AUTH": b"535 no\r\n", b"QUIT": b"221 bye\r\n"}
            self.wfile.write(answers.get(word, b"250 ok\r\n"))
            if word == b"QUIT":
                return


@contextmanager
def mail_server() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_mail_is_tried_at_the_server_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TINHSO_SMTP_URL", raising=False)
    unset = one(_checks.mail(tmp_path))
    assert (unset.status, "TINHSO_SMTP_URL" in unset.fix_vi) == ("warn", True)
    monkeypatch.setenv("TINHSO_MAIL_FROM", "he-thong@co-quan.example")
    with mail_server() as where:
        monkeypatch.setenv("TINHSO_SMTP_URL", f"smtp://{where}")
        assert one(_checks.mail(tmp_path)).status == "ok"
        monkeypatch.setenv("TINHSO_SMTP_URL", f"smtp://ai:sai@{where}")
        assert one(_checks.mail(tmp_path)).status == "warn", "it answers, and does not take us"
    monkeypatch.setenv("TINHSO_SMTP_URL", f"smtp://{where}")
    gone = one(_checks.mail(tmp_path))
    assert (gone.status, where in gone.vi) == ("warn", True)


def test_optional_programs_are_there_or_said_with_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    absent = list(_checks.programs(tmp_path))
    assert {f.check: f.status for f in absent} == dict.fromkeys(("chromium", "tesseract", "clamdscan"), "warn")
    assert all(f.fix_vi.startswith("apt install") for f in absent)

    def install(name: str, says: str = "") -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{says}'\n")
        (tmp_path / name).chmod(0o755)

    for name in ("chromium", "clamdscan"):
        install(name)
    install("tesseract", "eng")
    assert [f.status for f in _checks.programs(tmp_path)] == ["ok", "warn", "ok"], "without Vietnamese it reads no scan of ours"
    install("tesseract", "vie")
    assert [f.status for f in _checks.programs(tmp_path)] == ["ok", "ok", "ok"]
