"""What waits for a leader's signature: the list, what he has chosen of it, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.core.work import public as work
from tinhso.documents.outgoing.actions.common import url_of
from tinhso.documents.outgoing.actions.submit import SIGN
from tinhso.documents.outgoing.compared import Compared, compared
from tinhso.documents.outgoing.models import Outgoing, Turn
from tinhso.documents.outgoing.queries import state_tag, urgency_tag
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.outgoing.turns import Told, turns_of
from tinhso.documents.outgoing.waiting import QUEUED
from tinhso.documents.types import BY_CODE
from tinhso.kit.several import MOST
from tinhso.kit.typed import uuid
from tinhso.ui import format as fmt
from tinhso.ui.rows import Row, Tag
from tinhso.ui.words import said


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of the actor's tasks to sign: `rows` he signs himself, `others` lie in an inbox he looks after and are signed by its leader."""

    rows: list[Row]
    others: list[Row]
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen document: `value` is what is sent to have it signed; empty where it cannot be, then `why` says why."""

    document: Outgoing
    second: Sequence[str]
    urgency: Tag | None
    compared: Compared
    value: str
    why: str

    @property
    def url(self) -> str:
        return url_of(self.document)


@dataclass(frozen=True, slots=True)
class Result:
    rows: list[Row]
    pending: int
    signed: int
    refused: int


def waiting(actor: Actor, cursor: str | None = None, limit: int = MOST) -> Waiting:
    """The oldest first. Five queries. Raises Refusal for a malformed cursor."""
    page = work.inbox(actor, work.Box.WAITING, cursor, limit, kinds=[SIGN])
    wanted = [ident for ident in (uuid(task.subject.partition(":")[2]) for task in page.rows) if ident]
    seen = Outgoing.objects.visible_to(actor).in_bulk(wanted)
    found = [seen[ident] for ident in wanted if ident in seen]
    told = compared(actor, found)
    mine = [_row(d, told[d.pk]) for d in found if d.signer_id == actor.post]
    others = [_row(d, told[d.pk], _signer(d)) for d in found if d.signer_id != actor.post]
    return Waiting(mine, others, page.newer, page.older)


def chosen(actor: Actor, wanted: Sequence[UUID]) -> list[Item]:
    """The most urgent first, with every change of words since he last looked. Four queries and the words of the files."""
    found = list(Outgoing.objects.visible_to(actor).select_related("file").filter(pk__in=wanted).order_by(*QUEUED)[:MOST])
    told = compared(actor, found, in_full=True)
    return [_item(actor, document, told[document.pk]) for document in found]


def result(actor: Actor, lot: UUID) -> Result | None:
    """What became of each document of a lot that this signer confirmed; None where there is no such lot. Three queries."""
    turns = turns_of(actor, lot, Turn.Verb.SIGN)
    if not turns:
        return None
    pending, refused = sum(t.waits for t in turns), sum(t.refused for t in turns)
    return Result([_outcome(t) for t in turns], pending, len(turns) - pending - refused, refused)


def _second(document: Outgoing) -> list[str]:
    """Who drafted it, in which unit, what it is."""
    drafter = roster().post(document.drafter_id).name
    return [said(BY_CODE[document.type_code]), directory().get(document.unit_id).shown, drafter]


def _row(document: Outgoing, told: Compared, other: Tag | None = None) -> Row:
    kind, unit, drafter = _second(document)
    return Row(
        id=str(document.pk), url=url_of(document), subject=document.subject, number=kind, issuer=unit, date=fmt.short(document.state_at),
        more=[x for x in (drafter, told.pages) if x], tag=other or told.tag, urgency=urgency_tag(document.urgency),
        deadline=fmt.deadline(document.due) if document.due else None,
    )  # fmt: skip


def _signer(document: Outgoing) -> Tag:
    return Tag(_("Người ký: %(who)s") % {"who": roster().post(document.signer_id).name if document.signer_id else "–"})


def _item(actor: Actor, document: Outgoing, told: Compared) -> Item:
    why = ""
    if document.state != State.FOR_SIGNATURE or document.file is None:
        why = _("Không chờ ký: %(state)s") % {"state": state_tag(document.state, document.source).text}
    elif document.signer_id != actor.post:
        why = _("Văn bản này không do bạn ký (Điều 13).")
    value = "" if why or document.file is None else f"{document.pk}:{document.revision}:{document.file.sha256}"
    second = [x for x in (*_second(document), told.pages) if x]
    return Item(document, second, urgency_tag(document.urgency), told, value, why)


def _outcome(turn: Told) -> Row:
    return Row(
        id=str(turn.turn.pk), url=turn.url, subject=turn.subject, number=turn.place, more=[turn.why_not] if turn.why_not else (),
        tag=turn.tag(_("Không ký"), Tag(_("Đã ký"), "ok")),
    )  # fmt: skip
