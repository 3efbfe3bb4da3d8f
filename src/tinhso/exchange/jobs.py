"""The exchange's background work. Jobs of one consignment run in the order they were asked for (`in_order`)."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.exchange.actions import deliver as deliveries
from tinhso.exchange.actions import recall as recalls
from tinhso.exchange.actions import status as statuses

_RETRY = RetryStrategy(max_attempts=deliveries.ATTEMPTS, exponential_wait=3)


def in_order(consignment: UUID) -> str:
    """The lock under which a consignment's jobs follow each other."""
    return f"consignment:{consignment}"


@app.task(name="exchange.deliver", queue="exchange", retry=_RETRY)
def deliver(consignment: str, sender: int, receiver: int) -> None:
    try:
        deliveries.deliver(UUID(consignment), sender, receiver)
    except Exception as wrong:
        deliveries.note_failure(UUID(consignment), sender, wrong)
        raise


@app.task(name="exchange.tell", queue="exchange", retry=_RETRY)
def tell(message: str, sender: int, receiver: int) -> None:
    statuses.take_status(UUID(message), sender, receiver)


@app.task(name="exchange.recall", queue="exchange", retry=_RETRY)
def recall(message: str, sender: int, receiver: int) -> None:
    recalls.execute(UUID(message), sender, receiver)
