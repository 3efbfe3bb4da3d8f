"""What signing asks of a key, wherever it is kept (file, token, HSM, remote service): one raw signature at a time."""

from __future__ import annotations

from typing import Protocol


class SigningProvider(Protocol):
    """A key with its certificate.

    `certificate` and `chain` are DER (the chain from the issuer upward, the root may be absent). `can_certify` is False where the
    provider can only make approval signatures. `sign` returns the raw signature over `data` with SHA-256 by the certificate's
    algorithm (RSA PKCS#1 v1.5, or ECDSA as DER); it may raise Refusal (wrong PIN, token away).
    """

    @property
    def subject(self) -> str: ...
    @property
    def certificate(self) -> bytes: ...
    @property
    def chain(self) -> tuple[bytes, ...]: ...
    @property
    def can_certify(self) -> bool: ...
    def sign(self, data: bytes) -> bytes: ...
