"""Old algorithms are left open wherever they hide: in the signature's own digest, the curve, or a timestamp (ETSI TS 119 312)."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1 as to_key
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfTimeStamper, SimpleSigner, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.conftest import AT, Judge, Pki, Stages, compile_pdf
from tinhso.kit import clock
from tinhso.signing.public import Issued, sign_plain
from tinhso.signing.update import Update

AFTER = clock.now().replace(year=clock.now().year + 1, day=1)  # pyHanko's own signer writes the hour of the test


class _TwoDigests(SimpleSigner):
    """SHA-256 over the document, and over the attributes whatever `weak` is: the second is what the key signs."""

    weak: tuple[Any, str]
    key: Any

    async def async_sign(self, *args: Any, **more: Any) -> Any:
        made = await super().async_sign(*args, **more)
        info = made["content"]["signer_infos"][0]
        attributes = cms.CMSAttributes([a for a in info["signed_attrs"] if a["type"].native != "cms_algorithm_protection"])
        digest, name = self.weak
        rsa_key = isinstance(self.key, rsa.RSAPrivateKey)
        scheme = (padding.PKCS1v15(), digest) if rsa_key else (ec.ECDSA(digest),)
        info["signed_attrs"], info["signature"] = attributes, self.key.sign(attributes.dump(), *scheme)
        info["signature_algorithm"] = cms.SignedDigestAlgorithm({"algorithm": name})
        return made


def store(issued: Issued) -> SimpleCertificateStore:
    made = SimpleCertificateStore()
    made.register_multiple([to_asn1(c) for c in issued.chain])
    return made


@pytest.mark.parametrize(
    ("digest", "name", "verdict"),
    [
        (hashes.SHA256(), "sha256_rsa", "PASSED"),
        (hashes.SHA1(), "sha1_rsa", "INDETERMINATE"),
        (hashes.MD5(), "md5_rsa", "INDETERMINATE"),
        (hashes.SHA1(), "sha1_ecdsa", "INDETERMINATE"),
    ],
)
def test_the_weaker_of_two_digests_decides(pki: Pki, look: Judge, digest: hashes.HashAlgorithm, name: str, verdict: str) -> None:
    issued = pki.authority.person("Võ Thử", "Sở Mẫu", kind="rsa2048" if name.endswith("rsa") else "p256")
    signer = _TwoDigests(to_asn1(issued.certificate), to_key(issued.key), store(issued))
    signer.weak, signer.key = (digest, name), issued.key
    out = sign_pdf(Update(compile_pdf()), PdfSignatureMetadata("s", md_algorithm="sha256"), signer, new_field_spec=SigFieldSpec("s"))
    assert isinstance(out, io.BytesIO)
    found, (report,) = look(out.getvalue(), at=AFTER)
    assert found == verdict and report.sub_indication == (None if verdict == "PASSED" else "CRYPTO_CONSTRAINTS_FAILURE")


def test_a_short_curve_is_left_open(pki: Pki, look: Judge) -> None:
    key, likeness = ec.generate_private_key(ec.SECP192R1()), pki.person.certificate
    builder = x509.CertificateBuilder().subject_name(likeness.subject).issuer_name(likeness.issuer).public_key(key.public_key())
    builder = builder.serial_number(9).not_valid_before(likeness.not_valid_before_utc).not_valid_after(likeness.not_valid_after_utc)
    issued = Issued(key, builder.sign(pki.authority.issuing_key, hashes.SHA256()), pki.person.chain)
    verdict, (report,) = look(sign_plain(compile_pdf(), issued.provider(), at=AT))
    assert (verdict, report.sub_indication) == ("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE")


@pytest.mark.parametrize(("digest", "verdict"), [("sha512", "PASSED"), ("sha1", "INDETERMINATE"), ("md5", "INDETERMINATE")])
def test_a_timestamp_over_a_broken_digest_proves_no_content(
    stages: Stages, look: Judge, stamper: Issued, digest: str, verdict: str
) -> None:
    clockwork = DummyTimeStamper(to_asn1(stamper.certificate), to_key(stamper.key), certs_to_embed=store(stamper), fixed_dt=AT)
    out = PdfTimeStamper(clockwork).timestamp_pdf(Update(stages.sealed), digest, bytes_reserved=8192)
    assert isinstance(out, io.BytesIO)
    assert look(out.getvalue())[0] == verdict


def test_a_person_issues_no_certificates(pki: Pki, look: Judge) -> None:
    """Its own certificate is no authority's (RFC 5280 §4.2.1.9)."""
    key, person = ec.generate_private_key(ec.SECP256R1()), pki.person
    builder = x509.CertificateBuilder().subject_name(pki.agency.certificate.subject).issuer_name(person.certificate.subject)
    builder = builder.public_key(key.public_key()).serial_number(11).not_valid_before(person.certificate.not_valid_before_utc)
    builder = builder.not_valid_after(person.certificate.not_valid_after_utc)
    assert isinstance(person.key, ec.EllipticCurvePrivateKey)
    issued = Issued(key, builder.sign(person.key, hashes.SHA256()), (person.certificate, *person.chain))
    verdict, (report,) = look(sign_plain(compile_pdf(), issued.provider(), at=AT))
    assert (verdict, report.sub_indication) == ("INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE")


def test_a_file_enciphered_without_a_password_passes(pki: Pki, look: Judge) -> None:
    """Some offices forbid printing that way. The container of a signature is never enciphered (ISO 32000-1 §7.6.1)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(compile_pdf())) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="", owner="mẫu", R=6))
    pdf = out.getvalue()
    for name, issued in (("first", pki.person), ("second", pki.agency)):
        writer = Update(pdf)
        writer.encrypt(b"")  # type: ignore[no-untyped-call]
        signer = SimpleSigner(to_asn1(issued.certificate), to_key(issued.key), store(issued))
        made = sign_pdf(writer, PdfSignatureMetadata(name), signer, new_field_spec=SigFieldSpec(name))
        assert isinstance(made, io.BytesIO)
        pdf = made.getvalue()
        assert look(pdf, at=AFTER)[0] == "PASSED"
