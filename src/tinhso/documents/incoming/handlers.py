"""What incoming documents do when outgoing ones are drafted and issued, and when somebody leaves."""

from __future__ import annotations

from uuid import UUID

from tinhso.core.access.public import Actor, system
from tinhso.core.events.public import on
from tinhso.core.people.public import DeskHandedOver
from tinhso.documents.incoming.actions.close import link_reply
from tinhso.documents.incoming.actions.hand_over import hand_over
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.outgoing.answering import answerable
from tinhso.documents.outgoing.events import OutgoingIssued


@answerable
def seen_by(actor: Actor, document: UUID) -> bool:
    return Incoming.objects.visible_to(actor).filter(pk=document).exists()


@on(OutgoingIssued)
def reply_issued(fact: OutgoingIssued) -> None:
    """A reply links itself to what it answers, and settles it where the lead asked for that."""
    actor = system(fact.agency)
    if fact.reply_to is not None and Incoming.objects.within(actor).filter(agency_id=fact.agency, pk=fact.reply_to).exists():
        link_reply(actor, fact.reply_to, fact.document, fact.notation)


@on(DeskHandedOver)
def desk_handed_over(fact: DeskHandedOver) -> None:
    hand_over(system(fact.agency), fact.post, fact.successor)
