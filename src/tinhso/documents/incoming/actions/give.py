"""A directive's content, checked and written; shared by proposing and giving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.documents.incoming.desks import DeskView, desk
from tinhso.documents.incoming.models import Assignment, Directive, Incoming
from tinhso.documents.incoming.values import DirectiveValues
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

PART = Assignment.Part


@dataclass(frozen=True, slots=True)
class Share:
    """One desk's part; `due` already falls on a working day."""

    part: str
    desk: DeskView
    due: date | None


@dataclass(frozen=True, slots=True)
class Checked:
    text: str
    shares: tuple[Share, ...]

    @property
    def lead(self) -> Share:
        return self.shares[0]


def check(actor: Actor, document: Incoming, values: DirectiveValues) -> Checked:
    """Raises Refusal `incoming.desk`, `incoming.twice`, `incoming.due_past`, `incoming.co_after_lead`, `incoming.named_unit`."""
    days = calendar.of(document.agency_id)
    due = future(days, values.due)
    shares = [Share(PART.LEAD, desk(actor, values.lead), due)]
    for other in values.co:
        own = future(days, other.due) or due
        if own and due and own > due:
            raise Refusal(
                "incoming.co_after_lead",
                vi=f"Hạn phối hợp ({own:%d/%m/%Y}) không được sau hạn của đơn vị chủ trì ({due:%d/%m/%Y}).",
                en=f"A co-ordinator's deadline ({own:%d/%m/%Y}) is no later than the lead's ({due:%d/%m/%Y}).",
            )
        shares.append(Share(PART.CO, desk(actor, other.principal), own))
    shares += [Share(PART.KNOW, desk(actor, text), None) for text in values.know]
    seen: set[str] = set()
    for share in shares:
        if share.desk.principal in seen:
            raise Refusal(
                "incoming.twice",
                vi=f"“{share.desk.label}” được giao hai phần việc. Chỉ chọn một.",
                en=f"“{share.desk.label}” is given two parts. Choose one.",
            )
        seen.add(share.desk.principal)
        if document.persons_only and share.desk.post is None:
            raise Refusal(
                "incoming.named_unit",
                vi="Văn bản chỉ dành cho người được nêu tên: giao đích danh, không giao cho đơn vị.",
                en="This document is for named persons only: assign it to a person, not a unit.",
            )
    return Checked(values.text.strip(), tuple(shares))


def write(actor: Actor, document: Incoming, checked: Checked, state: str, proposal: Directive | None = None) -> Directive:
    if actor.post is None:
        raise ValueError("a directive is given by a person on a post")
    lead = checked.lead
    others = [
        {"part": s.part, "principal": s.desk.principal, "label": s.desk.label, "due": s.due.isoformat() if s.due else None}
        for s in checked.shares[1:]
    ]
    return Directive.objects.create(
        document=document, agency_id=document.agency_id, state=state, text=checked.text, lead=lead.desk.principal,
        lead_label=lead.desk.label, others=others, due=lead.due, by_id=actor.post, shown=f"{actor.name}, {actor.title}", at=clock.now(),
        proposal=proposal,
    )  # fmt: skip


def future(days: WorkingCalendar, due: date | None) -> date | None:
    """A term ending on a day off ends on the next working day (Bộ luật Dân sự 2015 Điều 148.5)."""
    if due is None:
        return None
    if due < clock.today():
        raise Refusal(
            "incoming.due_past",
            vi=f"Thời hạn {due:%d/%m/%Y} đã qua. Chọn ngày từ hôm nay.",
            en=f"The deadline {due:%d/%m/%Y} has passed. Choose today or later.",
        )
    return days.on_or_after(due)
