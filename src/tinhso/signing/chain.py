"""Is the signer whom he says: the path to a trusted root at the time of signing, and revocation by the lists we hold."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    ValidationError,
)

from tinhso.signing.report import Finding
from tinhso.signing.trust import TrustStore

Use = Literal["signing", "stamping"]
SIGNING: Use = "signing"
STAMPING: Use = "stamping"
# Purposes (RFC 5280 §4.2.1.12) that never mean a person's or an agency's signature on a document.
_OF_MACHINES = {Purpose.SERVER_AUTH, Purpose.TIME_STAMPING, Purpose.OCSP_SIGNING, Purpose.CODE_SIGNING}
_CLOCKS_DIFFER = timedelta(minutes=5)
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def unknown_issuer(detail: str) -> Finding:
    return Finding(
        "INDETERMINATE",
        "NO_CERTIFICATE_CHAIN_FOUND",
        "Chữ ký nguyên vẹn nhưng không nhận ra tổ chức cấp chứng thư. Hãy báo quản trị; chưa coi là giả.",
        "The signature is intact but the issuer of its certificate is not known. Tell the administrator; this does not mean forged.",
        detail,
    )


def expired(sub: str, detail: str) -> Finding:
    return Finding(
        "INDETERMINATE",
        sub,
        "Chứng thư đã hết hạn, không có dấu thời gian chứng minh ký trước đó. Hãy yêu cầu ký lại.",
        "The certificate has expired and no timestamp proves an earlier signing. Ask for a new signature.",
        detail,
    )


def check_clock(time: datetime, at: datetime) -> None:
    """A signature cannot be younger than its judgement, clocks apart. Raises Finding INDETERMINATE."""
    if time > at + _CLOCKS_DIFFER:
        raise Finding(
            "INDETERMINATE",
            "SIG_CONSTRAINTS_FAILURE",
            f"Chữ ký ghi thời điểm ở tương lai ({time:%d/%m/%Y %H:%M}), sau lúc kiểm tra. Hãy hỏi lại nơi gửi.",
            f"The signature claims a time in the future ({time:%Y-%m-%d %H:%M}), after this judgement. Ask the sender.",
            f"signed {time}, judged {at}",
        )


def check_chain(signer: Any, others: list[Any], trust: TrustStore | None, time: datetime, proven: bool, at: datetime, use: Use) -> str:
    """`good` or `not_checked` (revocation). `time`: of signing; `proven`: by a trusted timestamp, not only claimed; `at`: now.

    Raises Finding.
    """
    certificate = x509.load_der_x509_certificate(signer.dump())
    if trust is None:
        raise unknown_issuer("no trust store given")
    path = _path(signer, others, trust, time)
    if time < certificate.not_valid_before_utc:
        raise Finding(
            "FAILED",
            "NOT_YET_VALID",
            f"Thời điểm ký trước ngày chứng thư có hiệu lực ({certificate.not_valid_before_utc:%d/%m/%Y}). Hãy từ chối.",
            f"Signed before its certificate became valid ({certificate.not_valid_before_utc:%Y-%m-%d}). Refuse it.",
        )
    if time > certificate.not_valid_after_utc:
        raise expired("EXPIRED", f"expired {certificate.not_valid_after_utc} before the signing time {time}")
    _check_usage(certificate, use)
    outcome = "good"
    for subject, issuer in zip(path[1:], path, strict=False):
        listed = _revocation(subject, issuer, trust, time if proven else at, at)
        if listed is None:
            outcome = "not_checked"
        elif listed is not _GOOD:
            _judge_revoked(listed, time, proven)
    if at > certificate.not_valid_after_utc and not proven:
        raise expired("OUT_OF_BOUNDS_NO_POE", f"expired {certificate.not_valid_after_utc}, judged at {at}")
    return outcome


def _path(signer: Any, others: list[Any], trust: TrustStore, time: datetime) -> list[x509.Certificate]:
    """Root first, signer last. Its own dates are judged by the caller, so the path is built at a moment inside them."""
    roots = [to_asn1(x509.load_pem_x509_certificate(pem)) for pem in _PEM.findall(trust.roots)]
    certificate = x509.load_der_x509_certificate(signer.dump())
    moment = min(max(time, certificate.not_valid_before_utc), certificate.not_valid_after_utc)
    context = ValidationContext(trust_roots=roots, other_certs=others, moment=moment, allow_fetching=False, revocation_mode="soft-fail")
    validator = CertificateValidator(signer, others, validation_context=context)
    try:
        path = asyncio.run(validator.async_validate_path())
    except (PathBuildingError, PathError) as error:
        raise unknown_issuer(str(error)) from error
    except (ExpiredError, NotYetValidError) as error:
        raise expired("OUT_OF_BOUNDS_NO_POE", str(error)) from error
    except DisallowedAlgorithmError as error:
        raise weak(str(error)) from error
    except ValidationError as error:
        raise unsuitable(str(error)) from error
    return [x509.load_der_x509_certificate(c.dump()) for c in path.iter_certs(include_root=True)]


def weak(detail: str) -> Finding:
    return Finding(
        "INDETERMINATE",
        "CRYPTO_CONSTRAINTS_FAILURE",
        "Thuật toán cũ (như SHA-1) hoặc khóa quá ngắn, không còn an toàn. Xử lý theo quy chế.",
        "An old algorithm (such as SHA-1) or too short a key, no longer safe. Follow the regulations.",
        detail,
    )


def unsuitable(detail: str) -> Finding:
    return Finding(
        "INDETERMINATE",
        "CHAIN_CONSTRAINTS_FAILURE",
        "Chứng thư không được cấp để ký văn bản. Hãy báo quản trị và yêu cầu ký lại.",
        "The certificate is not issued for signing documents. Tell the administrator and ask for a new signature.",
        detail,
    )


def _check_usage(certificate: x509.Certificate, use: Use) -> None:
    try:
        purposes = set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        purposes = set()
    if use == STAMPING:
        if Purpose.TIME_STAMPING not in purposes:  # RFC 3161 §2.3; otherwise every signer could date documents as he likes
            raise unsuitable("a timestamp by a certificate without the purpose timeStamping")
        return
    if purposes and purposes <= _OF_MACHINES:
        raise unsuitable(f"a signature by a certificate for {', '.join(p._name for p in purposes)} only")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise unsuitable("key usage without digitalSignature or nonRepudiation")


_GOOD = datetime.max.replace(tzinfo=UTC)


def _revocation(subject: x509.Certificate, issuer: x509.Certificate, trust: TrustStore, moment: datetime, at: datetime) -> datetime | None:
    """Since when revoked, `_GOOD` if a list of this issuer does not name it, None without such a list.

    That a name is missing tells something only in a list made after `moment` (of signing where it is proven) or not yet due for renewal.
    """
    known: datetime | None = None
    for raw in trust.crls:
        try:
            load = x509.load_pem_x509_crl if raw.lstrip().startswith(b"-----") else x509.load_der_x509_crl
            crl = load(raw)
            key: Any = issuer.public_key()
            if crl.issuer != issuer.subject or not crl.is_signature_valid(key):
                continue
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            continue
        entry = crl.get_revoked_certificate_by_serial_number(subject.serial_number)
        if entry is None and crl.last_update_utc < moment and (crl.next_update_utc is None or crl.next_update_utc < at):
            continue
        since = entry.revocation_date_utc if entry is not None else _GOOD
        known = since if known is None else min(known, since)
    return known


def _judge_revoked(since: datetime, time: datetime, proven: bool) -> None:
    when = f"{since:%d/%m/%Y}"
    if time >= since:
        raise Finding(
            "FAILED",
            "REVOKED",
            f"Chứng thư đã bị thu hồi ngày {when}, trước khi ký. Hãy từ chối.",
            f"The certificate was revoked on {since:%Y-%m-%d}, before the signing. Refuse it.",
        )
    if not proven:
        raise Finding(
            "INDETERMINATE",
            "REVOKED_NO_POE",
            f"Chứng thư đã bị thu hồi ngày {when}, chưa rõ ký trước hay sau. Hãy tạm từ chối và hỏi lại nơi gửi.",
            f"The certificate was revoked on {since:%Y-%m-%d}; whether the signing came before is not proven. Hold it and ask the sender.",
        )
