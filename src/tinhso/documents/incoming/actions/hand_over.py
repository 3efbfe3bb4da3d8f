"""A desk whose holder has left: the parts given to him, and what lies before him for a directive, go on with his successor."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.people.public import roster
from tinhso.documents.incoming.actions.common import admit, finish, fold, say
from tinhso.documents.incoming.desks import directs, shown
from tinhso.documents.incoming.models import Assignment, Incoming
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.words import NoteKind


@transaction.atomic
def hand_over(actor: Actor, post: int, successor: int) -> int:
    """Returns how many documents went on; safe to repeat. The directive itself stays as it was given.

    Where the successor has no authority to direct, the clerk presents the document again.
    """
    to, old, new = roster().post(successor), principal.post(post), principal.post(successor)
    mine = Assignment.objects.within(actor).filter(document=OuterRef("pk"), principal=old, done_at=None, cancelled_at=None)
    before_him = Q(state=State.PRESENTED, presented_to_id=post) if directs(to) else Q(pk=None)
    found = Incoming.objects.within(actor).filter(Exists(mine) | before_him, agency_id=actor.agency)
    for document in found.select_for_update().order_by("id"):
        held = document.assignments.filter(done_at=None, cancelled_at=None)
        for part in held.filter(principal=old):
            if same := held.filter(principal=new, part=part.part).first():  # he has this part already
                fold(part, same)
            else:
                part.principal, part.label = new, shown(to)
                part.save()
        if document.presented_to_id == post and directs(to):
            document.presented_to_id = successor
        admit(document, (new, principal.head_of(to.unit)))
        say(actor, document, NoteKind.HAND_OVER, shown(to))
        finish(actor, document, "hand_over", post=post, to=successor)
    return len(found)
