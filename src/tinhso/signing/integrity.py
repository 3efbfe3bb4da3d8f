"""Do the bytes match what was signed, and does the signature belong to the certificate; which algorithms are too old."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from tinhso.signing.chain import weak
from tinhso.signing.report import Finding, broken

# ETSI TS 119 312: broken or withdrawn digests. Old signatures are left open, not called forged.
_WEAK = {"md2", "md4", "md5", "sha1", "ripemd160"}


def check_integrity(embedded: EmbeddedPdfSignature) -> Finding | None:
    """Digest and signature value; the weakness of an old algorithm is told only when both hold."""
    digest = embedded.compute_digest()
    info = embedded.signer_info
    attributes = info["signed_attrs"]
    try:
        claimed = find_unique_cms_attribute(attributes, "message_digest").native
    except (KeyError, ValueError) as error:
        raise broken("no message digest among the signed attributes") from error
    if claimed != digest:
        raise altered()
    certificate = embedded.signer_cert
    intact, valid = validate_sig_integrity(info, certificate, "data", digest)
    if not intact:
        raise altered()
    if not valid:
        raise Finding(
            "FAILED",
            "SIG_CRYPTO_FAILURE",
            "Giá trị chữ ký không đúng với chứng thư của người ký. Hãy từ chối.",
            "The signature value does not belong to the signer's certificate. Refuse it.",
        )
    return weakness(info, certificate)


def weakness(info: Any, certificate: Any) -> Finding | None:
    """What is too old in a SignerInfo or its key. Its two digests may differ, and the weaker one decides (asn1crypto's objects)."""
    digests = {str(info["digest_algorithm"]["algorithm"].native)}
    with suppress(ValueError):  # an algorithm without a digest of its own
        digests.add(str(info["signature_algorithm"].hash_algo))
    if digests & _WEAK:
        return weak(f"digest {', '.join(sorted(digests & _WEAK))}")
    key = x509.load_der_x509_certificate(certificate.dump()).public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < 2048:
        return weak(f"RSA of {key.key_size} bits")
    if isinstance(key, ec.EllipticCurvePublicKey) and key.key_size < 224:
        return weak(f"an elliptic curve of {key.key_size} bits")
    return None


def token_weakness(token: Any, info: Any, certificate: Any) -> Finding | None:
    """The same of a timestamp token (SignedData), and of the digest it speaks of."""
    imprint = str(token["encap_content_info"]["content"].parsed["message_imprint"]["hash_algorithm"]["algorithm"].native)
    return weak(f"digest {imprint}") if imprint in _WEAK else weakness(info, certificate)


def altered() -> Finding:
    return Finding(
        "FAILED",
        "HASH_FAILURE",
        "Nội dung đã bị sửa sau khi ký hoặc tệp hỏng. Hãy từ chối và yêu cầu gửi lại tệp gốc.",
        "The content was altered after signing or the file is damaged. Refuse it and ask for the original file again.",
    )
