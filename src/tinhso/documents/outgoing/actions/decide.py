"""What a desk on the way says: agree, agree with initials, answer a consultation, return (ND30 Điều 10.3, 11, 12)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.notifications.public import notify
from tinhso.core.work import public as work
from tinhso.documents.outgoing.access import NUMBER as MAY_NUMBER
from tinhso.documents.outgoing.actions.common import NUMBER, ask, drafting_person, get, load, move, need_reason, say, subject_of, url_of
from tinhso.documents.outgoing.actions.submit import REVIEW, REVISE, SIGN, open_next
from tinhso.documents.outgoing.consultation import AGREED
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step
from tinhso.documents.outgoing.notices import RETURNED
from tinhso.documents.outgoing.rules.route import StepKind, may_decide
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed


@transaction.atomic
def look(actor: Actor, document_id: UUID) -> None:
    """An open step's desk has opened the document: from now on the drafter cannot take it back."""
    document = get(actor, document_id)
    if _unseen(actor, document).exists():  # else nothing is locked: readers of a circular do not wait for one another
        _unseen(actor, load(actor, document_id)).update(seen_at=clock.now())
    work.mark_seen(actor, subject_of(document))


def _unseen(actor: Actor, document: Outgoing) -> QuerySet[Step]:
    """The actor's open steps that nobody has looked at; a drafter's own look takes nothing from him."""
    mine = Q(version=document.version, state=Step.State.OPEN, principal__in=sorted(actor.principals), seen_at=None)
    return document.steps.none() if actor.person == drafting_person(document) else document.steps.filter(mine)


@transaction.atomic
def approve(
    actor: Actor, document_id: UUID, text: str = "", initial: bool = False, revision: int | None = None, *, agree: bool = False
) -> Outgoing:  # fmt: skip
    """Agree on the actor's open step; `initial` records ký nháy, `agree` says of a consulted unit that it has nothing against it. Raises NotAllowed: not on his desk, or his own draft."""
    document = load(actor, document_id, revision)
    step = open_step(actor, document, allow_sign=False)
    step.state, step.done_at, step.done_by_id = Step.State.DONE, clock.now(), actor.post
    step.save()
    kind = Opinion.Kind.ANSWER if step.kind == StepKind.CONSULT else Opinion.Kind.INITIAL if initial else Opinion.Kind.APPROVE
    if kind is Opinion.Kind.ANSWER:
        text = ". ".join(x for x in (AGREED, text.strip()) if x) if agree else text
        text = need_reason(
            text, "Đơn vị được hỏi phải ghi ý kiến (ghi “Thống nhất” nếu đồng ý).", "A consulted unit writes its opinion (“Agreed” if so)."
        )
    say(actor, document, kind, text, step)
    work.close_tasks(actor, subject=subject_of(document), kind=REVIEW, assignee=step.principal)
    if not document.steps.filter(version=document.version, state=Step.State.OPEN).exists():
        open_next(actor, document, "approve")
    else:
        document.revision += 1
    document.save()
    record(actor, f"outgoing.{kind.value}", subject_of(document), step=step.kind, version=document.version)
    return document


@transaction.atomic
def return_(actor: Actor, document_id: UUID, reason: str, revision: int | None = None) -> Outgoing:
    """Send the draft back to its drafter with a reason; the remaining steps fall away, the next submission makes a new version."""
    reason = need_reason(reason, "Trả lại phải ghi lý do.", "Returning needs a reason.")
    document = load(actor, document_id, revision)
    step = open_step(actor, document, allow_sign=True)
    step.state, step.done_at, step.done_by_id = Step.State.RETURNED, clock.now(), actor.post
    step.save()
    end_steps(actor, document)
    move(document, "return")
    say(actor, document, Opinion.Kind.RETURN, reason, step)
    document.save()
    _to_drafter(actor, document)
    record(actor, "outgoing.return", subject_of(document), step=step.kind, version=document.version)
    return document


@transaction.atomic
def send_back(actor: Actor, document_id: UUID, reason: str, revision: int | None = None) -> Outgoing:
    """A clerk returns a signed document whose form does not hold, before it has a number; drafter and signer are told.

    The signed file stays with its version; the next one goes the whole way and is signed anew. Raises NotAllowed, Refusal, Conflict.
    """
    MAY_NUMBER.require(actor)
    reason = need_reason(reason, "Trả lại phải ghi lý do.", "Returning needs a reason.")
    document = load(actor, document_id, revision)
    move(document, "send_back")
    say(actor, document, Opinion.Kind.RETURN, reason)
    document.save()
    work.cancel_tasks(actor, subject=subject_of(document), kind=NUMBER)
    _to_drafter(actor, document, principal.post(document.signer_id or 0))
    record(actor, "outgoing.send_back", subject_of(document), version=document.version)
    return document


def _to_drafter(actor: Actor, document: Outgoing, *also: str) -> None:
    title = f"Bị trả lại: {document.subject}"
    ask(actor, document, REVISE, principal.post(document.drafter_id), title=title)
    notify(actor, RETURNED.code, [principal.post(document.drafter_id), *also], title, url_of(document))


def open_step(actor: Actor, document: Outgoing, *, allow_sign: bool) -> Step:
    """The open step the actor decides on. Raises NotAllowed: none on his desk, or it is his own draft (Điều 12)."""
    OUTGOING.after(State(document.state), "return")  # some review is open at all
    drafter = drafting_person(document)
    opened = list(document.steps.select_for_update().filter(version=document.version, state=Step.State.OPEN))
    for step in opened:
        kind = StepKind(step.kind)
        if kind is StepKind.SIGN and not allow_sign:
            continue
        if may_decide(person=actor.person, principals=actor.principals, drafter=drafter, kind=kind, principal=step.principal):
            return step
    if any(s.principal in actor.principals for s in opened) and actor.person == drafter:
        raise NotAllowed(
            "outgoing.own_step",
            vi="Không ai tự duyệt dự thảo của chính mình (Điều 12 Nghị định 30/2020).",
            en="Nobody approves his own draft (Decree 30/2020, Article 12).",
        )
    waiting = ", ".join(s.label for s in opened)
    raise NotAllowed(
        "outgoing.not_your_step",
        vi=f"Văn bản đang chờ: {waiting}. Bước này không thuộc bạn.",
        en=f"The document is waiting for: {waiting}. This step is not yours.",
    )


def end_steps(actor: Actor, document: Outgoing) -> None:
    """Close what is still open or waiting on this version, and its tasks."""
    document.steps.filter(version=document.version, state__in=[Step.State.OPEN, Step.State.WAITING]).update(state=Step.State.CANCELLED)
    for kind in (REVIEW, SIGN):
        work.cancel_tasks(actor, subject=subject_of(document), kind=kind)
