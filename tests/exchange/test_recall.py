"""A recall of several recipients (Điều 18.4): it ends when all have answered, and a refusal stays one."""

from __future__ import annotations

import pytest

from tests.exchange.conftest import Exchange
from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.documents.incoming import public as incoming
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.public import RecipientValue, recall, record_delivery, to_send
from tinhso.exchange.actions import deliver as deliveries
from tinhso.exchange.actions.recall import ask_back
from tinhso.kit.errors import Refusal

A, B = "Sở Thử nghiệm B", "Ủy ban nhân dân tỉnh Thử nghiệm"


def to_two(exchange: Exchange) -> Outgoing:
    """Issued to the other department and to the province, neither delivered yet."""
    province = directory().get(exchange.cast.agency).parent
    assert province is not None
    return exchange.issued(recipients=(RecipientValue(A, exchange.cast.other, addressed=True), RecipientValue(B, province)))


def recalled(exchange: Exchange, document: Outgoing) -> None:
    with exchange.acting(exchange.cast.director) as director:
        recall(director, document.id, "Ban hành nhầm")
    exchange.run("events.deliver")


def tell(actor: Actor, document: Outgoing, who: str, *codes: str) -> None:
    row = Recipient.objects.within(actor).get(document=document, name=who)
    for code in codes:
        record_delivery(actor, row.id, code)


def test_dieu_18_4_what_has_not_left_does_not_settle_for_those_who_have_it(exchange: Exchange) -> None:
    sent = to_two(exchange)
    exchange.run("events.deliver")
    held = min(exchange.dispatches(), key=lambda d: d.pk)  # the one asked first has not left
    other = max(exchange.dispatches(), key=lambda d: d.pk)
    deliveries.deliver(other.consignment, exchange.cast.agency, other.receiver_id)
    recalled(exchange, sent)
    assert exchange.state(sent) == "recalling"
    with exchange.here() as actor:
        rows = {r.id: r.delivery for r in Recipient.objects.within(actor).filter(document=sent)}
        assert (rows[held.recipient], rows[other.recipient]) == ("15", "13")
        record_delivery(actor, other.recipient, "16", reason="Đã thi hành")
    assert exchange.state(sent) == "issued"


def test_dieu_18_4_who_refused_and_works_on_still_keeps_the_document(exchange: Exchange) -> None:
    sent = to_two(exchange)
    with exchange.here() as actor:
        for who in (A, B):
            tell(actor, sent, who, "01", "03")
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    with exchange.here() as actor:
        for who in (A, B):
            tell(actor, sent, who, "13")
        tell(actor, sent, A, "16", "05")
        tell(actor, sent, B, "15")
    assert (exchange.delivery(sent), exchange.state(sent)) == (["05", "15"], "issued")
    with exchange.here() as actor:
        assert Recipient.objects.within(actor).get(document=sent, name=A).recall_refused_at is not None


def test_dieu_18_4_a_second_recall_asks_anew(exchange: Exchange) -> None:
    sent = exchange.issued()
    with exchange.here() as actor:
        tell(actor, sent, A, "01", "03")
    for answer, state in (("16", "issued"), ("15", "recalled")):
        with exchange.acting(exchange.cast.director) as director:
            recall(director, sent.id, "Ban hành nhầm")
        with exchange.here() as actor:
            tell(actor, sent, A, "13", answer)
        assert exchange.state(sent) == state


@pytest.mark.parametrize("to", ["paper", "inside", "returned"])
def test_dieu_18_4_a_recall_that_nobody_is_left_to_answer_ends(exchange: Exchange, to: str) -> None:
    recipients = {
        "paper": RecipientValue("Công ty Thử nghiệm", None, addressed=True, paper_reason="party"),
        "inside": RecipientValue("Phòng Kế hoạch", exchange.cast.second_unit, addressed=True),
        "returned": RecipientValue(A, exchange.cast.other, addressed=True),
    }
    sent = exchange.issued(recipients=(recipients[to],))
    exchange.run()
    if to == "returned":
        with exchange.acting(exchange.cast.other_clerk) as clerk:
            incoming.refuse(clerk, exchange.received().id, "missing_annex")
        exchange.run()
    recalled(exchange, sent)
    assert exchange.state(sent) == "recalled"


def test_dieu_18_4_asking_again_changes_nothing(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    recalled(exchange, sent)
    with exchange.here() as actor:
        ask_back(actor, sent.id, "Ban hành nhầm")
    assert (exchange.delivery(sent), exchange.state(sent)) == (["13"], "recalling")
    with exchange.here() as actor:
        assert [s.receiver for s in to_send(actor, sent.id)] == [exchange.cast.other]


def test_a_failed_delivery_tells_the_sender_no_word_of_the_receivers_side(exchange: Exchange) -> None:
    exchange.issued()
    exchange.run("events.deliver")
    (dispatch,) = exchange.dispatches()
    for why, told in (
        (ValueError("Key (subject)=(việc nội bộ của B) already exists"), "ValueError"),
        (Refusal("files.full", vi="Ổ đĩa đã đầy.", en="The disk is full."), "Ổ đĩa đã đầy."),
    ):
        with exchange.here():
            deliveries.note_failure(dispatch.consignment, exchange.cast.agency, why)
        (dispatch,) = exchange.dispatches()
        assert dispatch.error == told
