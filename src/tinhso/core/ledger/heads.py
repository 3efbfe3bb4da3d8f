"""Where the signed ends of the chain are kept, outside the database, and the key that signs them. No Django here."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tinhso.kit.errors import Refusal
from tinhso.kit.secrets import instance_key

KEY = "ledger.key"


def heads_file(data: Path) -> Path:
    return data / "ledger-heads" / "heads.jsonl"


def kept_key(data: Path) -> Ed25519PrivateKey | None:
    """The instance's key for heads (DATA/secrets/ledger.key, 0600); None where there is none. Judging never makes one."""
    path = data / "secrets" / KEY
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes()) if path.exists() else None


def signing_key(data: Path, *, begun: bool) -> Ed25519PrivateKey:
    """The key, made for the first head only: a new one beside older heads would make them all look forged."""
    if begun and kept_key(data) is None:
        raise Refusal(
            "ledger.key_missing",
            vi="Mất khóa secrets/ledger.key, nên không ký tiếp được đầu chuỗi bằng chứng. Hãy lấy lại khóa từ bản sao lưu; nếu mất hẳn, "
            "cất tệp ledger-heads/heads.jsonl đi nơi khác để bắt đầu tệp mới.",
            en="The key secrets/ledger.key is missing, so the evidence's heads cannot be signed on. Bring it back from a backup; if it is "
            "lost for good, keep ledger-heads/heads.jsonl elsewhere, and a new one is begun.",
        )
    return Ed25519PrivateKey.from_private_bytes(instance_key(data, KEY, _new_key))


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
