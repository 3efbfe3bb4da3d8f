"""What was added to the file after a signature, and whether that is permitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from tinhso.signing import policy
from tinhso.signing.drawn import check_reserved
from tinhso.signing.report import Finding, broken, changed
from tinhso.signing.trust import TrustStore
from tinhso.signing.written import check_written


@dataclass
class Case:
    """One file under judgement. `sealed`: the revision of the agency's seal in a document of ours, else None."""

    data: bytes
    reader: PdfFileReader
    trust: TrustStore | None
    chain: bool
    at: datetime
    final: bool
    last_end: int = 0
    issued: bool = False
    sealed: int | None = None


def check_changes(case: Case, embedded: EmbeddedPdfSignature, end: int) -> None:
    """`end`: where the signed revision ends. Raises Finding."""
    coverage = embedded.evaluate_signature_coverage()
    if coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise broken(f"coverage {coverage.name}")
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return
    last = case.final and end == case.last_end
    if case.reader.xrefs.hybrid_xrefs_present:
        base = embedded.signed_revision
        fault = check_written(case.data, case.reader, base, end)
        if last and (fault or base + 1 == case.reader.xrefs.total_revisions):
            raise _loose(fault or f"{len(case.data) - end} bytes behind the last signature")
        # Readers of hybrid files see different objects (ISO 32000-1 §7.5.8.4), so later changes cannot be judged for all of them.
        raise Finding(
            "INDETERMINATE",
            "SIG_CONSTRAINTS_FAILURE",
            "Phần được ký nguyên vẹn, nhưng tệp có bảng tham chiếu kép nên không xét được thay đổi về sau. Hãy xem đúng phần đã ký.",
            "What was signed is intact, but the file is hybrid and later changes cannot be judged. Look at what was signed.",
        )
    base = embedded.signed_revision
    rules = policy.ISSUED if case.issued else policy.ANY
    result = rules.review_file(case.reader, base, field_mdp_spec=embedded.fieldmdp, doc_mdp=embedded.docmdp_level)
    if not isinstance(result, DiffResult):
        raise changed(str(result))
    permitted = embedded.docmdp_level
    if permitted is not None and result.modification_level.value > permitted.value:
        raise changed(f"{result.modification_level.name} after a certification that permits {permitted.name}")
    if case.issued:
        _issued(case, base, result)
    # After the last signature there may be whole revisions of evidence (DSS); a number without a seal is judged as a whole afterwards.
    if last and result.modification_level != ModificationLevel.LTA_UPDATES and not (case.issued and case.sealed is None):
        raise _loose(f"{len(case.data) - end} bytes behind the last signature")
    misplaced = check_written(case.data, case.reader, base, end)
    if misplaced is not None:
        raise _loose(misplaced) if last or case.issued else _unsure(misplaced)


def _issued(case: Case, base: int, result: DiffResult) -> None:
    """Our two-signature documents: number and date once between person and seal, evidence alone after the seal."""
    after_seal = case.sealed is not None and base >= case.sealed
    if not after_seal:
        problem = check_reserved(case.reader, base)
        if problem:
            raise changed(problem)
        return
    if result.modification_level > ModificationLevel.LTA_UPDATES:
        raise changed(
            f"{result.modification_level.name} after the seal",
            "Văn bản bị sửa sau khi cơ quan đóng dấu (số, ngày, hoặc chữ ký thêm vào). Hãy từ chối.",
            "The document was changed after the agency's seal (number, date, or a signature added). Refuse it.",
        )


def _loose(detail: str) -> Finding:
    return broken(
        detail,
        "Có dữ liệu thừa sau chữ ký cuối cùng. Hãy từ chối; có thể tải về đúng phần đã được ký.",
        "There is extra data behind the last signature. Refuse it; what was signed can be downloaded.",
    )


def _unsure(detail: str) -> Finding:
    return Finding(
        "INDETERMINATE",
        "SIG_CONSTRAINTS_FAILURE",
        "Phần được ký nguyên vẹn, nhưng phần thêm vào sau ghi sai cấu trúc nên mỗi phần mềm có thể hiện một khác. Hãy xem đúng phần đã ký.",
        "What was signed is intact, but what was added later is not well formed and programs may show different things. "
        "Look at what was signed.",
        detail,
    )
