"""The reader of `verify`: judges one file in a confined child (`engines/confined.py`)."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tinhso.signing.judge import judge
from tinhso.signing.report import Finding, SignatureReport
from tinhso.signing.trust import TrustStore


def answer(body: bytes) -> bytes:
    """Header line (JSON: path or null, trust, chain, at) and, without a path, the file itself. One JSON object back."""
    logging.disable(logging.CRITICAL)
    head, _, data = body.partition(b"\n")
    header = json.loads(head)
    said: dict[str, Any] = {"sha256": "", "signatures": []}
    try:
        if header["path"]:
            data = Path(header["path"]).read_bytes()
        said["sha256"] = hashlib.sha256(data).hexdigest()
        said["signatures"] = _judged(data, header)
    except (OSError, MemoryError) as error:
        said["error"] = type(error).__name__
    return json.dumps(said).encode()


def _judged(data: bytes, header: dict[str, Any]) -> list[dict[str, Any]]:
    trust = None
    if header["roots"] is not None:
        trust = TrustStore(bytes.fromhex(header["roots"]), tuple(bytes.fromhex(c) for c in header["crls"]))
    try:
        reports = judge(data, trust, chain=header["chain"], at=datetime.fromisoformat(header["at"]))
    except Finding as finding:
        reports = [SignatureReport(None).conclude(finding)]
    return [asdict(report) for report in reports]
