"""One real instance from `init` on: its password, its parts served apart, its upgrade."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.second_server import free_port
from tinhso.cli import _web, init, main
from tinhso.cli.backup import take
from tinhso.engines import heartbeat
from tinhso.engines.postgres import Engine
from tinhso.kit.secrets import instance_secret

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LOGIN = """
import os, sys, django
django.setup()
from pathlib import Path
from django.test import Client
from django.urls import reverse
password = (Path(os.environ["TINHSO_DATA"]) / "secrets" / "admin-password").read_text().strip()
client = Client(HTTP_HOST="localhost")
wrong = client.post(reverse("account_login"), {"login": "admin", "password": password + "x"})
right = client.post(reverse("account_login"), {"login": "admin", "password": password})
print(wrong.status_code, right.status_code, right.headers.get("Location"), client.get("/").headers.get("Location"))
"""


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("TINHSO_", "DJANGO_"))} | more


def tinhso(*arguments: str, expected: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tinhso.cli", *arguments], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == expected, done.stdout[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made in a folder where an `init` was interrupted at its very beginning."""
    data = tmp_path_factory.mktemp("instance") / "data"
    instance_secret(data, "postgres-admin")
    tinhso("init", "--data", str(data))
    return data


def test_the_first_password_is_private_kept_by_a_second_run_and_opens_the_door(made: Path) -> None:
    file = made / "secrets" / "admin-password"
    before = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    said = tinhso("init", str(made))
    assert "không thay đổi gì" in said and str(file) in said
    assert before.strip() not in said
    assert file.read_text() == before
    with Engine(made).running():
        done = subprocess.run(
            [sys.executable, "-c", LOGIN], capture_output=True, text=True,
            env=environment(TINHSO_DATA=str(made), TINHSO_ROLE="web", DJANGO_SETTINGS_MODULE="tinhso.config.settings"),
        )  # fmt: skip
    assert done.stdout.split() == ["200", "302", "/", "/accounts/2fa/required/"], done.stdout + done.stderr[-3000:]


def test_whoever_lost_phone_and_codes_is_let_in_anew_by_the_word_of_the_manual(made: Path) -> None:
    (said,) = re.findall(r"^tinhso manage --role web shell -c '(.+)'$", (ROOT / "docs" / "deploy.md").read_text(), re.M)
    enrolled = (
        "from allauth.mfa.totp.internal.auth import TOTP; from tinhso.core.people.models import Account; "
        "TOTP.activate(Account.objects.get(login='admin'), 'JBSWY3DPEHPK3PXP')"
    )
    tinhso("manage", "--data", str(made), "--role", "web", "shell", "-c", enrolled)
    let_in = said.replace("LOGIN", "admin")
    assert "'mfa.Authenticator': 1" in tinhso("manage", "--data", str(made), "--role", "web", "shell", "-c", let_in)
    assert "(0, {})" in tinhso("manage", "--data", str(made), "--role", "web", "shell", "-c", let_in)


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tinhso.cli", "serve", "--data", str(data), *arguments], env=environment(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def until(true: Callable[[], object], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def beats(data: Path, name: str, since: float) -> bool:
    file = heartbeat.beat_file(data, name)
    return file.exists() and file.stat().st_mtime > since


def test_two_parts_served_apart_share_the_server_and_the_one_left_takes_it_over(made: Path) -> None:
    began = time.time()
    with serving(made, "--only", "web", "--port", str(free_port())) as web, serving(made, "--only", "worker") as worker:
        until(lambda: beats(made, "web", began) and beats(made, "worker", began))
        again = tinhso("serve", "--data", str(made), "--only", "worker", expected=1)
        assert "đang chạy rồi" in again and str(worker.pid) in again
        assert str(web.pid) in tinhso("serve", "--data", str(made), "--port", str(free_port()), expected=1)
        owner = int((made / "run" / "serve.pid").read_text())
        first, left, name = (web, worker, "worker") if owner == web.pid else (worker, web, "web")
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 0
        until(lambda: Engine(made).answers())
        assert int((made / "run" / "serve.pid").read_text()) == left.pid
        taken_over = time.time()
        until(lambda: beats(made, name, taken_over))
        left.send_signal(signal.SIGTERM)
        assert left.wait(60) == 0
    assert not Engine(made).answers()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_those_who_answer_the_web_are_new_interpreters_and_inherit_no_held_lock(made: Path) -> None:
    def commands_of_children(pid: int) -> list[str]:
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
        return [Path(f"/proc/{c}/cmdline").read_bytes().replace(b"\0", b" ").decode() for c in children]

    began = time.time()
    with serving(made, "--only", "web", "--port", str(free_port())) as supervisor:
        until(lambda: beats(made, "web", began))
        (main,) = [int(p) for p in subprocess.check_output(["pgrep", "-f", "tinhso.cli._web", "-P", str(supervisor.pid)]).split()]
        answering = [command for command in commands_of_children(main) if "spawn_main" in command]
    assert len(answering) == _web.PROCESSES, "workers forked beside the heartbeat's thread hung on a lock in one start out of four"


def test_an_upgrade_backs_up_what_it_is_about_to_change_and_the_backup_can_be_upgraded_too(made: Path, tmp_path: Path) -> None:
    with Engine(made).running():
        tinhso("manage", "--data", str(made), "migrate", "exchange", "0001", "--verbosity", "0")
        tinhso("manage", "--data", str(made), "--role", "admin", "shell", "-c", ENTRY)
        before = (made / "ledger-heads" / "heads.jsonl").read_text() if (made / "ledger-heads" / "heads.jsonl").exists() else ""
    assert "tinhso upgrade" in tinhso("serve", "--data", str(made), "--port", str(free_port()), expected=1)
    assert "exchange.0002_sent_again" in tinhso("upgrade", "--data", str(made))
    (file,) = (made / "backups").glob("before-upgrade-*.tar")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as tar:
        heads = tar.extractfile("ledger-heads/heads.jsonl")
        assert heads is not None
        assert len(heads.read().decode().splitlines()) == len(before.splitlines()) + 1
    restored = tmp_path / "restored"
    tinhso("restore", str(file), "--data", str(restored))
    with Engine(restored).running():
        assert "exchange.0002_sent_again" in tinhso("upgrade", "--data", str(restored))
        tinhso("ledger", "verify", "--data", str(restored))


def test_evidence_that_waited_when_the_backup_was_taken_is_chained_by_the_restore(made: Path, tmp_path: Path) -> None:
    """Between the last chaining and the snapshot others go on working: no years later does that look like a fault."""
    engine = Engine(made)
    with engine.running():
        tinhso("manage", "--data", str(made), "--role", "admin", "shell", "-c", ENTRY)
        with engine.connect("admin", autocommit=True) as admin:
            columns = "agency_id, actor, action, subject, detail, at"
            admin.execute(f"INSERT INTO ledger_entry ({columns}, really_at) SELECT {columns}, '2020-01-02' FROM ledger_entry LIMIT 1")
        take(engine, tmp_path / "b.tar", head=False)
    restored = tmp_path / "restored"
    tinhso("restore", str(tmp_path / "b.tar"), "--data", str(restored))
    tinhso("ledger", "verify", "--data", str(restored))


ENTRY = (
    "from tinhso.core.ledger import public\n"
    "public.append(agency=1, person=None, post=None, actor='x', action='x', subject='x', detail={})\n"
    "assert public.sequence() >= 1"
)


@pytest.fixture
def not_made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which an instance would have been made."""
    asked: list[Path] = []
    monkeypatch.setattr(init, "make", asked.append)
    return asked


def test_an_instance_on_an_outside_server_which_has_no_lock_can_be_made_again(tmp_path: Path, not_made: list[Path]) -> None:
    instance_secret(tmp_path, "postgres-admin")
    with pytest.raises(SystemExit) as ended:
        main(["init", str(tmp_path)])
    assert (ended.value.code, not_made) == (0, [tmp_path])


def test_init_takes_its_folder_by_position_by_option_or_by_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, not_made: list[Path]
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    monkeypatch.setenv("TINHSO_DATA", str(two))
    for arguments in (["init", str(one)], ["init", "--data", str(one)], ["init"], ["init", str(one), "--data", str(one)]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
    assert not_made == [one, one, two, one]
    with pytest.raises(SystemExit) as ended:
        main(["init", str(one), "--data", str(two)])
    assert ended.value.code == 2
    monkeypatch.delenv("TINHSO_DATA")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["init"])
    assert not_made[-1] == Path("tinhso-data")


def test_what_a_backup_lacked_is_told_again_by_its_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tinhso.cli import restore

    lost = ["ab" * 32, "cd" * 32]
    manifest = {"taken_at": "2026-11-27T08:00:00+07:00", "blobs": 3, "missing": lost}
    monkeypatch.setattr(restore, "put_back", lambda file, data: json.loads(json.dumps(manifest)))
    monkeypatch.setattr(restore, "chain", lambda data: None)  # nothing was put back
    with pytest.raises(SystemExit) as ended:
        main(["restore", str(tmp_path / "b.tar"), "--data", str(tmp_path / "data")])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert all(name in said for name in lost)
    assert "2 tệp" in said and "2 files" in said
