"""The sender asks for his document back (ND30 Điều 18.4.b): the electronic copy is destroyed and the trail kept, or he is refused."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.files import public as stored
from tinhso.core.files.public import StoredFile
from tinhso.core.notifications import public as notifications
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import RECALL
from tinhso.documents.incoming.actions.common import ask, clerks, done, dropped, finish, load, move, need, say, tell, url_of
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.states import INCOMING, State
from tinhso.documents.incoming.rules.status import RECALL_REFUSED
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock


@transaction.atomic
def ask_recall(actor: Actor, consignment: UUID, reason: str) -> Incoming | None:
    """Message 13 came; asked twice, or of a document already sent back, it changes nothing. `actor` is the receiver's system.

    None where the consignment never came here.
    """
    known = Incoming.objects.within(actor).filter(agency_id=actor.agency, consignment=consignment).values_list("id", flat=True).first()
    if known is None:
        return None
    document = load(actor, known)
    if not INCOMING.allows(State(document.state), "ask_recall"):
        return document
    document.before_recall, document.recall_reason = document.state, reason
    move(actor, document, "ask_recall")
    say(actor, document, NoteKind.RECALL_ASKED, reason)
    ask(actor, document, "recall", clerks(document), due=calendar.of(document.agency_id).same_day_or_next_working_day(clock.now()))
    holders = document.assignments.filter(done_at=None, cancelled_at=None).values_list("principal", flat=True)
    notifications.notify(actor, notices.RECALL.code, {clerks(document), *holders}, title=document.subject, url=url_of(document))
    finish(actor, document, "ask_recall", reason=reason)
    return document


@transaction.atomic
def agree_recall(actor: Actor, document_id: UUID) -> Incoming:
    """Destroy the agency's electronic copy: its file rows and renditions go, register line, report and trail stay. Tells 15.

    Raises NotAllowed, Conflict.
    """
    RECALL.require(actor)
    document = load(actor, document_id)
    move(actor, document, "agree_recall", reason=document.recall_reason)
    files = [f for f in (document.file_id, *document.annexes.values_list("file_id", flat=True)) if f]
    document.file = None
    document.annexes.all().delete()
    document.assignments.filter(done_at=None, cancelled_at=None).update(cancelled_at=clock.now())
    told = sorted(p for p in document.audience if principal.post_of(p))
    dropped(actor, document)
    say(actor, document, NoteKind.RECALL_AGREED)
    notifications.notify(actor, notices.DESTROYED.code, told, title=document.subject, url=url_of(document))
    hashes = sorted(StoredFile.objects.within(actor).filter(pk__in=files).values_list("sha256", flat=True))
    finish(actor, document, "agree_recall", destroyed=hashes)
    stored.destroy(actor, files)
    return document


@transaction.atomic
def refuse_recall(actor: Actor, document_id: UUID, reason: str) -> Incoming:
    """Keep it: it goes on where it was, the sender is told 16 with the reason. Raises NotAllowed, Refusal `incoming.reason`, Conflict."""
    RECALL.require(actor)
    reason = need(reason)
    document = load(actor, document_id)
    before = State(document.before_recall) if document.before_recall else None
    move(actor, document, "refuse_recall", before)
    document.before_recall = ""
    tell(actor, document, RECALL_REFUSED, reason)
    done(actor, document, "recall")
    say(actor, document, NoteKind.RECALL_REFUSED, reason)
    finish(actor, document, "refuse_recall", reason=reason)
    return document
