"""A whole test PKI and one document in every stage of its signing; made once a session, nothing is mocked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID

from tinhso.kit import clock, fonts
from tinhso.signing.judge import judge
from tinhso.signing.public import (
    Box,
    DemoAuthority,
    Issued,
    SignatureReport,
    Slots,
    TrustStore,
    demo_seal_png,
    demo_signature_png,
    fill,
    prepare,
    seal,
    seal_box,
    sign_person,
)
from tinhso.signing.report import Finding, Verdict, overall

AT = datetime(2020, 1, 5, 9, 30, tzinfo=clock.VIETNAM)
NOW = datetime(2020, 6, 1, 8, 0, tzinfo=clock.VIETNAM)
SOURCE = """
#set document(title: "Quyết định mẫu", date: datetime(year: 2020, month: 1, day: 5))
#set page(paper: "a4", margin: 30mm)
#set text(font: "Liberation Serif", size: 13pt, lang: "vi")
Số: #h(40pt)/QĐ-STTTT #h(1fr) _ngày #h(20pt) tháng #h(20pt) năm 2020_

Điều 1. Nội dung thử nghiệm của một quyết định mẫu.
"""


@dataclass(frozen=True)
class Pki:
    authority: DemoAuthority
    person: Issued
    agency: Issued

    def trust(self, *crls: bytes) -> TrustStore:
        return TrustStore(self.authority.roots_pem(), crls)


@dataclass(frozen=True)
class Stages:
    """One document after each step."""

    plain: bytes
    prepared: bytes
    signed: bytes
    filled: bytes
    sealed: bytes


def compile_pdf(source: str = SOURCE) -> bytes:
    made = typst.compile(source.encode(), format="pdf", pdf_standards="a-2b", font_paths=[str(fonts.FOLDER)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def slots() -> Slots:
    person = Box(0, 330, 300, 500, 370)
    return Slots(Box(0, 110, 740, 150, 756), Box(0, 400, 740, 420, 756), Box(0, 460, 740, 480, 756), person, seal_box(person))


@pytest.fixture(scope="session")
def pki() -> Pki:
    authority = DemoAuthority.create(demo=True)
    return Pki(authority, authority.person("Nguyễn Thử Nghiệm", "Sở Mẫu"), authority.agency("Sở Mẫu tỉnh Thử Nghiệm"))


@pytest.fixture(scope="session")
def stages(pki: Pki) -> Stages:
    plain = compile_pdf()
    prepared = prepare(plain, slots())
    blue, red = demo_signature_png("Nguyễn Thử Nghiệm"), demo_seal_png("Sở Mẫu tỉnh Thử Nghiệm")
    signed = sign_person(prepared, pki.person.provider(), reason="Phê duyệt", image=blue, at=AT)
    filled = fill(signed, {"number": "215", "day": "05", "month": "01"})
    return Stages(plain, prepared, signed, filled, seal(filled, pki.agency.provider(), image=red, at=AT))


def for_purposes(pki: Pki, *purposes: x509.ObjectIdentifier) -> Issued:
    """A certificate for these purposes only, under the same root."""
    issued = pki.authority.agency("Dấu thời gian thử", kind="rsa2048")
    builder = (
        x509.CertificateBuilder().subject_name(issued.certificate.subject).issuer_name(issued.certificate.issuer)
        .public_key(issued.key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(issued.certificate.not_valid_before_utc).not_valid_after(issued.certificate.not_valid_after_utc)
        .add_extension(x509.ExtendedKeyUsage(list(purposes)), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(pki.authority.issuing_key.public_key()), critical=False)
    )  # fmt: skip
    return Issued(issued.key, builder.sign(pki.authority.issuing_key, hashes.SHA256()), issued.chain)


@pytest.fixture(scope="session")
def stamper(pki: Pki) -> Issued:
    """A timestamp authority under the same root."""
    return for_purposes(pki, ExtendedKeyUsageOID.TIME_STAMPING)


Judge = Callable[..., tuple[Verdict, list[SignatureReport]]]


@pytest.fixture(scope="session")
def look(pki: Pki) -> Judge:
    """Judge in this process: quick, and a crash is seen as a crash."""

    def run(pdf: bytes, trust: TrustStore | None = None, at: datetime = NOW) -> tuple[Verdict, list[SignatureReport]]:
        try:
            reports = judge(pdf, trust or pki.trust(), at=at)
        except Finding as finding:
            reports = [SignatureReport(None).conclude(finding)]
        return overall(reports), reports

    return run
