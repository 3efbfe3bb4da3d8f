"""A judgement of form ready to show: the verdict in a line, each finding with its measure, then what was looked at and found sound."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinhso.documents.layout.public import ELEMENTS, Finding
from tinhso.documents.outgoing.conformity import Judged, Note, counted
from tinhso.ui.rows import Tag
from tinhso.ui.words import english


@dataclass(frozen=True, slots=True)
class Point:
    """`number` is the one drawn on the picture; `page` from 1, 0 where there is no page to show."""

    number: int
    box: str
    element: str
    tag: Tag
    part: str
    measured: str
    wanted: str
    article: str
    page: int


@dataclass(frozen=True, slots=True)
class Sound:
    """An element that was looked at, without a finding."""

    box: str
    element: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Left:
    """Elements of which nothing was said, for one reason."""

    why: str
    elements: str


@dataclass(frozen=True, slots=True)
class Shown:
    verdict: Note
    why: str
    points: list[Point]
    sound: list[Sound]
    left: list[Left]
    pages: list[int]
    """Pages to draw, from 0: those with a finding, else the first."""


def shown(form: Judged, *, pages: bool) -> Shown:
    """`pages` False: a .docx, whose pages are known only once it is a PDF."""
    report, which = form.report, 1 if english() else 0
    if report is None:
        return Shown(Note(_("Không kiểm tra được"), "warn", True), form.refused[which], [], [], [], [])
    points = [_point(i, f, which, pages) for i, f in enumerate(report.findings, 1)]
    drawn = sorted({f.page for f in report.findings}) or [0]
    told = set(report.elements)
    sound = [Sound(*_name(code, which), Tag(_("Đúng"), "ok")) for code in ELEMENTS if code not in told and code not in report.not_judged]
    reasons: dict[str, list[str]] = {}
    for code, why in report.not_judged.items():
        reasons.setdefault(why[which], []).append(_name(code, which)[1])
    left = [Left(why, "; ".join(names)) for why, names in reasons.items()]
    if not report.readable:
        verdict = Note(_("Không kiểm tra được"), "warn", True)
        return Shown(
            verdict, _("Các trang là ảnh quét, không có chữ để đo. Hãy xuất PDF từ Word thay vì quét bản in."), points, sound, left, []
        )
    verdict = counted(form.errors, form.warnings)
    about = "" if pages else _("Tệp Word chỉ xét được khổ giấy, lề và kiểu chữ; vị trí các thành phần không xét, chỉ đo được trên bản PDF.")
    return Shown(verdict, about, points, sound, left, drawn if pages else [])


def _name(element: str, which: int) -> tuple[str, str]:
    box, *names = ELEMENTS[element]
    name = names[which]
    return box, name[:1].upper() + name[1:]


def _point(number: int, finding: Finding, which: int, pages: bool) -> Point:
    box, element = _name(finding.element, which)
    tag = Tag(_("Sai quy định"), "bad") if finding.severity == "error" else Tag(_("Nên xem lại"), "warn")
    part = (finding.vi, finding.en)[which].partition(":")[0]
    article = finding.article.replace("Phụ lục I, mục", "Appendix I,") if which else finding.article
    measured, wanted = finding.measured[which], finding.wanted[which]
    return Point(number, box, element, tag, part if part != element else "", measured, wanted, article, finding.page + 1 if pages else 0)
