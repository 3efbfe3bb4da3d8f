"""A desk whose holder has left: his drafts and the steps that wait for him go on with his successor."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.people.public import PostView, principals, roster
from tinhso.documents.outgoing.actions.common import admit, ask, closed, index, move, subject_of
from tinhso.documents.outgoing.actions.decide import end_steps
from tinhso.documents.outgoing.actions.submit import REVISE
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step
from tinhso.documents.outgoing.rules.states import EDITABLE, REVIEWS
from tinhso.kit import clock

_OPEN = (Step.State.OPEN, Step.State.WAITING)


@transaction.atomic
def hand_over(actor: Actor, post: int, successor: int) -> int:
    """Returns how many documents went on. What is signed already keeps its drafter; safe to repeat.

    A printed signer is not changed: at a signing step the successor can only return the draft, for another signer to be chosen.
    """
    to, old, new = roster().post(successor), principal.post(post), principal.post(successor)
    waiting = Step.objects.within(actor).filter(document=OuterRef("pk"), principal=old, state__in=_OPEN)
    found = Outgoing.objects.within(actor).filter(
        Q(drafter_id=post) | Exists(waiting), agency_id=actor.agency, state__in=(*EDITABLE, *REVIEWS)
    )
    for document in found.select_for_update().order_by("id"):
        document.steps.filter(principal=old, state__in=_OPEN).update(principal=new, label=f"{to.name}, {to.title}", seen_at=None)
        admit(document, new, *(() if closed(document) else (principal.head_of(to.unit),)))
        if document.drafter_id == post:
            document.drafter_id = successor
            _own_steps(actor, document, to)
        document.revision += 1
        document.save()
        index(actor, document)
        record(actor, "outgoing.hand_over", subject_of(document), post=post, to=successor)
    return len(found)


def _own_steps(actor: Actor, document: Outgoing, to: PostView) -> None:
    """Nobody approves his own draft (Điều 12): where the successor was to decide on it, the draft comes back to him first."""
    desks = sorted(principals(roster(), to))
    if not document.steps.filter(version=document.version, principal__in=desks, state__in=_OPEN).exists():
        return
    end_steps(actor, document)
    move(document, "return")
    text = f"Người soạn đã thôi giữ chức vụ; {to.name} nhận bàn giao nên không duyệt chính dự thảo này. Trình lại theo quy trình."
    Opinion.objects.create(
        document=document, agency_id=document.agency_id, version=document.version, kind=Opinion.Kind.RETURN, text=text, post_id=to.id,
        shown=f"{to.name}, {to.title}", at=clock.now(),
    )  # fmt: skip
    ask(actor, document, REVISE, principal.post(to.id), title=f"Bị trả lại: {document.subject}")
