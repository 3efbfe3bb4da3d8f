"""Whom we believe: root certificates and revocation lists, handed in; never what the file itself brings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tinhso.kit.errors import Refusal


@dataclass(frozen=True)
class TrustStore:
    """`roots`: PEM, one or more certificates; `crls`: PEM or DER revocation lists."""

    roots: bytes
    crls: tuple[bytes, ...] = ()

    @classmethod
    def from_files(cls, roots: Path, crl_folder: Path | None = None) -> TrustStore:
        """Raises Refusal `signing.trust` when the roots cannot be read or hold no certificate."""
        try:
            pem = roots.read_bytes()
        except OSError as error:
            raise _unusable(roots, str(error.strerror)) from error
        if b"-----BEGIN CERTIFICATE-----" not in pem:
            raise _unusable(roots, "PEM")
        folder = crl_folder or roots.parent
        return cls(pem, tuple(p.read_bytes() for p in sorted(folder.glob("*.crl"))))

    @classmethod
    def of_folder(cls, folder: Path) -> TrustStore:
        """`roots.pem` and `*.crl` of a folder. Raises as `from_files`."""
        return cls.from_files(folder / "roots.pem")

    @classmethod
    def of_instance(cls, data: Path) -> TrustStore | None:
        """`trust/roots.pem` and `trust/*.crl` of an instance; None when it has none."""
        roots = data / "trust" / "roots.pem"
        return cls.from_files(roots) if roots.is_file() else None


def _unusable(path: Path, why: str) -> Refusal:
    return Refusal(
        "signing.trust",
        vi=f"Không đọc được tệp chứng thư gốc {path} ({why}); cần tệp PEM có ít nhất một chứng thư.",
        en=f"The root certificates {path} cannot be read ({why}); a PEM file with at least one certificate is needed.",
    )
