"""Background work on outgoing documents."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.core.access.public import acting, system
from tinhso.core.people.public import actor_of_post
from tinhso.documents.outgoing.actions.common import index
from tinhso.documents.outgoing.actions.issue import issue
from tinhso.documents.outgoing.actions.lot import take_turn
from tinhso.documents.outgoing.actions.seal import seal
from tinhso.documents.outgoing.models import Outgoing, Turn
from tinhso.kit.errors import Conflict


@app.task(name="outgoing.finish", queue="documents", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def finish(document: str, post: int) -> None:
    """Seal and issue what a clerk has numbered, as that clerk. Two transactions: killed between them, it goes on where it was.

    What somebody voided or recalled meanwhile is left as it is: no later attempt could end otherwise. Any other refusal may pass.
    """
    actor = actor_of_post(post)
    if actor is None:
        return  # the clerk has left meanwhile, or is locked; the document waits on the clerks' desk
    with suppress(Conflict):
        with acting(actor):
            seal(actor, UUID(document))
        with acting(actor):
            issue(actor, UUID(document))


@app.task(name="outgoing.take_turns", queue="documents", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def take_turns(lot: str, post: int) -> None:
    """Number or sign a lot in its order, a transaction each, as the one who confirmed it; killed between two, it goes on where it was."""
    actor = actor_of_post(post)
    if actor is None:
        return  # he has left meanwhile, or is locked; what is not numbered or signed yet waits on its desk
    with acting(actor):
        turns = list(Turn.objects.within(actor).filter(lot=UUID(lot), done_at=None).order_by("ordinal").values_list("pk", flat=True))
    fault: Exception | None = None
    for turn in turns:
        try:
            with acting(actor):
                take_turn(actor, turn)
        except Exception as error:  # a fault of one does not stop the others; it is tried again with the job
            fault = fault or error
    if fault is not None:
        raise fault


@app.task(name="outgoing.reindex", queue="documents", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def reindex(document: str, agency: int) -> None:
    """The search row with the new number: reading the file's words would hold up the series, so it comes after the number's commit."""
    actor = system(agency)
    with acting(actor):
        index(actor, Outgoing.objects.within(actor).get(pk=document))
