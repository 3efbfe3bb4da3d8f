"""A question and its answer find each other, at both ends."""

from __future__ import annotations

from tests.documents.outgoing.test_pages import login
from tests.exchange.conftest import Exchange
from tinhso.core.access.public import Actor
from tinhso.core.notifications.public import unread
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.outgoing.public import Outgoing
from tinhso.kit import clock


def answered(exchange: Exchange) -> tuple[Outgoing, Outgoing]:
    """What A sent, and B's answer, which has arrived at A."""
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    exchange.accepted_and_registered(got.id)
    reply = exchange.reply_from_other(got.id)
    exchange.run()
    return sent, reply


def test_a_reply_is_linked_at_both_ends(exchange: Exchange) -> None:
    """B's document comes to A; A's answer closes it at A, and knows at B what it answers."""
    sent, reply = answered(exchange)
    with exchange.here() as actor:
        back = Incoming.objects.within(actor).filter(agency_id=exchange.cast.agency).get()
        assert (back.notation, back.reply_to) == (reply.notation, sent.id)
    linked = exchange.received()
    assert (linked.answered_by, linked.answer_notation) == (reply.id, reply.notation)


def test_who_asked_finds_the_answer_on_his_own_document_once_it_is_registered(exchange: Exchange) -> None:
    sent, reply = answered(exchange)
    cast = exchange.cast

    def found(actor: Actor) -> str:
        with clock.at(exchange.now):
            return login(actor).get(f"/van-ban-den/tra-loi-cho/{sent.id}/").content.decode()

    assert reply.notation not in found(cast.specialist), "not before it is verified and in the register"
    with exchange.here() as actor:
        back = Incoming.objects.within(actor).filter(agency_id=cast.agency).get()
    with exchange.acting(cast.clerk) as clerk:
        incoming.accept(clerk, back.id)
        incoming.register(clerk, back.id)
    assert reply.notation in found(cast.specialist) and f"/van-ban-den/{back.id}/" in found(cast.specialist)
    assert reply.notation not in found(cast.colleague) + found(cast.other_specialist)
    with exchange.acting(cast.specialist) as asker:
        assert any(reply.subject in n.title for n in unread(asker, limit=10))
