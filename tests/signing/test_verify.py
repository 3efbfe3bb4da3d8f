"""`tinhso verify` and `tinhso sign` as programs: exit codes, the JSON shape, limits, passphrases."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

from tests.signing.conftest import NOW, Pki, Stages
from tinhso.signing.public import verify


@pytest.fixture
def roots(pki: Pki, tmp_path: Path) -> Path:
    path = tmp_path / "roots.pem"
    path.write_bytes(pki.authority.roots_pem())
    return path


def run(*arguments: str | Path, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TINHSO", "DJANGO"))}
    if data is not None:
        environment["TINHSO_DATA"] = str(data)
    command = [sys.executable, "-m", "tinhso.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, check=False)


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_exit_codes_and_json(stages: Stages, roots: Path, tmp_path: Path) -> None:
    issued = put(tmp_path / "issued.pdf", stages.sealed)
    passed = run("verify", issued, "--json", "--trust", roots)
    assert passed.returncode == 0, passed.stderr
    report = json.loads(passed.stdout)
    assert list(report) == ["file", "sha256", "verdict", "signatures"]
    assert report["verdict"] == "PASSED" and len(report["sha256"]) == 64 and report["file"] == str(issued)
    keys = ["field", "verdict", "indication", "sub_indication", "signer", "time", "covers_whole_file", "message"]
    assert [list(s) for s in report["signatures"]] == [keys, keys]
    assert [set(s["message"]) for s in report["signatures"]] == [{"vi", "en"}] * 2
    assert run("verify", put(tmp_path / "bad.pdf", stages.sealed + b"x"), "--trust", roots).returncode == 1
    unknown = run("verify", issued, "--json")
    assert unknown.returncode == 2
    assert {s["sub_indication"] for s in json.loads(unknown.stdout)["signatures"]} == {"NO_CERTIFICATE_CHAIN_FOUND"}
    assert run("verify", put(tmp_path / "plain.pdf", stages.plain), "--trust", roots).returncode == 3


def test_no_chain_and_the_instances_own_roots(stages: Stages, pki: Pki, tmp_path: Path) -> None:
    issued = put(tmp_path / "issued.pdf", stages.sealed)
    assert run("verify", issued, "--no-chain").returncode == 0
    (tmp_path / "data" / "trust").mkdir(parents=True)
    put(tmp_path / "data" / "trust" / "roots.pem", pki.authority.roots_pem())
    put(tmp_path / "data" / "trust" / "demo.crl", pki.authority.crl(NOW))
    assert run("verify", issued, data=tmp_path / "data").returncode == 0
    assert run("verify", issued, "--data", tmp_path / "data").returncode == 0
    assert run("verify", issued, "--data", tmp_path / "data", data=tmp_path / "another").returncode == 0, "the command line comes first"
    assert run("verify", issued, "--data", tmp_path / "another", data=tmp_path / "data").returncode == 2


def test_no_django_is_imported(stages: Stages, tmp_path: Path) -> None:
    issued = put(tmp_path / "issued.pdf", stages.sealed)
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from tinhso.cli.verify import app\n"
        f"import tinhso.signing.judge, tinhso.signing.confined\napp([{str(issued)!r}, '--no-chain'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def bomb() -> bytes:
    """A page tree whose objects lie in a stream that inflates to 4 GB: one packed block, said 256 times."""
    zeros = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"\x78\xda" + (zeros.compress(bytes(1 << 24)) + zeros.flush(zlib.Z_FULL_FLUSH)) * 256 + b"\x03\x00"
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    at = len(body)
    body += (
        b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n"
    )
    table = bytes([0, 0, 0, 0, 255, 1, 0, 0, 9, 0]) + bytes([2, 0, 0, 3, 0]) + bytes([1]) + at.to_bytes(3, "big") + b"\0"
    start = len(body)
    body += b"4 0 obj\n<</Type/XRef/Size 4/W[1 3 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table) + table + b"\nendstream\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def nested() -> bytes:
    deep = b"[" * 200_000 + b"]" * 200_000
    return b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages " + deep + b">>\nendobj\ntrailer\n<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF\n"


def loop() -> bytes:
    body = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 3 0 R>>>>\nendobj\n"
    second = len(body)
    body += b"2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>\nendobj\n"
    third = len(body)
    body += b"3 0 obj\n3 0 R\nendobj\n"
    start = len(body)
    rows = b"".join(b"%010d 00000 n \n" % at for at in (9, second, third))
    return body + b"xref\n0 4\n0000000000 65535 f \n" + rows + b"trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF\n" % start


def locked(plain: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["empty", "text", "docx", "locked", "bomb", "nested", "loop"])
def test_an_unreadable_file_fails_with_a_sentence(stages: Stages, kind: str) -> None:
    made = {"empty": lambda: b"", "text": lambda: "Không phải PDF".encode(), "docx": lambda: b"PK\x03\x04" + bytes(99),
            "locked": lambda: locked(stages.plain), "bomb": bomb, "nested": nested, "loop": loop}  # fmt: skip
    report = verify(made[kind]())
    if kind == "loop" and report.verdict == "UNSIGNED":
        return  # the pages were walked once and hold no signature
    assert report.verdict == "FAILED" and report.signatures[0].sub_indication == "FORMAT_FAILURE"
    assert report.signatures[0].message.vi.endswith(".") and len(report.sha256) == 64
    if kind == "locked":
        assert "mật khẩu" in report.signatures[0].message.vi


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.pdf", tmp_path):
        report = verify(path)
        assert report.verdict == "FAILED" and "Không mở được tệp" in report.signatures[0].message.vi


def test_sign_then_verify(stages: Stages, pki: Pki, roots: Path, tmp_path: Path) -> None:
    key = put(tmp_path / "key.p12", pki.person.p12("mật khẩu"))
    secret = put(tmp_path / "pass", "mật khẩu\n".encode())
    source, out = put(tmp_path / "in.pdf", stages.plain), tmp_path / "out.pdf"
    done = run("sign", source, "--key", key, "--pass-file", secret, "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(stages.plain)
    assert run("verify", out, "--trust", roots).returncode == 0


def test_a_wrong_passphrase_is_told_and_nothing_written(stages: Stages, pki: Pki, tmp_path: Path) -> None:
    key = put(tmp_path / "key.p12", pki.person.p12("right"))
    secret = put(tmp_path / "pass", b"wrong")
    done = run("sign", put(tmp_path / "in.pdf", stages.plain), "--key", key, "--pass-file", secret, "--out", tmp_path / "out.pdf")
    assert done.returncode == 1
    assert "Mật khẩu của tệp khóa không đúng" in done.stderr and "Traceback" not in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.pdf", "key.p12", "pass"]


def test_a_passphrase_cannot_be_given_on_the_command_line(stages: Stages, pki: Pki, tmp_path: Path) -> None:
    key = put(tmp_path / "key.p12", pki.person.p12("x"))
    arguments = ("sign", put(tmp_path / "in.pdf", stages.plain), "--key", key, "--out", tmp_path / "o.pdf")
    for option in ("--pass", "--password", "--passphrase"):
        done = run(*arguments, option, "x")
        assert done.returncode == 2 and not (tmp_path / "o.pdf").exists()
    prompted = run(*arguments)
    assert prompted.returncode == 1 and "--pass-file" in prompted.stderr


def test_a_key_file_that_is_none_is_told(stages: Stages, tmp_path: Path) -> None:
    secret = put(tmp_path / "pass", b"x")
    source = put(tmp_path / "in.pdf", stages.plain)
    for key in (put(tmp_path / "key.p12", b"no key"), tmp_path / "absent.p12"):
        done = run("sign", source, "--key", key, "--pass-file", secret, "--out", tmp_path / "o.pdf")
        assert done.returncode == 1 and "tệp khóa" in done.stderr.lower()
