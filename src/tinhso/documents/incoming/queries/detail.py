"""One document's card: everything about it, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.files.public import StoredFile
from tinhso.core.people.public import post as post_of
from tinhso.documents.desks import standing_in
from tinhso.documents.incoming.checking import annex_signatures, unreadable_file
from tinhso.documents.incoming.desks import shown as person_shown
from tinhso.documents.incoming.models import Assignment, Directive, Incoming, Note
from tinhso.documents.incoming.queries.shown import deadline, label, state_tag, urgency_tag, verdict_tag
from tinhso.documents.incoming.queries.verbs import allowed
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.marks import Secrecy
from tinhso.documents.types import BY_CODE
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.rows import Deadline, Detail, Tag, TimelineEntry, Tone
from tinhso.ui.words import english, said


@dataclass(frozen=True, slots=True)
class Part:
    """One desk's part in handling, with how deep it was passed on (0: by the leader)."""

    id: UUID
    part: str
    label: str
    text: str
    deadline: Deadline
    state: Tag
    depth: int
    done: str
    """Who finished it, and when."""


@dataclass(frozen=True, slots=True)
class Card:
    """`can` holds the verbs the actor may do now (`verbs.allowed`); `warnings` are whole sentences; `files[0]` is the document itself."""

    document: Incoming
    state: Tag
    urgency: Tag | None
    verdict: Tag | None
    deadline: Deadline | None
    fields: list[Detail]
    warnings: list[str]
    directive: Directive | None
    directed_by: str
    proposal: Directive | None
    parts: list[Part]
    timeline: list[TimelineEntry]
    files: list[StoredFile]
    can: frozenset[str]


def card(actor: Actor, document_id: UUID) -> Card | None:
    """None where there is none the actor may see. Six queries, whatever its history."""
    document = Incoming.objects.visible_to(actor).select_related("file").filter(pk=document_id).first()
    if document is None:
        return None
    directives = list(document.directives.order_by("at"))
    assignments = list(document.assignments.order_by("assigned_at", "id"))
    files = [f for f in (document.file, *(a.file for a in document.annexes.select_related("file"))) if f]
    days = calendar.of(document.agency_id)
    row = {name: getattr(document, name) for name in ("state", "urgency", "arrived_at", "due", "closed_at")}
    return Card(
        document=document, state=state_tag(document.state), urgency=urgency_tag(document.urgency),
        verdict=verdict_tag(document.verdict, unreadable_file(document.report)) if document.file_id or document.verdict else None, deadline=deadline(row, days),
        fields=_fields(document), warnings=_warnings(document),
        directive=next((d for d in directives if d.state == Directive.State.GIVEN), None),
        directed_by=next((said_by(d, document) for d in directives if d.state == Directive.State.GIVEN), ""),
        proposal=next((d for d in directives if d.state == Directive.State.PROPOSED), None),
        parts=[_part(a, assignments, days) for a in assignments if a.cancelled_at is None], timeline=_timeline(document, directives, assignments), files=files,
        can=allowed(actor, document),
    )  # fmt: skip


def _fields(d: Incoming) -> list[Detail]:
    """In the order of the register (Appendix IV), empty ones left out."""
    kind = said(BY_CODE[d.type_code]) if d.type_code else ""
    pairs: list[tuple[str, str]] = [
        (_("Số đến"), str(d.arrival_number or "")), (_("Ngày đến"), fmt.date(d.arrival_date) or fmt.moment(d.arrived_at)),
        (_("Tác giả"), d.issuer), (_("Số, ký hiệu"), d.notation), (_("Ngày văn bản"), fmt.date(d.document_date)), (_("Tên loại"), kind),
        (_("Trích yếu"), d.subject), (_("Người ký"), ", ".join(x for x in (d.signer_name, d.signer_title) if x)),
        (_("Độ mật"), label(Secrecy(d.secrecy)) if d.secrecy else ""), (_("Số trang"), str(d.pages or "")),
        (_("Hạn trả lời của nơi gửi"), fmt.date(d.answer_by)), (_("Mã định danh văn bản"), d.document_id),
        (_("Hình thức"), _("Điện tử") if d.channel == Incoming.Channel.ELECTRONIC else _("Bản giấy")), (_("Lĩnh vực"), d.field),
        (_("Trình lên"), person_shown(post_of(d.presented_to_id)) if d.presented_to_id else ""), (_("Lý do hủy số đến") if d.state == "void" else _("Kết quả"), d.result),
        (_("Văn bản trả lời"), d.answer_notation), (_("Lý do trả lại"), d.refusal_reason), (_("Lý do thu hồi"), d.recall_reason),
        (_("Ghi chú"), d.note),
    ]  # fmt: skip
    return [Detail(name, value) for name, value in pairs if value]


def _warnings(d: Incoming) -> list[str]:
    """What a person should look at: failing signatures, no signature at all, cautions about the files."""
    language = "en" if english() else "vi"
    report: dict[str, Any] = d.report or {}
    said = [str(s["message"][language]) for s in report.get("signatures", []) if s["verdict"] != "PASSED"]
    said += [f"{name}: {s['message'][language]}" for name, s in annex_signatures(report) if s["verdict"] != "PASSED"]
    if d.verdict == "UNSIGNED" and d.channel == Incoming.Channel.ELECTRONIC:
        said.append(_("Văn bản điện tử không có chữ ký số: chưa có giá trị như bản gốc (Điều 5 Nghị định 30/2020)."))
    return said + [str(c[language]) for c in report.get("cautions", [])]


def said_by(d: Directive, document: Incoming) -> str:
    """Who gave it, and for whom where it was presented to another whose inbox he looked after."""
    return standing_in(d.shown, d.by_id, [principal.post(document.presented_to_id)] if document.presented_to_id else [], d.at)


def _part(a: Assignment, every: list[Assignment], days: WorkingCalendar) -> Part:
    by_id = {x.id: x for x in every}
    depth, above = 0, a.parent_id
    while above is not None and above in by_id:
        depth, above = depth + 1, by_id[above].parent_id
    if a.done_at and a.part == Assignment.Part.KNOW:
        state = Tag(_("Đã biết"), "ok")
    elif a.done_at:
        state = Tag(_("Đã xong"), "ok")
    elif a.begun_at:
        state = Tag(_("Đang xử lý"), "accent")
    elif any(x.parent_id == a.id for x in every):
        state = Tag(_("Đã giao"), "accent")
    else:
        state = Tag(_("Chưa mở"), "plain")
    return Part(
        a.id,
        _(str(Assignment.Part(a.part).label)),
        a.label,
        a.text,
        fmt.deadline(a.due, done=a.done_at, days=days.days_left(a.due, clock.today())) if a.due else Deadline(""),
        state,
        depth,
        f"{post_of(a.done_by_id).name}, {fmt.moment(a.done_at)}" if a.done_at and a.done_by_id else "",
    )


_TONES: dict[str, Tone] = {
    NoteKind.REFUSE: "bad", NoteKind.QUARANTINE: "bad", NoteKind.CHASE: "warn", NoteKind.RECALL_ASKED: "warn", NoteKind.DUPLICATE: "warn",
    NoteKind.MARK: "warn", NoteKind.CLOSE: "ok", NoteKind.RECALL_AGREED: "bad",
}  # fmt: skip


_ON_A_DESK = {NoteKind.SUB_ASSIGN, NoteKind.BEGIN, NoteKind.PROGRESS, NoteKind.OPINION, NoteKind.KNOW, NoteKind.EXTEND, NoteKind.CLOSE}
"""What only the holder of a part says, or who looks after his inbox."""


def _timeline(document: Incoming, directives: list[Directive], assignments: list[Assignment]) -> list[TimelineEntry]:
    """Everything that was said and done, oldest first; kept for ever (Appendix VI.III.5a)."""
    desks = [a.principal for a in assignments]
    entries = [(document.arrived_at, TimelineEntry(_("Đến cơ quan"), "", fmt.moment(document.arrived_at), document.arrived_at.isoformat()))]
    notes = list(document.notes.order_by("at", "id"))
    chased = [n.id for n in notes if n.kind == NoteKind.CHASE]
    entries += [(n.at, _note(n, desks, chased.index(n.id) + 1 if n.id in chased else 0)) for n in notes]
    entries += [(d.at, _directive(d, document)) for d in directives]
    return [entry for _at, entry in sorted(entries, key=lambda pair: pair[0])]


def _note(n: Note, desks: list[str], time: int) -> TimelineEntry:
    """`time`: which of the chases it is, from 1; 0 for any other note."""
    kind = NoteKind(n.kind)
    what = _("Đôn đốc lần %(n)s") % {"n": time} if time else label(kind)
    who = standing_in(n.shown, n.post_id, desks, n.at) if kind in _ON_A_DESK else n.shown
    return TimelineEntry(what, who, fmt.moment(n.at), n.at.isoformat(), n.text, _TONES.get(kind, "plain"))


def _directive(d: Directive, document: Incoming) -> TimelineEntry:
    replaced = d.state == Directive.State.REPLACED
    proposed = d.state == Directive.State.PROPOSED
    what = _("Đề xuất bút phê") if proposed else _("Bút phê (đã thay)") if replaced else _("Bút phê")
    names = [f"{_('Chủ trì')}: {d.lead_label}"]
    names += [f"{_('Phối hợp') if o['part'] == 'co' else _('Để biết')}: {o['label']}" for o in d.others]
    if d.due:
        names.append(f"{_('Hạn')} {fmt.date(d.due)}")
    text = "\n".join(x for x in (d.text, "; ".join(names)) if x)
    return TimelineEntry(
        what,
        said_by(d, document),
        fmt.moment(d.at),
        d.at.astimezone(clock.VIETNAM).isoformat(),
        text,
        "accent" if not replaced else "plain",
    )
