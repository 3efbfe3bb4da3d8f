"""The CMS container of a PAdES baseline signature (ETSI EN 319 142-1 §6.3), made once per key and filled in per document.

Everything but the message digest and the signature value is the same for every document of one certificate, and building it anew
costs more than the signature itself. So pyHanko builds one container; we cut it at those two values and re-wrap the six lengths.
The time stands in the signature dictionary's /M, not in a signed attribute (EN 319 142-1 §5.3), so nothing else varies.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache

from cryptography import x509
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tinhso.signing.providers.port import SigningProvider

_DIGEST = bytes(range(0x41, 0x61))  # placeholder, unlikely to be found in a certificate
_SIGNATURE = bytes(range(0x21, 0x61)) * 2


class CmsTemplate:
    """`fill(digest, provider)` is a DER ContentInfo over a SHA-256 digest of the signed byte range."""

    def __init__(self, certificate: bytes, chain: tuple[bytes, ...]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([to_asn1(x509.load_der_x509_certificate(der)) for der in chain])
        signer = ExternalSigner(to_asn1(x509.load_der_x509_certificate(certificate)), store, signature_value=_SIGNATURE)
        made = asyncio.run(signer.async_sign(_DIGEST, "sha256", use_pades=True))
        info = made["content"]["signer_infos"][0]
        attributes = info["signed_attrs"].untag().dump()
        self._attributes = attributes.split(_DIGEST)
        tagged = b"\xa0" + attributes[1:]
        parts = made["content"].dump().split(tagged)
        if len(self._attributes) != 2 or len(parts) != 2:
            raise ValueError("this certificate's container cannot be cut")
        signed_data, signer_info = made["content"], info
        self._before_infos = b"".join(
            signed_data[name].dump() for name in ("version", "digest_algorithms", "encap_content_info", "certificates")
        )
        self._before_attributes = b"".join(signer_info[name].dump() for name in ("version", "sid", "digest_algorithm"))
        self._algorithm = signer_info["signature_algorithm"].dump()
        self._content_type = made["content_type"].dump()
        self.size = len(made.dump()) + 1024  # a longer signature value (RSA-4096 has 512 bytes) fits into the room kept

    def fill(self, digest: bytes, provider: SigningProvider) -> bytes:
        """Raises what the provider raises."""
        head, tail = self._attributes
        attributes = head + digest + tail  # a SET OF in DER: this is what is signed (RFC 5652 §5.4)
        signature = provider.sign(attributes)
        info = _wrap(0x30, self._before_attributes + b"\xa0" + attributes[1:] + self._algorithm + _wrap(0x04, signature))
        signed = _wrap(0x30, self._before_infos + _wrap(0x31, info))
        return _wrap(0x30, self._content_type + _wrap(0xA0, signed))


def _wrap(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


@lru_cache(maxsize=256)
def template(certificate: bytes, chain: tuple[bytes, ...]) -> CmsTemplate:
    return CmsTemplate(certificate, chain)
