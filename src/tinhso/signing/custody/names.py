from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID


def common_name(subject: str) -> str:
    """The name a person reads of a certificate's subject (RFC 4514); the subject itself where it holds none."""
    try:
        named = x509.Name.from_rfc4514_string(subject).get_attributes_for_oid(NameOID.COMMON_NAME)
    except ValueError:
        return subject
    return str(named[0].value) if named else subject
