"""Two requests at once, on transactions that really commit."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import Cast, build_cast
from tests.documents.outgoing.conftest import Office
from tinhso.core.access.public import Actor, acting
from tinhso.documents.incoming import public as incoming
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.outgoing.models import Outgoing
from tinhso.kit import clock, ids

Look = Callable[[Actor, UUID], object]


@pytest.mark.parametrize("by_itself", [False, True])
def test_one_form_sent_twice_at_once_makes_one_draft(committed: str, by_itself: bool) -> None:
    cast = build_cast()
    office, key, both = Office(cast), ids.new(), Barrier(2, timeout=30)

    def send(_: int) -> UUID:
        try:
            with acting(cast.specialist), clock.at(office.now):
                both.wait()
                return outgoing.draft(cast.specialist, office.values(), key, by_itself=by_itself).id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(send, range(2))) == {key}
    with acting(cast.specialist):
        assert [d.pk for d in Outgoing.objects.visible_to(cast.specialist)] == [key]


def outgoing_card(cast: Cast) -> tuple[Look, UUID]:
    office = Office(cast)
    with acting(cast.specialist), clock.at(office.now):
        return outgoing.look, outgoing.draft(cast.specialist, office.values()).id


def incoming_card(cast: Cast) -> tuple[Look, UUID]:
    with acting(cast.clerk):
        made = incoming.log_paper(cast.clerk, issuer="Sở X", notation="05/SX-VP", subject="Thử").id
        incoming.look(cast.clerk, made)  # her task is no longer new
        return incoming.look, made


@pytest.mark.parametrize("card", [outgoing_card, incoming_card])
def test_one_who_reads_a_card_lets_nobody_wait(committed: str, card: Callable[[Cast], tuple[Look, UUID]]) -> None:
    """A circular is opened by many in the same minute, while a job numbers, seals and issues it."""
    cast = build_cast()
    look, document = card(cast)
    reader = cast.specialist if card is outgoing_card else cast.clerk
    open_, closed = Event(), Event()

    def reads() -> None:
        try:
            with acting(reader):
                look(reader, document)
                open_.set()
                assert closed.wait(60)
        finally:
            open_.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(reads)
        try:
            assert open_.wait(60)
            with acting(reader), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '1s'")
                look(reader, document)
        finally:
            closed.set()
            first.result()
