"""Background work of incoming documents."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.core.access.public import acting, system
from tinhso.documents.incoming.actions import verify as action
from tinhso.documents.incoming.actions.common import index, load
from tinhso.documents.incoming.actions.read import read


@app.task(name="incoming.verify", queue="documents", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def verify(document: str, agency: int) -> None:
    """Check a document that has just arrived, unless somebody already did."""
    actor = system(agency)
    with acting(actor):
        action.verify_once(actor, UUID(document))


@app.task(name="incoming.read", queue="documents", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def read_words(document: str, agency: int) -> None:
    """The words of its file, so that it is found by what it says."""
    actor = system(agency)
    with acting(actor):
        read(actor, UUID(document))


@app.task(name="incoming.reindex", queue="documents", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def reindex(document: str, agency: int) -> None:
    """The search row of what was registered: reading the file's words would hold up the series, so it comes after the number's commit."""
    actor = system(agency)
    with acting(actor):
        index(actor, load(actor, UUID(document)))
