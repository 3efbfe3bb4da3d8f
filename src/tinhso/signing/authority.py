"""A certificate authority for demo instances and tests: root, issuing authority, persons, agencies, revocation list.

Every subject ends in ` (demo)`; nothing here works unless the caller says that it runs a demo instance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tinhso.kit.errors import Refusal
from tinhso.signing.providers.software import Key, SoftwareProvider

Kind = Literal["p256", "rsa2048"]
FROM, UNTIL = datetime(2019, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key. `provider` signs with it; `p12` is the encrypted file for `tinhso sign`."""

    key: Key
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    def provider(self, can_certify: bool = True) -> SoftwareProvider:
        return SoftwareProvider(self.key, self.certificate, self.chain, can_certify)

    def p12(self, passphrase: str) -> bytes:
        sealed = serialization.BestAvailableEncryption(passphrase.encode("utf-8"))
        return pkcs12.serialize_key_and_certificates(b"tinhso", self.key, self.certificate, self.chain, sealed)


@dataclass
class DemoAuthority:
    """Root and issuing authority. Made by `create`, kept by `save` and `load` (PEM with both keys)."""

    root: x509.Certificate
    root_key: Key
    issuing: x509.Certificate
    issuing_key: Key
    revoked: dict[int, datetime] = field(default_factory=dict)

    @classmethod
    def create(cls, *, demo: bool, kind: Kind = "p256") -> DemoAuthority:
        """Raises Refusal `signing.demo_only` outside demo mode."""
        _demo_only(demo)
        root_key, issuing_key = _new_key(kind), _new_key(kind)
        root_name = _name("Chứng thực gốc thử nghiệm")
        root = _certificate(root_name, root_key, root_name, root_key, authority=1)
        issuing = _certificate(_name("Chứng thực cấp phát thử nghiệm"), issuing_key, root.subject, root_key, authority=0)
        return cls(root, root_key, issuing, issuing_key)

    def person(self, name: str, organisation: str, *, valid: tuple[datetime, datetime] = (FROM, UNTIL), kind: Kind = "p256") -> Issued:
        """A person's certificate `<name> (demo)`."""
        return self._issue(_name(name, organisation), valid, kind)

    def agency(self, name: str, *, valid: tuple[datetime, datetime] = (FROM, UNTIL), kind: Kind = "p256") -> Issued:
        """An agency's certificate `<name> (demo)`."""
        return self._issue(_name(name, name), valid, kind)

    def revoke(self, certificate: x509.Certificate, at: datetime) -> None:
        """From `at` (aware) the next list names this certificate."""
        self.revoked[certificate.serial_number] = at

    def crl(self, at: datetime) -> bytes:
        """The list as PEM, dated `at`: goes to `trust/*.crl`."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.issuing.subject).last_update(at).next_update(UNTIL)
        for serial, since in self.revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self.issuing_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def roots_pem(self) -> bytes:
        """What goes to `trust/roots.pem`."""
        return self.root.public_bytes(serialization.Encoding.PEM)

    def save(self) -> bytes:
        """Both certificates and keys as PEM; the file must be readable by its owner only."""
        plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        keys = [key.private_bytes(serialization.Encoding.PEM, *plain) for key in (self.root_key, self.issuing_key)]
        return self.roots_pem() + self.issuing.public_bytes(serialization.Encoding.PEM) + b"".join(keys)

    @classmethod
    def load(cls, pem: bytes, *, demo: bool, revoked: dict[int, datetime] | None = None) -> DemoAuthority:
        """Raises Refusal `signing.demo_only` outside demo mode, ValueError for a file `save` did not write."""
        _demo_only(demo)
        root, issuing = x509.load_pem_x509_certificates(pem)
        marker = b"-----BEGIN PRIVATE KEY-----"
        keys = [serialization.load_pem_private_key(marker + part, None) for part in pem.split(marker)[1:]]
        root_key, issuing_key = (k for k in keys if isinstance(k, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey))
        return cls(root, root_key, issuing, issuing_key, dict(revoked or {}))

    def _issue(self, name: x509.Name, valid: tuple[datetime, datetime], kind: Kind) -> Issued:
        key = _new_key(kind)
        certificate = _certificate(name, key, self.issuing.subject, self.issuing_key, valid=valid)
        return Issued(key, certificate, (self.issuing,))


def _demo_only(demo: bool) -> None:
    if not demo:
        raise Refusal(
            "signing.demo_only",
            vi="Chứng thư thử nghiệm chỉ dùng trong bản trình diễn; hệ thống thật phải dùng chứng thư do tổ chức có thẩm quyền cấp.",
            en="Demo certificates exist only in a demo instance; a real system uses certificates of a competent authority.",
        )


def _new_key(kind: Kind) -> Key:
    return ec.generate_private_key(ec.SECP256R1()) if kind == "p256" else rsa.generate_private_key(65537, 2048)


def _name(common: str, organisation: str | None = None) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(organisation, 64)))
    mark = " (demo)"  # survives the cut
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, _cut(common, 64 - len(mark)) + mark)])


def _cut(text: str, limit: int) -> str:
    """X.520 ends these names at 64; the library counts bytes, of which Vietnamese letters have two or three. Whole words stay."""
    if len(text.encode()) <= limit:
        return text
    return text.encode()[:limit].decode(errors="ignore").rpartition(" ")[0]


def _certificate(
    subject: x509.Name,
    key: Key,
    issuer: x509.Name,
    issuer_key: Key,
    *,
    authority: int | None = None,
    valid: tuple[datetime, datetime] = (FROM, UNTIL),
) -> x509.Certificate:
    is_authority = authority is not None
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=authority), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
