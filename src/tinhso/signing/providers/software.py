"""A key in an encrypted PKCS#12 file, parsed once: for demo instances and for `tinhso sign`."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tinhso.kit.errors import Refusal

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class SoftwareProvider:
    """See `SigningProvider`. Checking an RSA key costs a hundred signatures, so it is done once, here."""

    def __init__(self, key: Key, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...], can_certify: bool = True) -> None:
        self._key = key
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        self.subject = str(names[0].value) if names else certificate.subject.rfc4514_string()
        self.certificate = certificate.public_bytes(serialization.Encoding.DER)
        self.chain = tuple(c.public_bytes(serialization.Encoding.DER) for c in chain)
        self.can_certify = can_certify

    @classmethod
    def from_p12(cls, source: Path | bytes, passphrase: str | bytes, can_certify: bool = True) -> SoftwareProvider:
        """Raises Refusal `signing.passphrase` (wrong), `signing.key_file` (no PKCS#12, no key, or a kind of key we cannot use)."""
        data = source if isinstance(source, bytes) else _read(source)
        secret = passphrase if isinstance(passphrase, bytes) else passphrase.encode("utf-8")
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(data, secret)
        except ValueError as error:
            if "password" in str(error).lower():
                raise Refusal(
                    "signing.passphrase",
                    vi="Mật khẩu của tệp khóa không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại.",
                    en="The passphrase of the key file is wrong. Check the keyboard and Caps Lock, then type it again.",
                ) from error
            raise _bad_key_file() from error
        if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or certificate is None:
            raise _bad_key_file()
        return cls(key, certificate, tuple(chain), can_certify)

    def sign(self, data: bytes) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            "signing.key_file",
            vi=f"Không đọc được tệp khóa {path}: {error.strerror}.",
            en=f"The key file {path} cannot be read: {error.strerror}.",
        ) from error


def _bad_key_file() -> Refusal:
    return Refusal(
        "signing.key_file",
        vi="Tệp khóa không phải PKCS#12 (.p12, .pfx) có khóa RSA hoặc ECDSA kèm chứng thư.",
        en="The key file is not a PKCS#12 (.p12, .pfx) with an RSA or ECDSA key and its certificate.",
    )
