"""Handling: open, begin, say how far it is, give an opinion, take note (ND30 Điều 24.2)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, record, seen
from tinhso.core.work import public as work
from tinhso.documents.incoming.actions.common import (
    done,
    finish,
    get,
    held,
    load,
    load_all,
    move,
    need,
    need_handling,
    need_held,
    say,
    subject_of,
)
from tinhso.documents.incoming.actions.give import PART
from tinhso.documents.incoming.models import Assignment, Incoming, Note
from tinhso.documents.incoming.rules.states import HANDLING, State
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock
from tinhso.kit.several import several


@transaction.atomic
def look(actor: Actor, document_id: UUID) -> Incoming:
    """The actor has opened the document: seen, his tasks no longer new; a handler who leads in person has thereby begun.

    A unit's head only looks: he may pass it on; `begin` says that the unit has started.
    """
    document = get(actor, document_id)
    if _not_begun(actor, document):  # else nothing is locked: readers of a circular do not wait for one another
        document = load(actor, document_id)
        _begin(actor, document, _not_begun(actor, document))
    work.mark_seen(actor, subject_of(document))
    seen(actor, subject_of(document), "view")
    return document


def _not_begun(actor: Actor, document: Incoming) -> list[Assignment]:
    if document.state not in HANDLING:
        return []
    return [a for a in held(actor, document, PART.LEAD, PART.CO) if a.principal == actor.desk and a.begun_at is None]


@transaction.atomic
def begin(actor: Actor, document_id: UUID) -> Incoming:
    """Start one's part. Raises Refusal `incoming.not_yours`, Conflict where it is not assigned (any more)."""
    document = load(actor, document_id)
    mine = need_held(actor, document, PART.LEAD, PART.CO)
    if document.state not in HANDLING:
        move(actor, document, "begin")
    if mine.begun_at is None:
        _begin(actor, document, [mine])
    return document


def _begin(actor: Actor, document: Incoming, mine: list[Assignment]) -> None:
    if not mine:
        return
    for assignment in mine:
        assignment.begun_at = clock.now()
        assignment.save(update_fields=["begun_at"])
    if document.state == State.ASSIGNED and any(a.part == PART.LEAD for a in mine):
        move(actor, document, "begin")
    say(actor, document, NoteKind.BEGIN)
    finish(actor, document, "begin", parts=[a.part for a in mine])


@transaction.atomic
def progress(actor: Actor, document_id: UUID, text: str) -> Note:
    """How far it is, or the handler's proposal (Appendix IV.VII, part 3). Raises Refusal `incoming.not_yours`, Conflict."""
    document = load(actor, document_id)
    need_handling(actor, document, PART.LEAD, PART.CO)
    note = say(actor, document, NoteKind.PROGRESS, need(text, "Chưa ghi tiến độ.", "Write the progress."))
    record(actor, "incoming.progress", subject_of(document))
    return note


@transaction.atomic
def opinion(actor: Actor, document_id: UUID, text: str) -> Note:
    """A co-ordinator's opinion to the lead; his part is done with it. Raises Refusal `incoming.not_yours`, Conflict."""
    document = load(actor, document_id)
    mine = need_handling(actor, document, PART.CO)
    note = say(actor, document, NoteKind.OPINION, need(text, "Chưa ghi ý kiến.", "Write the opinion."))
    finish_part(actor, document, mine)
    finish(actor, document, "opinion", assignment=str(mine.id))
    return note


@transaction.atomic
def acknowledge_know(actor: Actor, document_id: UUID) -> None:
    """Taken note of. Raises Refusal `incoming.not_yours`."""
    document = load(actor, document_id)
    need_held(actor, document, PART.KNOW)
    _take_note(actor, document)


@transaction.atomic
def acknowledge_all(actor: Actor, documents: Sequence[UUID]) -> int:
    """Several taken note of at once, each with its own note and line of evidence; returns how many.

    What is not, or no longer, given to the actor to know is left out. Raises Refusal `several.none`, `several.too_many`.
    """
    return sum(_take_note(actor, document) for document in load_all(actor, several(documents)))


def _take_note(actor: Actor, document: Incoming) -> bool:
    """Whether there was anything to take note of; who has it as a person and as a unit's head has read it once."""
    mine = held(actor, document, PART.KNOW)
    for assignment in mine:
        finish_part(actor, document, assignment)
    if mine:
        say(actor, document, NoteKind.KNOW)
        finish(actor, document, "know", assignments=[str(a.id) for a in mine])
    return bool(mine)


def finish_part(actor: Actor, document: Incoming, mine: Assignment) -> None:
    """End one assignment, those passed on below it, and their tasks."""
    now = clock.now()
    mine.done_at, mine.done_by_id = now, actor.post
    mine.save(update_fields=["done_at", "done_by"])
    below = [mine.id]
    while below:
        parts = document.assignments.filter(parent__in=below, done_at=None, cancelled_at=None)
        below = list(parts.values_list("id", flat=True))
        document.assignments.filter(id__in=below).update(cancelled_at=now)
    done(actor, document, mine.part, assignee=mine.principal)
