"""The bytes a signature covers and the container it holds, judged before anything is believed (ISO 32000-1 §12.8.1)."""

from __future__ import annotations

import re
from typing import Any

from pyhanko.pdf_utils.generic import EncryptedObjAccess

from tinhso.signing.objects import raw, resolved
from tinhso.signing.report import Finding, broken

_HEX = re.compile(rb"<[0-9A-Fa-f]*>")
SUPPORTED = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161"}


def covered_end(data: bytes, signature: Any) -> int:
    """Where the signed revision ends. The range must start at 0, leave out exactly `<hex of /Contents>`, and lie inside the file.

    Raises Finding FAILED/FORMAT_FAILURE.
    """
    ranges = raw(signature, "/ByteRange")  # written in place, or a later revision could bring another
    if not isinstance(ranges, list) or len(ranges) != 4 or not all(type(v).__name__ == "NumberObject" for v in ranges):
        raise broken(f"ByteRange {ranges!r}")
    start, length, after, rest = (int(v) for v in ranges)
    if start != 0 or length <= 0 or rest <= 0 or after <= length:
        raise broken(f"ByteRange {ranges!r}")
    if after + rest > len(data):
        raise broken(
            f"ByteRange {ranges!r} in a file of {len(data)} bytes",
            "Chữ ký hỏng: tệp không còn đủ phần đã ký, do bị lưu lại, nén hoặc cắt bớt sau khi ký. Hãy yêu cầu gửi tệp gốc.",
            "Broken signature: the signed part is no longer in the file, which was saved again, compressed or cut after signing. "
            "Ask for the original file.",
        )
    gap = data[length:after]
    if not _HEX.fullmatch(gap):
        raise broken("the gap of ByteRange is not /Contents alone")
    contents = bytes.fromhex(gap[1:-1].decode() + "0" * (len(gap) % 2))
    stored = signature.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW)  # never enciphered (ISO 32000-1 §7.6.1)
    if contents != getattr(stored, "original_bytes", stored) or not contents:
        raise broken("the gap of ByteRange is not the signature's /Contents")
    size = _der_length(contents)
    if any(contents[size:]):
        raise broken("bytes behind the signature container in /Contents")
    return after + rest


def _der_length(data: bytes) -> int:
    if len(data) < 2 or data[0] != 0x30:
        raise broken("/Contents is not DER")
    if data[1] < 0x80:
        size = 2 + data[1]
    else:
        octets = data[1] & 0x7F
        if not 1 <= octets <= 4:
            raise broken("/Contents is not DER of a known length")
        size = 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")
    if size > len(data):
        raise broken("/Contents is cut short")
    return size


def check_subfilter(signature: Any) -> None:
    """A kind of signature we cannot check is listed and left open, never dropped. Raises Finding INDETERMINATE."""
    name = str(resolved(signature, "/SubFilter", ""))
    if name in SUPPORTED:
        return
    old = "sha1" in name
    raise Finding(
        "INDETERMINATE",
        "CRYPTO_CONSTRAINTS_FAILURE" if old else "SIG_CONSTRAINTS_FAILURE",
        "Thuật toán cũ (SHA-1), không còn an toàn. Xử lý theo quy chế."
        if old
        else f"Loại chữ ký {name or 'không ghi tên'} chưa kiểm tra được. Hãy kiểm tra bằng phần mềm của nơi ký.",
        "An old algorithm (SHA-1), no longer safe. Follow the regulations."
        if old
        else f"Signatures of kind {name or 'without a name'} cannot be checked here. Check with the signer's software.",
        f"SubFilter {name}",
    )
