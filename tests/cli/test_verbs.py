from __future__ import annotations

import importlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import typer

from tinhso import cli as cli_package
from tinhso.cli import _vietnamese, main, verbs


def tinhso(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tinhso.cli", *arguments], capture_output=True, text=True, timeout=60)


def test_every_verb_loads_without_django_and_has_its_help() -> None:
    code = "import sys, importlib; from tinhso import cli\n[importlib.import_module('tinhso.cli.' + v).app for v in cli.verbs()]\n"
    done = subprocess.run([sys.executable, "-c", code + "assert 'django' not in sys.modules"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for verb in verbs():
        assert tinhso(verb, "--help").returncode == 0


def test_help_lists_the_verbs_of_every_day() -> None:
    shown = tinhso("--help").stdout
    for verb in ("init", "serve", "doctor", "backup", "restore", "upgrade", "ledger"):
        assert verb in shown
    assert "manage" not in shown


def test_every_line_of_help_is_there_in_vietnamese() -> None:
    found = {"Show this message and exit."}
    for verb in verbs():
        module = importlib.import_module(f"tinhso.cli.{verb}")
        found.add((module.__doc__ or "").strip().splitlines()[0])
        for command in _vietnamese.every(typer.main.get_command(module.app)):
            for text in (command.help, *(getattr(parameter, "help", None) for parameter in command.params)):
                found |= {" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip()}
    assert found == set(_vietnamese.WORDS), found ^ set(_vietnamese.WORDS)


def test_every_command_takes_data_in_the_same_way() -> None:
    found = {}
    for verb in verbs():
        command = typer.main.get_command(importlib.import_module(f"tinhso.cli.{verb}").app)
        for name, one in getattr(command, "commands", {"": command}).items():
            options = [p for p in one.params if "--data" in p.opts]
            found[f"{verb} {name}".strip()] = [(p.help, p.envvar, str(p.default)) for p in options]
    assert {"sign", "verify", "documents check", "documents export", "ledger verify", "serve", "manage"} <= found.keys()
    said = ("The instance's folder.", "TINHSO_DATA")
    # These work without an instance, and take none for theirs that was not named.
    alone = {"sign", "verify", "documents check"}
    assert found == {name: [(*said, "None" if name in alone else "tinhso-data")] for name in found}


def test_the_option_is_declared_in_one_place() -> None:
    sources = {path.name: path.read_text() for path in Path(cli_package.__file__).parent.glob("*.py")}
    assert [name for name, text in sources.items() if 'Option("--data"' in text] == ["_data.py"]


def test_a_command_that_needs_no_instance_takes_data_and_reads_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_text("no PDF")
    nowhere = tmp_path / "nowhere"
    judged = tinhso("documents", "check", str(tmp_path / "no.pdf"), "--data", str(nowhere))
    assert judged.returncode == 2
    signed = tinhso("sign", str(tmp_path / "no.pdf"), "--key", "k.p12", "--out", str(tmp_path / "no.pdf"), "--data", str(nowhere))
    assert signed.returncode == 1 and "--force" in signed.stderr
    assert tinhso("verify", str(tmp_path / "no.pdf"), "--data", str(nowhere)).returncode == 1
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("environment", "vietnamese"),
    [({"LANG": "vi_VN.UTF-8"}, True), ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_US.UTF-8"}, False), ({"LANGUAGE": "vi:en", "LANG": "C"}, True),
     ({}, False)],
)  # fmt: skip
def test_help_speaks_the_terminals_language(environment: dict[str, str], vietnamese: bool) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    clean |= {"PYTHONUTF8": "1", "COLUMNS": "200", **environment}
    done = subprocess.run([sys.executable, "-m", "tinhso.cli", "serve", "--help"], capture_output=True, text=True, env=clean)
    for vi, en in [("Cách dùng:", "Usage:"), ("Tuỳ chọn", "Options"), ("Thư mục của hệ thống.", "The instance's folder."),
                   ("Hiện hướng dẫn này.", "Show this message")]:  # fmt: skip
        assert (vi in done.stdout, en in done.stdout) == (vietnamese, not vietnamese), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["backup"], "thiếu FILE"), (["serve", "--prot", "1"], "không có tuỳ chọn --prot"), (["serve", "--port", "abc"], "giá trị của --port"),
     (["serve", "--port"], "tuỳ chọn --port"), (["serve", "more"], "thừa tham số more"), (["ledger", "verfy"], "không có lệnh con")],
)  # fmt: skip
def test_a_mistake_on_the_line_is_named_in_vietnamese_too(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_an_unknown_verb_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sreve"])
    assert ended.value.code == 2
    assert "Không có lệnh “sreve”" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["serve"], ["backup", "x.tar"], ["upgrade"], ["ledger", "verify"], ["manage", "check"]])
def test_without_an_instance_a_verb_says_so_and_makes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    done = tinhso(*arguments[:2] if arguments[0] == "ledger" else arguments[:1], "--data", str(tmp_path / "typo"),
                  *([] if arguments[0] == "ledger" else arguments[1:]))  # fmt: skip
    assert done.returncode == 1
    assert "tinhso init" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "typo").exists()


def test_init_leaves_a_folder_of_somebody_else_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep")
    done = tinhso("init", str(tmp_path))
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("where", ["a-file/sub", "/proc/nowhere"])
def test_a_folder_that_cannot_be_made_is_a_sentence_not_a_traceback(tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").write_text("")
    done = tinhso("init", str(tmp_path / where))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Không dùng được" in done.stderr and "cannot be used" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--nope"], ["a.pdf", "b.pdf"], ["a.pdf", "--trust", "nowhere.pem"], ["a.pdf"]])
def test_a_mistake_in_calling_verify_is_never_taken_for_a_verdict(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if arguments == ["a.pdf"]:
        monkeypatch.setenv("TINHSO_FOO", "1")
    done = tinhso("verify", *arguments)
    assert (done.returncode, done.stdout) == (64, "")
    assert "✗" in done.stderr and "Traceback" not in done.stderr


def test_a_wrong_command_line_is_said_in_both_languages() -> None:
    done = tinhso("serve", "--port", "abc")
    assert done.returncode == 2
    assert "Dòng lệnh chưa đúng" in done.stderr and "--port" in done.stderr


def test_a_pipe_is_no_file_to_verify_or_sign(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    judged = tinhso("verify", str(tmp_path / "pipe.pdf"), "--json")
    assert judged.returncode == 1
    assert json.loads(judged.stdout)["signatures"][0]["sub_indication"] == "FORMAT_FAILURE" or "FORMAT_FAILURE" in judged.stdout
    signed = tinhso("sign", str(tmp_path / "pipe.pdf"), "--key", "k.p12", "--out", str(tmp_path / "out.pdf"))
    assert signed.returncode == 1


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.write_text("mine")
    done = tinhso("sign", str(there), "--key", "k.p12", "--out", str(there))
    assert done.returncode == 1 and "--force" in done.stderr
    assert there.read_text() == "mine"


def test_an_unknown_setting_stops_a_verb_with_its_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHSO_PUBLIC_URI", "https://so.example")
    done = tinhso("serve", "--data", str(tmp_path))
    assert done.returncode == 1
    assert "TINHSO_PUBLIC_URL" in done.stderr


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = tinhso("serve", "--data", str(tmp_path), "--port", str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert not (tmp_path / "pg").exists()


@pytest.mark.parametrize(
    ("faults", "lines", "last"), [(1, 2, "  en 1"), (20, 40, "  en 20"), (500, 41, "✗ và 480 lỗi nữa / and 480 more faults")]
)
def test_a_ledger_broken_in_every_row_tells_the_first_faults_and_how_many_more(
    faults: int, lines: int, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from rich.console import Console

    from tinhso.cli import ledger
    from tinhso.core.ledger.rules import Fault

    ledger._tell(Console(highlight=False, soft_wrap=True), [Fault(n, f"vi {n}", f"en {n}") for n in range(1, faults + 1)])
    told = capsys.readouterr().out.splitlines()
    assert (len(told), told[0], told[-1]) == (lines, "✗ #1 vi 1", last)


def test_doctor_names_what_is_broken_with_the_fix_and_exits_1(tmp_path: Path) -> None:
    done = tinhso("doctor", "--json", "--data", str(tmp_path / "typo"))
    assert done.returncode == 1
    found = {finding["check"]: finding for finding in json.loads(done.stdout)}
    assert set(found) >= {"settings", "engine", "worker", "disk", "clock", "fonts", "mail", "chromium", "tesseract", "certificates"}
    assert found["engine"]["status"] == "bad"
    assert "tinhso init" in found["engine"]["fix_vi"]
    assert all(finding["fix_vi"] and finding["fix_en"] for finding in found.values() if finding["status"] != "ok")
    assert not (tmp_path / "typo").exists()


def test_doctor_tells_an_expired_certificate(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    from tinhso.cli._checks import certificates

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=Cơ quan mẫu (demo)")
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "roots.pem").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    found = list(certificates(tmp_path))
    assert (found[0].status, "01/01/2020" in found[0].vi, found[-1].status) == ("warn", True, "ok")


def test_doctor_writes_numbers_as_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tinhso.cli import _checks

    giga = 1024**3
    monkeypatch.setattr(_checks.shutil, "disk_usage", lambda place: shutil._ntuple_diskusage(252 * giga, 174 * giga, int(77.8 * giga)))
    (found,) = _checks.disk(tmp_path)
    assert "77,8 trên 252 GB" in found.vi
    assert "77.8 of 252 GB" in found.en


@pytest.mark.parametrize(
    "error", [KeyError("x"), PermissionError(13, "Permission denied", "/x"), psycopg.errors.UndefinedTable("no table")]
)
def test_what_a_doctor_did_not_foresee_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    from tinhso.cli import _checks

    def broken(data: Path) -> Iterator[_checks.Finding]:
        raise error
        yield

    monkeypatch.setattr(_checks, "disk", broken)
    found = next(finding for finding in _checks.examine(tmp_path) if finding.check == "disk")
    assert found.status == "bad"
    for said in (found.vi, found.en):
        assert " " in said and said.rstrip().endswith(".") and repr(error) not in said
    assert str(tmp_path / "logs") in found.fix_vi


@pytest.mark.parametrize(
    ("verb", "error", "status", "traced"),
    [("doctor", psycopg.errors.InsufficientPrivilege("permission denied for schema public"), 1, False),
     ("doctor", ZeroDivisionError("division by zero"), 1, True), ("verify", ZeroDivisionError("division by zero"), 64, True)],
)  # fmt: skip
def test_the_last_catch_tells_a_person_in_words(
    verb: str, error: Exception, status: int, traced: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tinhso import cli

    class Failing:
        def main(self, **_: object) -> None:
            raise error

    monkeypatch.setattr(cli, "_command", lambda verb: Failing())
    with pytest.raises(SystemExit) as ended:
        main([verb])
    said = capsys.readouterr().err
    assert ended.value.code == status
    assert str(error) in said and "✗" in said
    assert ("Traceback" in said) == traced
