"""Units asked for their opinion of a draft: until when, and the table of who answered what (Điều 10.3, 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tinhso.core.calendar import public as calendar
from tinhso.core.people.public import roster
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step
from tinhso.documents.outgoing.rules.clocks import answered_by
from tinhso.documents.outgoing.rules.route import StepKind
from tinhso.kit.text import compare_key
from tinhso.ui import format as fmt
from tinhso.ui.rows import Deadline, Tag

AGREED = "Thống nhất"
"""How an answer begins that has nothing to add; written so whether ticked or typed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One consulted unit: `who` and `when` are empty until it answered, `deadline` says late or in time where a day was asked for."""

    unit: str
    who: str
    when: str
    tag: Tag
    words: str
    deadline: Deadline


def answer_by_of(document: Outgoing) -> date | None:
    """The day by which the drafter asked for answers."""
    kept = document.plan.get("answer_by")
    return date.fromisoformat(kept) if kept else None


def answer_due(document: Outgoing, step: Step) -> datetime | None:
    """When the answer of a consulted unit that the draft has reached is due; None for other steps and where no day was asked for."""
    asked = answer_by_of(document)
    if asked is None or step.kind != StepKind.CONSULT or step.opened_at is None:
        return None
    return answered_by(calendar.of(document.agency_id), asked, step.opened_at)


def answers(document: Outgoing, steps: Sequence[Step], opinions: Sequence[Opinion]) -> list[Answer]:
    """The consulted units of the version that is under way, as they were asked."""
    said = {o.step_id: o for o in opinions if o.step_id}
    asked = (s for s in steps if s.version == document.version and s.kind == StepKind.CONSULT)
    return [_answer(document, step, said.get(step.id)) for step in asked]


def _answer(document: Outgoing, step: Step, opinion: Opinion | None) -> Answer:
    due = answer_due(document, step)
    over = step.state == Step.State.CANCELLED
    return Answer(
        unit=step.label, who=opinion.shown if opinion else roster().post(step.done_by_id).name if step.done_by_id else "",
        when=fmt.moment(step.done_at) if step.done_at else "", tag=_tag(step, opinion), words=opinion.text if opinion else "",
        deadline=Deadline("") if over else fmt.deadline(due, done=step.done_at),
    )  # fmt: skip


def _tag(step: Step, opinion: Opinion | None) -> Tag:
    if step.state == Step.State.RETURNED:
        return Tag(_("Trả lại"), "bad")
    if opinion is not None:
        agreed = compare_key(opinion.text).startswith(compare_key(AGREED))
        return Tag(_("Thống nhất"), "ok") if agreed else Tag(_("Có ý kiến"), "accent")
    words = {Step.State.OPEN: _("chưa trả lời"), Step.State.WAITING: _("chưa đến"), Step.State.CANCELLED: _("không còn")}
    return Tag(words.get(Step.State(step.state), ""), "warn" if step.state == Step.State.OPEN else "plain")
