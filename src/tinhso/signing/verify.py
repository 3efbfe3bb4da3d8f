"""A verdict on a PDF from anywhere, in a confined child process: no instance, no database, no Django."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tinhso.engines import confined
from tinhso.kit import clock
from tinhso.signing.report import Finding, Message, Report, SignatureReport, broken, overall
from tinhso.signing.trust import TrustStore

LIMITS = confined.Limits(cpu=10, wall=30, memory=1_500_000_000)


def verify(
    source: Path | bytes, trust: TrustStore | None = None, *, chain: bool = True, at: datetime | None = None, name: str = ""
) -> Report:
    """Judge every signature of a file (path or bytes) as of `at` (aware; default now). Never raises for what the file contains.

    Without `trust` a sound signature is INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND. `chain` False judges integrity, coverage and
    later changes only. A file that cannot be read, or not within the limits, is FAILED with one entry FORMAT_FAILURE.
    """
    path = source if isinstance(source, Path) else None
    if path and path.exists() and not path.is_file():
        signature = SignatureReport(None).conclude(_unjudged("IsADirectoryError" if path.is_dir() else "no regular file"))
        return Report(name or str(path), "", overall([signature]), [signature])
    header = {
        "path": str(path.absolute()) if path else None,
        "roots": trust.roots.hex() if trust else None,
        "crls": [crl.hex() for crl in trust.crls] if trust else [],
        "chain": chain,
        "at": (at or clock.now()).isoformat(),
    }
    body = json.dumps(header).encode() + b"\n" + (source if isinstance(source, bytes) else b"")
    answer = _ask(body)
    if "signatures" in answer and "error" not in answer:
        signatures = [_report(entry) for entry in answer["signatures"]]
    else:
        signatures = [SignatureReport(None).conclude(_unjudged(answer.get("error", "limits")))]
    digest = answer.get("sha256") or _sha256(source)
    return Report(name or (str(path) if path else ""), digest, overall(signatures), signatures)


def signed_revision(pdf: bytes, field: str) -> bytes:
    """Exactly what was signed in `field`: the file as it was when that signature was made.

    Raises KeyError when the file has no such sound signature range.
    """
    report = verify(pdf, chain=False)
    for signature in report.signatures:
        if signature.field == field and signature.revision_end is not None:
            return pdf[: signature.revision_end]
    raise KeyError(field)


def _ask(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(confined.ask("tinhso.signing.confined:answer", body, LIMITS))
    except ValueError:  # it ended without one
        return {}
    return answer if isinstance(answer, dict) else {}


def _unjudged(why: str) -> Finding:
    if why == "no regular file":  # a pipe or a device could be read for ever
        return broken(why, "Không phải một tệp thường; hãy lưu thành tệp rồi kiểm tra.", "This is no regular file; save it as one first.")
    if why in ("FileNotFoundError", "PermissionError", "IsADirectoryError", "NotADirectoryError"):
        return broken(why, "Không mở được tệp; hãy kiểm tra đường dẫn và quyền đọc.", "The file cannot be opened; check its path.")
    return broken(
        why,
        "Tệp quá phức tạp hoặc bị làm hỏng, không kiểm tra xong trong giới hạn cho phép. Hãy từ chối và yêu cầu gửi lại.",
        "The file is too complex or damaged and could not be checked within the limits. Refuse it and ask for it again.",
    )


def _report(entry: dict[str, Any]) -> SignatureReport:
    return SignatureReport(**{**entry, "message": Message(**entry["message"])})


def _sha256(source: Path | bytes) -> str:
    try:
        return hashlib.sha256(source if isinstance(source, bytes) else source.read_bytes()).hexdigest()
    except OSError:
        return ""
