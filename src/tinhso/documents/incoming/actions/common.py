"""What every verb begins and ends with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.events.public import emit
from tinhso.core.files import public as files
from tinhso.core.search import public as search
from tinhso.core.work import public as work
from tinhso.documents import side
from tinhso.documents.incoming.events import IncomingStatus
from tinhso.documents.incoming.models import Assignment, Incoming, Note
from tinhso.documents.incoming.rules import states
from tinhso.documents.incoming.rules.states import INCOMING, State
from tinhso.documents.incoming.rules.status import to_tell
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

ROOT, subject_of, url_of, need = side.INCOMING.root, side.INCOMING.subject_of, side.INCOMING.url_of, side.INCOMING.need_words


def get(actor: Actor, document: UUID) -> Incoming:
    """The document, as far as the actor may see it. Raises Refusal 404."""
    found = _seen(actor).filter(pk=document).first()
    if found is None:
        raise not_found()
    return found


def load(actor: Actor, document: UUID) -> Incoming:
    """As `get`, locked in the caller's transaction."""
    found = load_all(actor, [document])
    if not found:
        raise not_found()
    return found[0]


def load_all(actor: Actor, documents: Iterable[UUID]) -> list[Incoming]:
    """Those of them that the actor may see, locked in one order: two acts on several never wait for each other in a ring."""
    return list(_seen(actor).select_for_update().filter(pk__in=list(documents)).order_by("id"))


def _seen(actor: Actor) -> QuerySet[Incoming]:
    """The product itself (a delivery, a reply) reaches every document of its agency."""
    return Incoming.objects.within(actor).filter(agency_id=actor.agency) if actor.is_system else Incoming.objects.visible_to(actor)


def not_found() -> Refusal:
    return Refusal(
        "incoming.not_found",
        vi="Không tìm thấy văn bản đến này trong phạm vi bạn được xem.",
        en="There is no such incoming document that you may see.",
        status=404,
    )


def move(actor: Actor, document: Incoming, verb: str, target: State | None = None, reason: str = "") -> None:
    """Follow the state table and tell the sender where his code changes; the caller saves."""
    document.state = INCOMING.after(State(document.state), verb, target)
    document.state_at = clock.now()
    if code := to_tell(document.told, State(document.state)):
        document.told = code
        tell(actor, document, code, reason)


def tell(actor: Actor, document: Incoming, code: str, reason: str = "") -> None:
    emit(
        IncomingStatus(
            agency=document.agency_id, aggregate=subject_of(document), document=document.id, consignment=document.consignment, code=code,
            reason=reason, by=actor.name,
        )
    )  # fmt: skip


def admit(document: Incoming, principals: Iterable[str]) -> None:
    """Let more desks see it; the caller saves. What is for named persons stays with posts: no unit head is let in."""
    more = (p for p in principals if not (document.named_only and principal.unit_headed(p)))
    document.audience = sorted({*document.audience, *more})


def confine(document: Incoming, posts: Iterable[int]) -> None:
    """Only the clerks and these posts see it from now on; the caller saves."""
    document.named_only = True
    document.audience = sorted({clerks(document), *(principal.post(ident) for ident in posts)})


def release(document: Incoming) -> None:
    """Seen again as any document that was registered; the caller saves."""
    document.named_only = False
    fields = [principal.field_of(document.agency_id, document.field)] if document.field else []
    document.audience = sorted({*document.audience, principal.every(document.agency_id), *fields})


def say(actor: Actor, document: Incoming, kind: NoteKind, text: str = "") -> Note:
    return Note.objects.create(
        document=document, agency_id=document.agency_id, kind=kind, text=text.strip(), post_id=actor.post,
        shown=f"{actor.name}, {actor.title}" if actor.title else actor.name, at=clock.now(),
    )  # fmt: skip


def finish(actor: Actor, document: Incoming, action: str, **detail: Any) -> None:
    """Write the document, its search row, and last the evidence."""
    document.save()
    index(actor, document)
    record(actor, f"incoming.{action}", subject_of(document), state=document.state, **detail)


def finish_quickly(actor: Actor, document: Incoming, action: str, **detail: Any) -> None:
    """`finish` while the arrival series may be locked: reading the file's words would hold it up, so the search row comes after the commit."""
    from tinhso.documents.incoming.jobs import reindex  # jobs import the actions

    document.save()
    reindex.defer(document=str(document.id), agency=document.agency_id)
    record(actor, f"incoming.{action}", subject_of(document), state=document.state, **detail)


def index(actor: Actor, document: Incoming) -> None:
    """Renew its search row: the register's fields, the names of what came along, and the words of the file once they have been read.

    A secret document has no file; one that was destroyed is found no more (ND30 Điều 18.4.b).
    """
    if document.state == State.DESTROYED:
        search.remove(actor, subject_of(document), document.agency_id)
        return
    kept = files.rendition(document.file, "text") if document.file else None
    words = files.bytes_of(kept).decode() if kept else ""
    fields = (document.issuer, document.signer_name, document.signer_title, document.note, document.result)
    annexes = () if document.secrecy else document.annexes.values_list("file__name", flat=True)
    search.index(
        actor, aggregate=subject_of(document), kind="incoming", type_code=document.type_code,
        title=f"{document.notation} {document.subject}".strip(), body="\n".join(x for x in (*fields, *annexes, words) if x),
        audience=document.audience, date=document.document_date or clock.day(document.arrived_at), url=url_of(document), agency=document.agency_id,
    )  # fmt: skip


def line_of(document: Incoming) -> str:
    """The second line of tasks: arrival number, number and symbol, issuer."""
    number = f"Số đến {document.arrival_number}" if document.arrival_number else ""
    return " · ".join(x for x in (number, document.notation, document.issuer) if x)


def ask(
    actor: Actor, document: Incoming, kind: str, assignee: str, due: datetime | None = None, unit: int | None = None, line: str = ""
) -> work.Task:
    """Put a task on a desk; `kind` without the room's name."""
    return work.open_task(
        actor, kind=f"incoming.{kind}", subject=subject_of(document), title=document.subject, line=line or line_of(document),
        url=url_of(document), assignee=assignee, due=due, urgent=bool(document.urgency), unit=None if document.named_only else unit,
        agency=document.agency_id,
    )  # fmt: skip


def done(actor: Actor, document: Incoming, *kinds: str, assignee: str | None = None) -> None:
    for kind in kinds:
        work.close_tasks(actor, subject=subject_of(document), kind=f"incoming.{kind}", assignee=assignee)


def dropped(actor: Actor, document: Incoming, *kinds: str) -> None:
    """The tasks are no longer wanted; without kinds, all of the document's."""
    for kind in kinds or (None,):
        work.cancel_tasks(actor, subject=subject_of(document), kind=kind and f"incoming.{kind}")


def clerks(document: Incoming) -> str:
    return principal.clerks(document.agency_id)


def fold(part: Assignment, into: Assignment) -> None:
    """Two parts of one desk become one: `into` takes the other's place where it stood below it, and what was passed on from there."""
    above: Assignment | None = into
    while above is not None and above.parent_id != part.pk:
        above = above.parent
    if above is not None:
        into.parent_id = part.parent_id
        into.save(update_fields=["parent"])
    part.children.exclude(pk=into.pk).update(parent=into)
    part.cancelled_at = clock.now()
    part.save(update_fields=["cancelled_at"])


def held(actor: Actor, document: Incoming, *parts: str) -> list[Assignment]:
    """The actor's open assignments, his own post's before his unit's."""
    rows = document.assignments.filter(part__in=parts, principal__in=sorted(actor.principals), done_at=None, cancelled_at=None)
    return sorted(rows, key=lambda a: (principal.post_of(a.principal) is None, a.assigned_at))


def need_handling(actor: Actor, document: Incoming, *parts: str) -> Assignment:
    """As `need_held`, of what is under way: while a recall waits nothing else goes on. Raises Conflict besides."""
    mine = need_held(actor, document, *parts)
    states.need(State(document.state), "handle")
    return mine


def need_held(actor: Actor, document: Incoming, *parts: str) -> Assignment:
    """Raises Refusal `incoming.not_yours`."""
    mine = held(actor, document, *parts)
    if not mine:
        raise Refusal(
            "incoming.not_yours",
            vi="Văn bản này không (hoặc không còn) được giao cho bạn ở phần việc đó. Hãy tải lại trang.",
            en="This document is not, or no longer, assigned to you for that. Reload the page.",
            status=403,
        )
    return mine[0]
