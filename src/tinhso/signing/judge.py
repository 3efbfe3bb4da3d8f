"""Judge every signature of a PDF, in this process. For files of unknown origin use `verify`, which runs this in a confined child."""

from __future__ import annotations

from datetime import datetime

from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from tinhso.kit import clock
from tinhso.signing.bearer import check_organisation
from tinhso.signing.chain import SIGNING, STAMPING, check_chain, check_clock
from tinhso.signing.changes import Case, check_changes
from tinhso.signing.envelope import check_subfilter, covered_end
from tinhso.signing.fields import AGENCY
from tinhso.signing.integrity import altered, check_integrity, token_weakness
from tinhso.signing.issued import check_order, is_issued
from tinhso.signing.listing import Candidate, open_pdf, signatures_of, unreadable
from tinhso.signing.objects import resolved
from tinhso.signing.report import Finding, Message, SignatureReport, broken
from tinhso.signing.stamps import check_token, timestamp_of, token_time
from tinhso.signing.trust import TrustStore


def judge(data: bytes, trust: TrustStore | None, *, chain: bool = True, at: datetime, final: bool = True) -> list[SignatureReport]:
    """A report for each signature in the order of signing; [] when there is none.

    `final` False leaves out the rule that the last signature covers the whole file (between two steps of signing).
    Raises Finding when the file cannot be read at all.
    """
    reader = open_pdf(data)
    case = Case(data, reader, trust, chain, at, final)
    try:
        candidates = signatures_of(reader)
        case.issued = is_issued(reader)
    except Finding:
        raise
    except Exception as error:
        raise unreadable(f"{type(error).__name__}: {error}") from error
    reports = []
    for candidate in candidates:
        report = SignatureReport(candidate.name, kind="timestamp" if candidate.is_timestamp else "signature")
        reports.append((candidate, report))
        try:
            report.revision_end = covered_end(data, candidate.signature)
            case.last_end = max(case.last_end, report.revision_end)
        except Finding as finding:
            _describe(report, candidate)
            report.conclude(finding)
        except Exception as error:  # a hostile object may fail anywhere
            report.conclude(broken(f"{type(error).__name__}: {error}"))
    reports.sort(key=lambda pair: pair[1].revision_end or 0)
    if case.issued:
        case.sealed = next((c.revision for c, _ in reports if c.name == AGENCY), None)
    for candidate, report in reports:
        if report.verdict == "PASSED":
            _judge_one(case, candidate, report)
    if case.issued and final:
        _judge_order(case, reports)
    return [report for _, report in reports]


def _judge_order(case: Case, reports: list[tuple[Candidate, SignatureReport]]) -> None:
    """No signature of a file passes that is not the whole of what an issued document must hold."""
    misfit = check_order(case.reader, [candidate for candidate, _ in reports])
    for candidate, report in reports:
        if misfit is not None and not candidate.is_timestamp and report.verdict != "FAILED":
            report.conclude(misfit)


def judge_step(pdf: bytes) -> str | None:
    """After a step of signing: why a signature in the file no longer holds, or None. Certificates are not looked at."""
    try:
        reports = judge(pdf, None, chain=False, at=clock.now(), final=False)
    except Finding as finding:
        return str(finding)
    failed = [f"{r.field}: {r.sub_indication} {r.detail or ''}" for r in reports if r.verdict == "FAILED"]
    return "; ".join(failed) or None


def _judge_one(case: Case, candidate: Candidate, report: SignatureReport) -> None:
    try:
        _describe(report, candidate)
        report.covers_whole_file = report.revision_end == len(case.data)
        check_subfilter(candidate.signature)
        _examine(case, candidate, report)
    except Finding as finding:
        report.conclude(finding)
    except Exception as error:  # pyHanko signals bad files by many kinds of exception
        report.conclude(broken(f"{type(error).__name__}: {error}"))


def _examine(case: Case, candidate: Candidate, report: SignatureReport) -> None:
    embedded = EmbeddedPdfSignature(case.reader, candidate.field, candidate.name)
    expected = "tst_info" if candidate.is_timestamp else "data"
    content = embedded.signed_data["encap_content_info"]
    if content["content_type"].native != expected:
        raise broken(f"content type {content['content_type'].native}")
    if not candidate.is_timestamp and content["content"].native is not None:
        raise broken("the container brings its own content")
    _describe_signer(report, embedded)
    weakness: Finding | None = None
    if candidate.is_timestamp:
        if not check_token(embedded):
            raise altered()
        weakness = token_weakness(embedded.signed_data, embedded.signer_info, embedded.signer_cert)
    else:
        weakness = check_integrity(embedded)
    check_changes(case, embedded, report.revision_end or 0)
    if candidate.is_timestamp:
        _judge_timestamp(case, embedded, report)
        if weakness is not None:
            raise weakness
        return
    time, proven = _signing_time(case, embedded, report)
    if case.chain:
        if time is None:
            raise Finding(
                "INDETERMINATE",
                "SIG_CONSTRAINTS_FAILURE",
                "Chữ ký không ghi thời điểm ký nên chưa xét được hiệu lực của chứng thư. Hãy hỏi lại nơi gửi.",
                "The signature does not say when it was made, so the certificate cannot be judged. Ask the sender.",
            )
        try:
            check_clock(time, case.at)
            certificate, others = embedded.signer_cert, embedded.other_embedded_certs
            report.revocation = check_chain(certificate, others, case.trust, time, proven, case.at, SIGNING)
            if case.issued and candidate.name == AGENCY:
                check_organisation(certificate)
        except Finding as finding:
            if finding.verdict == "FAILED" or weakness is None:
                if finding.sub.startswith("REVOKED"):
                    report.revocation = "revoked"
                raise
    if weakness is not None:
        raise weakness
    report.message = _passed(case, report)


def _signing_time(case: Case, embedded: EmbeddedPdfSignature, report: SignatureReport) -> tuple[datetime | None, bool]:
    stamped = timestamp_of(embedded, case.trust, case.at) if case.chain else None
    time = stamped or embedded.self_reported_timestamp
    if time is not None and time.tzinfo is None:
        time = time.replace(tzinfo=clock.VIETNAM)
    report.time = time.astimezone(clock.VIETNAM).isoformat() if time is not None else None
    report.time_source = "timestamp" if stamped else "claimed"
    return time, stamped is not None


def _describe(report: SignatureReport, candidate: Candidate) -> None:
    """What the signature dictionary says of itself, for a signature that cannot be read further."""
    try:
        name = resolved(candidate.signature, "/Name")
        report.signer = str(name) if name is not None else None
        said = resolved(candidate.signature, "/M")
        report.time = parse_pdf_date(str(said), strict=False).isoformat() if said is not None else None
    except Exception:  # only words; the judgement does not hang on them
        return


def _describe_signer(report: SignatureReport, embedded: EmbeddedPdfSignature) -> None:
    certificate = embedded.signer_cert  # built anew by every call
    subject = certificate.subject.native
    report.signer = str(subject.get("common_name") or certificate.subject.human_friendly)
    report.organisation = str(subject["organization_name"]) if "organization_name" in subject else None
    report.issuer = str(certificate.issuer.native.get("common_name") or certificate.issuer.human_friendly)
    report.serial = f"{certificate.serial_number:x}"
    report.valid_from = certificate.not_valid_before.isoformat()
    report.valid_to = certificate.not_valid_after.isoformat()
    time = embedded.self_reported_timestamp
    report.time = time.isoformat() if time is not None else None


def _judge_timestamp(case: Case, embedded: EmbeddedPdfSignature, report: SignatureReport) -> None:
    time = token_time(embedded.signed_data)
    report.time, report.time_source = time.astimezone(clock.VIETNAM).isoformat(), "timestamp"
    if case.chain:
        certificate, others = embedded.signer_cert, embedded.other_embedded_certs
        check_clock(time, case.at)
        report.revocation = check_chain(certificate, others, case.trust, time, True, case.at, STAMPING)
    report.message = _passed(case, report)


def _passed(case: Case, report: SignatureReport) -> Message:
    if not case.chain:
        return Message(
            "Nội dung nguyên vẹn từ khi ký; chưa xét chứng thư của người ký.",
            "The content is intact since signing; the signer's certificate was not judged.",
        )
    when = report.time or ""
    shown = datetime.fromisoformat(when).strftime("%H:%M:%S %d/%m/%Y") if when else ""
    by_clock = report.time_source == "claimed"
    if report.kind == "timestamp":
        return Message(f"Dấu thời gian hợp lệ: {shown}, {report.signer}.", f"Valid timestamp: {when}, {report.signer}.")
    organ_vi = f", cơ quan {report.organisation}" if report.organisation else ""
    organ_en = f", {report.organisation}" if report.organisation else ""
    source_vi = "theo giờ người ký khai" if by_clock else "theo dấu thời gian"
    source_en = "as the signer's clock says" if by_clock else "by timestamp"
    open_vi = " Chưa có danh sách thu hồi để đối chiếu." if report.revocation == "not_checked" else ""
    open_en = " There was no revocation list to check against." if report.revocation == "not_checked" else ""
    return Message(
        f"Chữ ký hợp lệ. Người ký {report.signer}{organ_vi}, lúc {shown} ({source_vi}).{open_vi}",
        f"Valid signature. Signed by {report.signer}{organ_en} at {when} ({source_en}).{open_en}",
    )
