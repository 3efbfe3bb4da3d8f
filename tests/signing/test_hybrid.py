"""Hybrid files, as Word writes them: a table for old readers, and a stream beside it with objects only new readers find."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.signing.conftest import AT, Judge, Pki
from tinhso.signing.public import sign_plain


def hybrid_pdf() -> bytes:
    """One page; object 5 is free in the table and in use in the stream of `/XRefStm` (ISO 32000-1 §7.5.8.4)."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length 15>>\nstream\n0 0 m 9 9 l S  \nendstream", b"<</Title(Mau)>>",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    stream = len(out)
    row = bytes([1]) + places[4].to_bytes(4, "big") + b"\0"
    out += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Index[5 1]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(row), row)
    table = len(out)
    out += b"xref\n0 7\n0000000005 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places[:4])
    out += b"0000000000 00001 f \n%010d 00000 n \n" % stream
    out += b"trailer\n<</Size 7/Root 1 0 R/Info 5 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (stream, table)
    return bytes(out)


def is_hybrid(pdf: bytes) -> bool:
    return bool(PdfFileReader(io.BytesIO(pdf), strict=False).xrefs.hybrid_xrefs_present)


@pytest.fixture
def signed_as_it_was(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Signed by a program that leaves the file hybrid."""
    monkeypatch.setattr("tinhso.signing.apply.rewritten", lambda pdf: pdf)
    made = sign_plain(hybrid_pdf(), pki.person.provider(), at=AT)
    assert is_hybrid(made)
    return made


def test_a_signature_over_the_whole_hybrid_file_passes(signed_as_it_was: bytes, look: Judge) -> None:
    assert look(signed_as_it_was)[0] == "PASSED"


@pytest.mark.parametrize("loose", [b"thua", b"\n\n", b"%% mot dong\n", b"9 0 obj\n<<>>\nendobj\n"])
def test_bytes_behind_the_last_signature_fail_a_hybrid_file_too(signed_as_it_was: bytes, look: Judge, loose: bytes) -> None:
    verdict, [report] = look(signed_as_it_was + loose)
    assert verdict == "FAILED"
    assert report.message is not None and "behind the last signature" in report.message.en


def test_a_second_signature_leaves_the_first_of_a_hybrid_file_open(signed_as_it_was: bytes, pki: Pki, look: Judge) -> None:
    twice = sign_plain(signed_as_it_was, pki.agency.provider(), at=AT)
    assert twice.startswith(signed_as_it_was), "what somebody signed is never written anew"
    assert [r.verdict for r in look(twice)[1]] == ["INDETERMINATE", "PASSED"]


def test_two_signatures_on_an_unsigned_hybrid_file_are_both_valid(pki: Pki, look: Judge, tmp_path: Path) -> None:
    once = sign_plain(hybrid_pdf(), pki.person.provider(), at=AT)
    assert not is_hybrid(once)
    twice = sign_plain(once, pki.agency.provider(), at=AT)
    assert twice.startswith(once)
    verdict, reports = look(twice)
    assert (verdict, [r.verdict for r in reports]) == ("PASSED", ["PASSED", "PASSED"])
    if shutil.which("pdfsig"):
        (tmp_path / "twice.pdf").write_bytes(twice)
        said = subprocess.run(["pdfsig", "-nocert", str(tmp_path / "twice.pdf")], capture_output=True, text=True, check=True).stdout
        assert said.count("Signature is Valid.") == 2
