"""Judging what came: signatures and marks of secrecy, each in a confined child process; before any lock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.documents.layout.public import intake
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import PDF
from tinhso.signing import public as signing

UNREADABLE = "FORMAT_FAILURE"
"""What the verifier says of a file that is damaged, encrypted or no PDF, and of a signature whose signed part is gone."""


@dataclass(frozen=True, slots=True)
class Examined:
    """`verdict` as `tinhso verify` gives it, the worst of the document and its signed annexes. `report` is the document's JSON with
    `cautions` for the clerk (code, file, vi, en) and `annexes`: the reports of those that are signed."""

    verdict: str
    report: dict[str, Any]


def examine(main: StoredFile, annexes: tuple[StoredFile, ...] = (), issuer: str = "") -> Examined:
    """Never raises for what the files contain: a file that cannot be read is FAILED with its sentence.

    `issuer`, where known: a seal of another organisation is a caution.
    """
    cautions: list[dict[str, str]] = []
    signed: list[StoredFile] = []
    for file in (main, *annexes):
        try:
            accepted = intake.annex(files.bytes_of(file), file.name)
            found = [(c.code, c.vi, c.en) for c in accepted.cautions]
            signed += [file] if accepted.signed and file is not main else []
        except Refusal as wrong:
            found = [(wrong.code, wrong.vi, wrong.en)]
        cautions += [{"code": code, "file": file.name, "vi": vi, "en": en} for code, vi, en in found]
    if main.media_type == PDF:
        judged = _judged(main)
        verdict, report = str(judged.verdict), judged.as_json()
        cautions += _other_seal(main, judged, issuer)
    else:
        verdict, report = "UNSIGNED", {"file": main.name, "sha256": main.sha256, "verdict": "UNSIGNED", "signatures": []}
    others = [_judged(file) for file in signed]
    worst = next((v for v in ("FAILED", "INDETERMINATE") if v in (verdict, *(o.verdict for o in others))), verdict)
    return Examined(worst, {**report, "cautions": cautions, "annexes": [o.as_json() for o in others]})


def _judged(file: StoredFile) -> signing.Report:
    store = signing.TrustStore.of_instance(Path(settings.TINHSO_DATA))
    return signing.verify(files.path_of(file), store, at=clock.now(), name=file.name)


def unreadable(signature: dict[str, Any]) -> bool:
    """Whether this entry of a report says that the file itself could not be read: it names no signature, for none was found."""
    named = signature["field"] or signature["signer"]
    return not named and UNREADABLE in (signature["indication"], signature["sub_indication"])


def unreadable_file(report: dict[str, Any] | None) -> bool:
    return any(unreadable(s) for s in (report or {}).get("signatures", []))


def annex_signatures(report: dict[str, Any] | None) -> list[tuple[str, dict[str, Any]]]:
    """(file name, signature) of the signed annexes of a kept report."""
    return [(str(one["file"]), s) for one in (report or {}).get("annexes", []) for s in one["signatures"]]


def _other_seal(main: StoredFile, judged: signing.Report, issuer: str) -> list[dict[str, str]]:
    """Only the clerk can tell whether a seal that bears another name is right: an agency renamed, merged, or simply another one."""
    seal = next((s for s in judged.signatures if s.field == signing.AGENCY), None)
    if not issuer or seal is None or seal.verdict == "FAILED" or signing.speaks_for(issuer, seal.signer or ""):
        return []
    vi = f"Con dấu số trên văn bản là của “{seal.signer}”, không phải của nơi ban hành “{issuer}”. Hãy hỏi lại nơi gửi."
    en = f"The digital seal on the document is that of “{seal.signer}”, not of its issuer “{issuer}”. Ask the sender."
    return [{"code": "other_seal", "file": main.name, "vi": vi, "en": en}]


def secrecy_mark(report: dict[str, Any] | None) -> dict[str, str] | None:
    """The first caution that a file bears MẬT, TỐI MẬT or TUYỆT MẬT by itself."""
    cautions: list[dict[str, str]] = (report or {}).get("cautions", [])
    return next((c for c in cautions if c["code"] == "secrecy_mark"), None)
