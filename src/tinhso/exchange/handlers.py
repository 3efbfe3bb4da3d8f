"""What the exchange does when documents below it say something. The two agencies of a delivery meet only in its jobs."""

from __future__ import annotations

from uuid import UUID

from tinhso.core.access.public import system
from tinhso.core.events.public import on
from tinhso.documents.public import IncomingStatus, OutgoingIssued, OutgoingRecallAsked
from tinhso.exchange.actions.queue import queue
from tinhso.exchange.actions.recall import ask_back
from tinhso.exchange.actions.status import send_status


@on(OutgoingIssued)
def issued(fact: OutgoingIssued) -> None:
    """One dispatch for each recipient reached electronically."""
    queue(system(fact.agency), fact.document)


@on(OutgoingRecallAsked)
def recall_asked(fact: OutgoingRecallAsked) -> None:
    """Message 13 to every receiver; what has not left yet does not leave."""
    ask_back(system(fact.agency), fact.document, fact.reason)


@on(IncomingStatus)
def status(fact: IncomingStatus) -> None:
    """The receiver's status goes back to the sender."""
    if fact.consignment is not None:
        send_status(system(fact.agency), UUID(str(fact.consignment)), fact.code, fact.reason, fact.by)
