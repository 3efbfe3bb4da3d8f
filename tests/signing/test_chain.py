"""Whose signature it is and whether the certificate held: EN 319 102-1's words for each case."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.attack import stamped
from tests.signing.conftest import AT, NOW, Judge, Pki, Stages, compile_pdf, for_purposes
from tinhso.kit.errors import Refusal
from tinhso.signing.public import DemoAuthority, Issued, TrustStore, sign_plain

DAY = timedelta(days=1)


def signed_by(issued: Issued, at: datetime = AT) -> bytes:
    return sign_plain(compile_pdf(), issued.provider(), at=at)


def test_a_foreign_root_is_unknown_not_forged(stages: Stages, look: Judge) -> None:
    other = DemoAuthority.create(demo=True)
    verdict, reports = look(stages.sealed, TrustStore(other.roots_pem()))
    assert verdict == "INDETERMINATE"
    assert {r.sub_indication for r in reports} == {"NO_CERTIFICATE_CHAIN_FOUND"}
    assert "chưa coi là giả" in reports[0].message.vi


@pytest.mark.parametrize(
    ("valid", "verdict", "sub"),
    [
        ((AT - 9 * DAY, AT - DAY), "INDETERMINATE", "EXPIRED"),
        ((AT - 9 * DAY, AT + DAY), "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE"),
        ((AT + DAY, AT + 9000 * DAY), "FAILED", "NOT_YET_VALID"),
        ((AT - DAY, AT + 9000 * DAY), "PASSED", None),
    ],
    ids=["expired when signing", "expired since", "not yet valid", "valid"],
)
def test_validity_of_the_certificate(pki: Pki, look: Judge, valid: tuple[datetime, datetime], verdict: str, sub: str | None) -> None:
    issued = pki.authority.person("Phạm Thử", "Sở Mẫu", valid=valid)
    got, reports = look(signed_by(issued))
    assert (got, reports[0].sub_indication) == (verdict, sub)


@pytest.mark.parametrize(
    ("since", "verdict", "sub", "revocation"),
    [
        (AT - DAY, "FAILED", "REVOKED", "revoked"),
        (AT + DAY, "INDETERMINATE", "REVOKED_NO_POE", "revoked"),
        (None, "PASSED", None, "good"),
    ],
    ids=["before signing", "after signing", "never"],
)
def test_revocation(look: Judge, since: datetime | None, verdict: str, sub: str | None, revocation: str) -> None:
    authority = DemoAuthority.create(demo=True)
    issued = authority.person("Vũ Thử", "Sở Mẫu")
    if since is not None:
        authority.revoke(issued.certificate, since)
    pdf = signed_by(issued)
    root_list = (
        x509.CertificateRevocationListBuilder().issuer_name(authority.root.subject).last_update(NOW).next_update(NOW + DAY)
        .sign(authority.root_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    )  # fmt: skip
    got, reports = look(pdf, TrustStore(authority.roots_pem(), (authority.crl(NOW), root_list)))
    assert (got, reports[0].sub_indication, reports[0].revocation) == (verdict, sub, revocation)


def test_a_revocation_list_signed_by_somebody_else_says_nothing(pki: Pki, look: Judge) -> None:
    issued = pki.authority.person("Bùi Thử", "Sở Mẫu")
    liar = DemoAuthority.create(demo=True)
    liar.revoke(issued.certificate, AT - DAY)
    got, reports = look(signed_by(issued), pki.trust(liar.crl(NOW)))
    assert (got, reports[0].revocation) == ("PASSED", "not_checked")
    assert "Chưa có danh sách thu hồi" in reports[0].message.vi


def with_timestamp(issued: Issued, stamper: Issued, digest: str = "sha256") -> bytes:
    store = SimpleCertificateStore()
    store.register_multiple([translate_pyca_cryptography_cert_to_asn1(c) for c in issued.chain])
    signer = SimpleSigner(
        signing_cert=translate_pyca_cryptography_cert_to_asn1(issued.certificate),
        signing_key=translate_pyca_cryptography_key_to_asn1(issued.key),
        cert_registry=store,
    )
    tsa_store = SimpleCertificateStore()
    tsa_store.register_multiple([translate_pyca_cryptography_cert_to_asn1(c) for c in stamper.chain])
    clockwork = DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(stamper.certificate),
        translate_pyca_cryptography_key_to_asn1(stamper.key),
        certs_to_embed=tsa_store,
        fixed_dt=AT.astimezone(UTC),
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(compile_pdf()))
    metadata = PdfSignatureMetadata("s", md_algorithm=digest)
    out = sign_pdf(writer, metadata, signer, timestamper=clockwork, new_field_spec=SigFieldSpec("s"))
    assert isinstance(out, io.BytesIO)
    return out.getvalue()


def test_a_timestamp_proves_signing_before_expiry_and_revocation(pki: Pki, look: Judge, stamper: Issued) -> None:
    issued = pki.authority.person("Đỗ Thử", "Sở Mẫu", valid=(AT - 9 * DAY, AT + DAY))
    verdict, (report,) = look(with_timestamp(issued, stamper))
    assert (verdict, report.time_source, report.time) == ("PASSED", "timestamp", AT.isoformat())
    assert "theo dấu thời gian" in report.message.vi


def test_a_timestamp_of_an_unknown_authority_proves_nothing(pki: Pki, look: Judge) -> None:
    issued = pki.authority.person("Đỗ Thử", "Sở Mẫu", valid=(AT - 9 * DAY, AT + DAY))
    foreign = DemoAuthority.create(demo=True).agency("Dấu thời gian lạ", kind="rsa2048")
    verdict, (report,) = look(with_timestamp(issued, foreign))
    assert report.time_source == "claimed" and verdict != "PASSED"


def test_a_document_timestamp_may_follow_the_seal(stages: Stages, look: Judge, stamper: Issued) -> None:
    verdict, reports = look(stamped(stages.sealed, stamper))
    assert (verdict, [r.kind for r in reports]) == ("PASSED", ["signature", "signature", "timestamp"])
    assert reports[-1].covers_whole_file and "Dấu thời gian hợp lệ" in reports[-1].message.vi


def test_a_document_timestamp_over_other_bytes_fails(stages: Stages, look: Judge, stamper: Issued) -> None:
    pdf = stamped(stages.sealed, stamper)
    at = pdf.rindex(b"/Filter")  # inside the timestamp's own dictionary, after every earlier signature
    assert look(pdf[: at + 3] + b"L" + pdf[at + 4 :])[0] == "FAILED"


def test_sha_1_is_left_open(pki: Pki, look: Judge, stamper: Issued) -> None:
    verdict, (report,) = look(with_timestamp(pki.person, stamper, digest="sha1"))
    assert (verdict, report.sub_indication) == ("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE")
    assert "SHA-1" in report.message.vi


def test_a_short_rsa_key_is_left_open(pki: Pki, look: Judge) -> None:
    key = rsa.generate_private_key(65537, 1024)
    likeness = pki.person.certificate
    builder = x509.CertificateBuilder().subject_name(likeness.subject).issuer_name(likeness.issuer).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(likeness.not_valid_before_utc).not_valid_after(likeness.not_valid_after_utc)
    issued = Issued(key, builder.sign(pki.authority.issuing_key, hashes.SHA256()), pki.person.chain)
    verdict, (report,) = look(signed_by(issued))
    assert (verdict, report.sub_indication) == ("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE")


def test_a_certificate_for_other_uses_is_left_open(pki: Pki, look: Judge) -> None:
    authority = pki.authority
    issued = Issued(authority.issuing_key, authority.issuing, (authority.root,))
    verdict, (report,) = look(signed_by(issued))
    assert (verdict, report.sub_indication) == ("INDETERMINATE", "CHAIN_CONSTRAINTS_FAILURE")


def test_demo_certificates_are_refused_outside_demo_mode() -> None:
    with pytest.raises(Refusal) as told:
        DemoAuthority.create(demo=False)
    assert told.value.code == "signing.demo_only"
    saved = DemoAuthority.create(demo=True).save()
    with pytest.raises(Refusal):
        DemoAuthority.load(saved, demo=False)


def test_a_saved_authority_issues_under_the_same_root(look: Judge) -> None:
    authority = DemoAuthority.create(demo=True)
    again = DemoAuthority.load(authority.save(), demo=True)
    assert look(signed_by(again.person("Hồ Thử", "Sở Mẫu")), TrustStore(authority.roots_pem()))[0] == "PASSED"


def test_every_demo_subject_says_so_even_when_the_name_is_long(pki: Pki) -> None:
    issued = pki.authority.agency("Sở " + "Rất Dài " * 20)
    assert issued.provider().subject.endswith(" (demo)")
    assert issued.certificate.not_valid_before_utc.year == 2019 and issued.certificate.not_valid_after_utc.year == 2049


def test_a_persons_certificate_is_no_timestamp_authority(stages: Stages, pki: Pki, look: Judge) -> None:
    """Otherwise everybody could date documents as he likes."""
    anybody = pki.authority.person("Ngô Thử", "Sở Mẫu", kind="rsa2048")
    verdict, reports = look(stamped(stages.sealed, anybody))
    assert (verdict, reports[-1].kind, reports[-1].sub_indication) == ("INDETERMINATE", "timestamp", "CHAIN_CONSTRAINTS_FAILURE")


def test_a_revoked_timestamp_authority_proves_nothing(look: Judge) -> None:
    authority = DemoAuthority.create(demo=True)
    pki = Pki(authority, authority.person("Ngô Thử", "Sở Mẫu"), authority.agency("Sở Mẫu"))
    stamper = for_purposes(pki, ExtendedKeyUsageOID.TIME_STAMPING)
    issued = authority.person("Đỗ Thử", "Sở Mẫu", valid=(AT - 9 * DAY, AT + DAY))
    pdf = with_timestamp(issued, stamper)
    assert look(pdf, TrustStore(authority.roots_pem(), (authority.crl(NOW),)))[0] == "PASSED"
    authority.revoke(stamper.certificate, AT - DAY)
    verdict, (report,) = look(pdf, TrustStore(authority.roots_pem(), (authority.crl(NOW),)))
    assert verdict != "PASSED" and report.time_source == "claimed"


@pytest.mark.parametrize(
    ("purposes", "verdict"),
    [
        ([ExtendedKeyUsageOID.SERVER_AUTH], "INDETERMINATE"),
        ([ExtendedKeyUsageOID.TIME_STAMPING], "INDETERMINATE"),
        ([ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH], "PASSED"),
    ],
    ids=["server", "timestamps", "mail"],
)
def test_the_purposes_of_a_certificate(pki: Pki, look: Judge, purposes: list[x509.ObjectIdentifier], verdict: str) -> None:
    got, reports = look(signed_by(for_purposes(pki, *purposes)))
    assert (got, reports[0].sub_indication) == (verdict, None if verdict == "PASSED" else "CHAIN_CONSTRAINTS_FAILURE")


def test_a_signature_from_the_future_is_left_open(pki: Pki, stages: Stages, look: Judge) -> None:
    minute = timedelta(minutes=1)
    for ahead, verdict in ((4 * minute, "PASSED"), (6 * minute, "INDETERMINATE"), (3650 * DAY, "INDETERMINATE")):
        got, (report,) = look(signed_by(pki.person, NOW + ahead))
        assert got == verdict, ahead
    assert report.sub_indication == "SIG_CONSTRAINTS_FAILURE" and "tương lai" in report.message.vi


def test_a_timestamp_from_the_future_is_left_open(stages: Stages, look: Judge, stamper: Issued) -> None:
    verdict, reports = look(stamped(stages.sealed, stamper, at=NOW + 30 * DAY))
    assert (verdict, reports[-1].sub_indication) == ("INDETERMINATE", "SIG_CONSTRAINTS_FAILURE")


def revocations(authority: DemoAuthority, of: str, made: datetime, until: datetime, *revoked: Issued) -> bytes:
    issuer, key = (authority.issuing, authority.issuing_key) if of == "issuing" else (authority.root, authority.root_key)
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.subject).last_update(made).next_update(until)
    for issued in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(issued.certificate.serial_number).revocation_date(AT - DAY)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def test_an_overdue_revocation_list_says_who_is_revoked_but_not_who_is_not(look: Judge) -> None:
    authority = DemoAuthority.create(demo=True)
    issued = authority.person("Vũ Thử", "Sở Mẫu")
    pdf = signed_by(issued)
    root = revocations(authority, "root", NOW, NOW + DAY)

    def judged(*lists: bytes) -> tuple[str, str]:
        verdict, (report,) = look(pdf, TrustStore(authority.roots_pem(), lists))
        return verdict, report.revocation

    fresh = revocations(authority, "issuing", NOW - DAY, NOW + DAY)
    overdue = revocations(authority, "issuing", AT - 9 * DAY, AT - 2 * DAY)
    assert judged(root, fresh) == ("PASSED", "good")
    assert judged(root, overdue) == ("PASSED", "not_checked")
    assert judged(root, revocations(authority, "issuing", AT - 9 * DAY, AT - 2 * DAY, issued)) == ("FAILED", "revoked")


def test_a_list_made_after_a_proven_signing_stays_good(look: Judge) -> None:
    authority = DemoAuthority.create(demo=True)
    pki = Pki(authority, authority.person("Ngô Thử", "Sở Mẫu"), authority.agency("Sở Mẫu"))
    pdf = with_timestamp(pki.person, for_purposes(pki, ExtendedKeyUsageOID.TIME_STAMPING))
    lists = tuple(revocations(authority, of, AT + DAY, AT + 2 * DAY) for of in ("root", "issuing"))
    assert look(pdf, TrustStore(authority.roots_pem(), lists))[1][0].revocation == "good"
