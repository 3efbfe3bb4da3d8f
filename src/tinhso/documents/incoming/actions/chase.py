"""Đôn đốc: ask those who hold it to go on (ND30 Điều 24.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.notifications import public as notifications
from tinhso.core.people.public import roster
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import CHASE
from tinhso.documents.incoming.actions.common import load, load_all, need, not_found, say, subject_of, url_of
from tinhso.documents.incoming.models import Incoming, Note
from tinhso.documents.incoming.rules import states
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.several import several


@dataclass(frozen=True, slots=True)
class Chased:
    """How many were chased, and how many were left alone because that was done today already."""

    done: int
    today: int


@transaction.atomic
def chase(actor: Actor, document_id: UUID, text: str, *, again: bool = False) -> Note:
    """Tell every desk that has not finished its part, and the heads of a person's unit; or the leader who has not directed.

    The same day a second time only `again`, knowingly. Raises NotAllowed, Refusal `incoming.nobody`, `incoming.chased_today`, Conflict.
    """
    CHASE.require(actor)
    document = load(actor, document_id)
    text = need(text, "Ghi nội dung đôn đốc.", "Write what you ask for.")
    if not again and (last := chased_today(document)) is not None:
        raise Refusal(
            "incoming.chased_today",
            vi=f"Văn bản này đã được đôn đốc hôm nay lúc {last:%H:%M}. Đánh dấu “Vẫn đôn đốc lần nữa hôm nay” nếu cần.",
            en=f"This document was chased today at {last:%H:%M}. Tick “Chase it once more today” if need be.",
        )
    return _chase(actor, document, text)


@transaction.atomic
def chase_all(actor: Actor, documents: Sequence[UUID], text: str, *, again: bool = False) -> Chased:
    """Several at once, each with its own note and line of evidence; without `again` those chased today are left alone.

    Raises NotAllowed, Refusal `several.none`, `several.too_many`, `incoming.nobody`, and 404 for one that may not be seen.
    """
    CHASE.require(actor)
    text = need(text, "Ghi nội dung đôn đốc.", "Write what you ask for.")
    chosen = several(documents)
    found = load_all(actor, chosen)
    if len(found) < len(chosen):
        raise not_found()
    due = [document for document in found if again or chased_today(document) is None]
    for document in due:
        _chase(actor, document, text)
    return Chased(len(due), len(chosen) - len(due))


def chased_today(document: Incoming) -> datetime | None:
    """When it was last chased today, in Vietnam's time."""
    morning = datetime.combine(clock.today(), time(), clock.VIETNAM)
    last = document.notes.filter(kind=NoteKind.CHASE, at__gte=morning).order_by("-at").values_list("at", flat=True).first()
    return last.astimezone(clock.VIETNAM) if last else None


def _chase(actor: Actor, document: Incoming, text: str) -> Note:
    held = document.assignments.filter(part__in=("lead", "co"), done_at=None, cancelled_at=None)
    desks = dict(held.values_list("principal", "label"))
    if document.state == State.PRESENTED and (leader := document.presented_to_id):
        desks[principal.post(leader)] = roster().post(leader).name
    if not desks:
        raise Refusal(
            "incoming.nobody", vi="Không có ai đang giữ việc để đôn đốc.", en="Nobody holds it; there is no one to chase.", status=409
        )
    states.need(State(document.state), "chase")
    note = say(actor, document, NoteKind.CHASE, f"{text}\n→ {'; '.join(sorted(set(desks.values())))}")
    told = sorted({*desks, *_heads(document, desks)})
    notifications.notify(actor, notices.CHASED.code, told, title=f"{document.subject}: {text}", url=url_of(document))
    record(actor, "incoming.chase", subject_of(document), desks=told)
    return note


def _heads(document: Incoming, desks: dict[str, str]) -> set[str]:
    """The heads of the units whose people hold it, as far as they may see it; a leader's own work is nobody's to chase but his."""
    posts = filter(None, map(roster().on_desk, desks))
    heads = {principal.head_of(p.unit) for p in posts if p.unit != p.agency}
    return heads & set(document.audience)
