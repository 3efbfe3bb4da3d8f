"""The form of a document's file judged against Phụ lục I of ND30: once for each file, kept beside it; a secret has no file to judge."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhso.core.files import public as files
from tinhso.documents.layout.public import ELEMENTS, Report, judge_file
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.rules.states import EDITABLE, State
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.ui.rows import Tone


@dataclass(frozen=True, slots=True)
class Judged:
    """`report` None: the file could not be judged, and `refused` says why in Vietnamese and English. Then nothing is blocked."""

    report: Report | None
    refused: tuple[str, str] = ("", "")

    @property
    def errors(self) -> int:
        return self._count("error")

    @property
    def warnings(self) -> int:
        return self._count("warning")

    def _count(self, severity: str) -> int:
        return sum(f.severity == severity for f in self.report.findings) if self.report else 0


def judged(data: bytes) -> Judged:
    """Slow (a confined child reads the file): called before any lock."""
    try:
        return Judged(judge_file(data))
    except Refusal as refusal:
        return Judged(None, (refusal.vi, refusal.en))


_OURS = (
    "thường do một dòng chữ trong dự thảo: sửa rồi trình lại. Nếu dự thảo không sai thì đó là lỗi của hệ thống: báo quản trị, và trong khi chờ "
    "hãy tải lên bản PDF làm từ Word.",
    "mostly a line of the draft is the cause: correct it and submit again. If the draft is right, the fault is the system's: tell the "
    "administrator, and meanwhile upload a PDF made in Word.",
)
_SECRET = (  # no advice to bring it in by another way
    "nếu là văn bản mật thì không trình và không tải tệp lên hệ thống: mở dự thảo và chọn Độ mật. Nếu không phải, viết lại dòng ấy để nó không "
    "đứng một mình.",
    "if it is a secret document, it is neither submitted nor uploaded: open the draft and choose its secrecy. If it is none, word that line so "
    "that it does not stand alone.",
)


def need_sound(form: Judged) -> None:
    """Of a file laid out here. Raises Refusal `submit.form` naming the element, the page and what was measured there."""
    broken = [f for f in form.report.findings if f.severity == "error"] if form.report else []
    if not broken:
        return
    first = next((f for f in broken if f.element == "secrecy"), broken[0])
    _box, name_vi, name_en = ELEMENTS[first.element]
    others_vi = f" Còn {len(broken) - 1} điểm nữa." if len(broken) > 1 else ""
    others_en = f" Points besides: {len(broken) - 1}." if len(broken) > 1 else ""
    todo_vi, todo_en = _SECRET if first.element == "secrecy" else _OURS
    raise Refusal(
        "submit.form",
        vi=f"Bản dàn trang sai thể thức nên chưa trình được. {name_vi}, trang {first.page + 1}. {first.vi}{others_vi} Bấm “Kiểm tra thể thức” "
        f"để xem từng điểm trên hình; {todo_vi}",
        en=f"The layout breaks the decree's form and is not submitted. {name_en.capitalize()}, page {first.page + 1}. {first.en}{others_en} "
        f"Press “Check the form” to see each point on the page; {todo_en}",
        element=first.element,
        page=first.page,
        errors=len(broken),
    )


def keep(document: Outgoing, file: files.StoredFile, form: Judged) -> None:
    """Beside the file, in the caller's transaction; the first judgement of a file stays."""
    document.conformities.get_or_create(
        file=file,
        defaults={
            "agency_id": document.agency_id,
            "errors": form.errors,
            "warnings": form.warnings,
            "report": msgspec.to_builtins(form.report),
            "refused": [] if form.report else list(form.refused),
            "judged_at": clock.now(),
        },
    )


def of_file(document: Outgoing, file: files.StoredFile) -> Judged:
    """The kept judgement; of a file from before judgements were kept, or not placed yet, judged and kept now."""
    kept = document.conformities.filter(file=file).first()
    if kept is None:
        form = judged(files.bytes_of(file))
        keep(document, file, form)
        return form
    vi, en = kept.refused or ("", "")
    return Judged(msgspec.convert(kept.report, Report) if kept.report else None, (vi, en))


def file_of(document: Outgoing) -> files.StoredFile | None:
    """The file that is judged: the version as it was submitted, of a draft its uploaded PDF. None of a draft laid out here."""
    if State(document.state) in EDITABLE or not document.version:
        return document.uploaded
    last = document.versions.select_related("file").filter(number=document.version).first()
    return last.file if last else None


@dataclass(frozen=True, slots=True)
class Note:
    """What the card says of the form. `loud` where somebody should look."""

    text: str
    tone: Tone
    loud: bool


def note_of(document: Outgoing) -> Note | None:
    """Of the kept judgement; None where none is kept yet. One query."""
    if document.secrecy:
        return None
    draft = State(document.state) in EDITABLE or not document.version
    which = Q(file=document.uploaded_id) if draft else Q(file__in=document.versions.filter(number=document.version).values("file"))
    kept = document.conformities.filter(which).values("errors", "warnings", "refused", "report__readable").first()
    if kept is None:
        return None
    if kept["refused"] or not kept["report__readable"]:
        return Note(_("Không kiểm tra được"), "warn", True)
    return counted(kept["errors"], kept["warnings"])


def counted(errors: int, warnings: int) -> Note:
    """A judgement in one line."""
    if errors:
        wrong = ngettext("%(n)s điểm chưa đúng thể thức", "%(n)s điểm chưa đúng thể thức", errors) % {"n": errors}
        also = ngettext("%(n)s điểm nên xem lại", "%(n)s điểm nên xem lại", warnings) % {"n": warnings}
        return Note(f"{wrong}, {also}" if warnings else wrong, "bad", True)
    if warnings:
        text = ngettext("Đúng thể thức, %(n)s điểm nên xem lại", "Đúng thể thức, %(n)s điểm nên xem lại", warnings) % {"n": warnings}
        return Note(text, "warn", True)
    return Note(_("Đúng thể thức"), "ok", False)
