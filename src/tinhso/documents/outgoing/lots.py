"""A lot before it is confirmed, and what became of each of its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents.outgoing.actions.common import url_of
from tinhso.documents.outgoing.models import Outgoing, Turn
from tinhso.documents.outgoing.numbers import dated, upcoming
from tinhso.documents.outgoing.queries import state_tag, urgency_tag
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.outgoing.turns import Told, turns_of
from tinhso.documents.outgoing.waiting import QUEUED
from tinhso.kit.errors import Refusal
from tinhso.kit.several import MOST
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Tag

UNDER_WAY = (State.NUMBERED, State.SEALED)
COLUMNS: tuple[Column, ...] = (
    Column("place", gettext_lazy("Thứ tự"), width=80, nowrap=True),
    Column("notation", gettext_lazy("Số, ký hiệu"), width=170, nowrap=True),
    Column("subject", gettext_lazy("Trích yếu"), heading=True, width=420),
    Column("outcome", gettext_lazy("Kết quả"), width=280),
)


@dataclass(frozen=True, slots=True)
class Lot:
    """Lines of `COLUMNS`; of the documents chosen those that may be numbered (`ready`); after it, how many ended how."""

    lines: list[Line]
    ready: Sequence[Outgoing] = ()
    pending: int = 0
    issued: int = 0
    refused: int = 0


def chosen(actor: Actor, wanted: Sequence[UUID]) -> Lot:
    """What would be numbered, in the order of the queue, and the number each would get; what cannot be says why. Six queries."""
    found = list(Outgoing.objects.visible_to(actor).filter(pk__in=wanted).order_by(*QUEUED)[:MOST])
    signed = [d for d in found if d.state == State.SIGNED]
    numbers = dict(zip((d.pk for d in signed), upcoming(actor, signed), strict=True))
    ready = [d for d in signed if not isinstance(numbers[d.pk], Refusal)]
    places = {d.pk: fmt.number(i) for i, d in enumerate(ready, 1)}
    lines = []
    for document in found:
        number = numbers.get(document.pk)
        if number is None:
            outcome = Cell(tag=state_tag(document.state, document.source), small=_("Không chờ cấp số"))
        elif isinstance(number, Refusal):
            outcome = Cell(tag=Tag(_("Không cấp số được"), "bad"), small=number.message(get_language() or "vi"))
        else:
            outcome = Cell(tag=urgency_tag(document.urgency), small=_("Ngày %(date)s") % {"date": dated(document.agency_id, number.day)})
        notation = "" if number is None or isinstance(number, Refusal) else number.notation
        lines.append(Line(str(document.pk), [places.get(document.pk, "–"), notation, _subject(document), outcome]))
    return Lot(lines, ready)


def result(actor: Actor, lot: UUID) -> Lot | None:
    """What became of each document of a lot that this clerk confirmed; None where there is no such lot. Two queries."""
    turns = turns_of(actor, lot, Turn.Verb.NUMBER)
    if not turns:
        return None
    given = [t.document.state for t in turns if t.turn.notation and t.document]
    return Lot(
        [_line(turn) for turn in turns],
        pending=sum(t.waits for t in turns) + sum(s in UNDER_WAY for s in given),
        issued=sum(s == State.ISSUED for s in given),
        refused=sum(t.refused for t in turns),
    )


def _line(turn: Told) -> Line:
    numbered = state_tag(turn.document.state, turn.document.source) if turn.document else None
    outcome = Cell(tag=turn.tag(_("Không cấp số"), numbered), small=turn.why_not)
    return Line(str(turn.turn.pk), [turn.place, turn.turn.notation, Cell(turn.subject, url=turn.url), outcome])


def _subject(document: Outgoing) -> Cell:
    return Cell(document.subject, url=url_of(document))
