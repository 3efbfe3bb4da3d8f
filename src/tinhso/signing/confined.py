"""The child that judges one file under limits; started by `verify`, answers one line of JSON and ends.

No file can hang or crash its caller: processor time, memory and output are limited before the first byte is read.
"""

from __future__ import annotations

import hashlib
import json
import logging
import resource
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

CPU_SECONDS, MEMORY = 10, 1_500_000_000


def confine() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Header line (JSON: path or null, trust, chain, at) and, without a path, the file itself on standard input."""
    confine()
    logging.disable(logging.CRITICAL)
    header = json.loads(sys.stdin.buffer.readline())
    answer: dict[str, Any] = {"sha256": "", "signatures": []}
    try:
        data = Path(header["path"]).read_bytes() if header["path"] else sys.stdin.buffer.read()
        answer["sha256"] = hashlib.sha256(data).hexdigest()
        answer["signatures"] = _judged(data, header)
    except (OSError, MemoryError) as error:
        answer["error"] = type(error).__name__
    sys.stdout.write(json.dumps(answer))


def _judged(data: bytes, header: dict[str, Any]) -> list[dict[str, Any]]:
    from tinhso.signing.judge import judge
    from tinhso.signing.report import Finding, SignatureReport
    from tinhso.signing.trust import TrustStore

    trust = None
    if header["roots"] is not None:
        trust = TrustStore(bytes.fromhex(header["roots"]), tuple(bytes.fromhex(c) for c in header["crls"]))
    try:
        reports = judge(data, trust, chain=header["chain"], at=datetime.fromisoformat(header["at"]))
    except Finding as finding:
        reports = [SignatureReport(None).conclude(finding)]
    return [asdict(report) for report in reports]


if __name__ == "__main__":
    main()
