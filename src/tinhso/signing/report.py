"""A verdict in the words of ETSI EN 319 102-1 and in words a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from dataclasses import field as default
from typing import Any, Literal

Verdict = Literal["PASSED", "INDETERMINATE", "FAILED", "UNSIGNED"]
EXIT: dict[str, int] = {"PASSED": 0, "FAILED": 1, "INDETERMINATE": 2, "UNSIGNED": 3}
_INDICATION = {"PASSED": "TOTAL-PASSED", "INDETERMINATE": "INDETERMINATE", "FAILED": "TOTAL-FAILED"}


@dataclass(frozen=True)
class Message:
    vi: str
    en: str


@dataclass
class SignatureReport:
    """One signature or document timestamp. Times are ISO 8601; `time_source` is `claimed` (/M) or `timestamp`.

    `revocation`: `good`, `revoked`, or `not_checked` (no list of that issuer in the trust folder). `detail` is for the technical
    record only. `revision_end` is the length of what was signed, for `signed_revision`.
    """

    field: str | None
    verdict: Verdict = "PASSED"
    indication: str = "TOTAL-PASSED"
    sub_indication: str | None = None
    signer: str | None = None
    time: str | None = None
    covers_whole_file: bool = False
    message: Message = default(default_factory=lambda: Message("", ""))
    kind: Literal["signature", "timestamp"] = "signature"
    organisation: str | None = None
    issuer: str | None = None
    serial: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    time_source: str = "claimed"
    revocation: str = "not_checked"
    revision_end: int | None = None
    detail: str | None = None

    def conclude(self, finding: Finding) -> SignatureReport:
        self.verdict, self.sub_indication, self.message = finding.verdict, finding.sub, finding.message
        self.indication = _INDICATION[finding.verdict]
        self.detail = finding.detail
        return self

    def as_json(self) -> dict[str, Any]:
        """The public shape of `tinhso verify --json`."""
        names = ("field", "verdict", "indication", "sub_indication", "signer", "time", "covers_whole_file")
        return {name: getattr(self, name) for name in names} | {"message": asdict(self.message)}


@dataclass
class Report:
    """The whole file: the worst verdict of its signatures, UNSIGNED when it has none."""

    file: str
    sha256: str
    verdict: Verdict
    signatures: list[SignatureReport]

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "sha256": self.sha256,
            "verdict": self.verdict,
            "signatures": [s.as_json() for s in self.signatures],
        }

    @property
    def exit_code(self) -> int:
        return EXIT[self.verdict]


def overall(signatures: Iterable[SignatureReport]) -> Verdict:
    verdicts = {s.verdict for s in signatures}
    order: tuple[Verdict, ...] = ("FAILED", "INDETERMINATE", "PASSED")
    return next((v for v in order if v in verdicts), "UNSIGNED")


class Finding(Exception):
    """Why a signature does not pass; raised by a check, caught once per signature."""

    def __init__(self, verdict: Verdict, sub: str, vi: str, en: str, detail: str | None = None) -> None:
        super().__init__(f"{verdict}/{sub}: {detail or en}")
        self.verdict: Verdict = verdict
        self.sub, self.message, self.detail = sub, Message(vi, en), detail


def broken(detail: str, vi: str | None = None, en: str | None = None) -> Finding:
    """FAILED/FORMAT_FAILURE."""
    return Finding(
        "FAILED",
        "FORMAT_FAILURE",
        vi or "Chữ ký hoặc tệp bị hỏng nên không kiểm tra được. Hãy từ chối và yêu cầu gửi lại tệp gốc.",
        en or "The signature or the file is damaged and cannot be checked. Refuse it and ask for the original file again.",
        detail,
    )


def changed(detail: str, vi: str | None = None, en: str | None = None) -> Finding:
    """FAILED/CHANGED_AFTER_SIGNING: ours, not ETSI's; it is what a clerk must know."""
    return Finding(
        "FAILED",
        "CHANGED_AFTER_SIGNING",
        vi or "Tệp có thay đổi sau khi ký. Hãy từ chối; có thể tải về đúng phần đã được ký để so sánh.",
        en or "The file was changed after signing. Refuse it; what was signed can be downloaded for comparison.",
        detail,
    )
