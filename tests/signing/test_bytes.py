"""Games with the signed range and damaged bytes: no crash, no hang, no false pass."""

from __future__ import annotations

import random
import re

import pytest

from tests.signing.conftest import AT, Judge, Pki, Stages, compile_pdf
from tinhso.signing.public import sign_plain

_RANGE = re.compile(rb"/ByteRange \[0 (\d+) (\d+) (\d+) *\]")


def last_range(pdf: bytes) -> re.Match[bytes]:
    return list(_RANGE.finditer(pdf))[-1]


def with_range(pdf: bytes, text: bytes) -> bytes:
    """Another ByteRange of the same length, so that every offset stays right."""
    match = last_range(pdf)
    assert len(text) <= len(match[0])
    return pdf[: match.start()] + text.ljust(len(match[0])) + pdf[match.end() :]


@pytest.mark.parametrize(
    "text",
    [b"/ByteRange []", b"/ByteRange [0]", b"/ByteRange [0 10]", b"/ByteRange null", b"/ByteRange [0 -1 5 5]", b"/ByteRange [0 9 9 9]",
     b"/ByteRange [5 9 20 9]", b"/ByteRange [0 9 20 999999999]", b"/ByteRange [0 9 4 9]", b"/ByteRange [0 9.5 20 9]",
     b"/ByteRange [0 1 2 3 4 5]", b"/NoRange [0 1 2 3]"],
)  # fmt: skip
def test_a_strange_byte_range_fails(stages: Stages, look: Judge, text: bytes) -> None:
    verdict, reports = look(with_range(stages.sealed, text))
    assert verdict == "FAILED"
    assert any(r.sub_indication == "FORMAT_FAILURE" for r in reports)


def test_a_gap_wider_than_the_contents_fails(stages: Stages, look: Judge) -> None:
    match = last_range(stages.sealed)
    length, after, rest = (int(v) for v in match.groups())
    for wide in ((length - 4, after, rest), (length, after + 4, rest - 4), (length + 2, after - 2, rest)):
        assert look(with_range(stages.sealed, b"/ByteRange [0 %d %d %d]" % wide))[0] == "FAILED"


def contents(pdf: bytes) -> tuple[int, int]:
    length, after, _ = (int(v) for v in last_range(pdf).groups())
    return length, after


@pytest.mark.parametrize("fill", [b"0", b"f", b" "])
def test_empty_contents_fail(stages: Stages, look: Judge, fill: bytes) -> None:
    start, end = contents(stages.sealed)
    verdict, reports = look(stages.sealed[: start + 1] + fill * (end - start - 2) + stages.sealed[end - 1 :])
    assert verdict == "FAILED" and reports[-1].sub_indication == "FORMAT_FAILURE"


def test_bytes_in_the_padding_fail(stages: Stages, look: Judge) -> None:
    _, end = contents(stages.sealed)
    assert look(stages.sealed[: end - 9] + b"deadbeef" + stages.sealed[end - 1 :])[0] == "FAILED"


def test_letter_case_of_the_container_is_not_content(stages: Stages, look: Judge) -> None:
    """The one harmless mutation: the same container, another file; caches are keyed on the file's SHA-256."""
    start, end = contents(stages.sealed)
    assert look(stages.sealed[:start] + stages.sealed[start:end].upper() + stages.sealed[end:])[0] == "PASSED"


@pytest.mark.parametrize("name", [b"/adbe.pkcs7.sha1    ", b"/Example.Unknown    "])
def test_an_unknown_kind_of_signature_is_listed_and_left_open(pki: Pki, look: Judge, name: bytes) -> None:
    pdf = sign_plain(compile_pdf(), pki.person.provider(), at=AT)
    verdict, reports = look(pdf.replace(b"/ETSI.CAdES.detached", name))
    assert verdict == "INDETERMINATE" and len(reports) == 1
    assert reports[0].sub_indication == ("CRYPTO_CONSTRAINTS_FAILURE" if b"sha1" in name else "SIG_CONSTRAINTS_FAILURE")


def test_cut_files_never_pass(stages: Stages, look: Judge) -> None:
    for size in (0, 1, 9, 100, 5000, len(stages.prepared) // 2, len(stages.signed) - 1, len(stages.filled) - 3, len(stages.sealed) - 1):
        verdict, _ = look(stages.sealed[:size])
        assert verdict in ("FAILED", "UNSIGNED"), size


def test_three_hundred_mutants_never_crash_and_never_pass(pki: Pki, look: Judge) -> None:
    """Seeded flips, cuts, insertions. Those that only touch the hexadecimal of /Contents may pass: nothing signed has changed."""
    pdf = sign_plain(compile_pdf(), pki.person.provider(), at=AT)
    start, end = contents(pdf)
    chance = random.Random(30)
    for i in range(300):
        at = chance.randrange(len(pdf))
        kind = i % 4
        if kind == 0:
            mutant = pdf[:at] + bytes([pdf[at] ^ (1 << chance.randrange(8))]) + pdf[at + 1 :]
        elif kind == 1:
            mutant = pdf[:at]
        elif kind == 2:
            mutant = pdf[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9))) + pdf[at:]
        else:
            mutant = pdf[:at] + pdf[at + chance.randrange(1, 50) :]
        verdict, reports = look(mutant)
        if kind == 0 and start < at < end:
            assert verdict in ("PASSED", "FAILED", "INDETERMINATE")
        else:
            assert verdict in ("FAILED", "UNSIGNED"), (i, kind, at, reports)
