"""What outgoing documents do when somebody leaves."""

from __future__ import annotations

from tinhso.core.access.public import system
from tinhso.core.events.public import on
from tinhso.core.people.public import DeskHandedOver
from tinhso.documents.outgoing.actions.hand_over import hand_over


@on(DeskHandedOver)
def desk_handed_over(fact: DeskHandedOver) -> None:
    hand_over(system(fact.agency), fact.post, fact.successor)
