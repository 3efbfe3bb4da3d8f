"""The pages of the exchange: who has a document, who has not, what could not be delivered."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.pages import login
from tests.exchange.conftest import Exchange
from tests.exchange.test_delivery import returned
from tinhso.documents.outgoing.public import RecipientValue
from tinhso.exchange.actions.deliver import ATTEMPTS, note_failure
from tinhso.exchange.models import Dispatch
from tinhso.kit import clock, ids

ROOT = "/lien-thong/"


@pytest.fixture
def failed(exchange: Exchange) -> Dispatch:
    """A dispatch that was tried as often as it is tried."""
    exchange.issued()
    exchange.run("events.deliver")
    (dispatch,) = exchange.dispatches()
    with clock.at(exchange.now):
        for _ in range(ATTEMPTS):
            note_failure(dispatch.consignment, exchange.cast.agency, OSError("đường truyền đứt"))
    return dispatch


def test_what_could_not_be_delivered_is_listed_with_its_reason_and_sent_again_by_the_clerk(exchange: Exchange, failed: Dispatch) -> None:
    with clock.at(exchange.now):
        clerk = login(exchange.cast.clerk)
        page = clerk.get(ROOT).content.decode()
        assert (
            "Không giao được" in page
            and "OSError" in page
            and "đường truyền đứt" not in page
            and "Gửi lại" in page
            and "Sở Thử nghiệm B" in page
        )
        assert "Gửi lại" not in login(exchange.cast.director).get(ROOT).content.decode()
        assert login(exchange.cast.director).post(f"{ROOT}gui-lai/{failed.consignment}/").status_code == 403
        assert clerk.post(f"{ROOT}gui-lai/{failed.consignment}/").status_code == 302
        assert clerk.post(f"{ROOT}gui-lai/{failed.consignment}/").status_code == 409
    exchange.run()
    with clock.at(exchange.now):
        assert "Mọi văn bản đã đến nơi nhận" in clerk.get(ROOT).content.decode()


def test_who_has_not_received_stands_first_and_then_says_what_he_told(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run("events.deliver")
    with clock.at(exchange.now):
        clerk = login(exchange.cast.clerk)
        assert "1 nơi chưa tiếp nhận" in clerk.get(f"{ROOT}van-ban/{sent.id}/").content.decode()
    exchange.run()
    with clock.at(exchange.now):
        assert "01 Đã đến" in clerk.get(f"{ROOT}van-ban/{sent.id}/").content.decode()
    exchange.accepted_and_registered(exchange.received().id)
    exchange.run()
    with clock.at(exchange.now):
        page = clerk.get(f"{ROOT}van-ban/{sent.id}/").content.decode()
        assert "03 Đã tiếp nhận" in page and "Mọi nơi đã tiếp nhận" in page


def test_who_gets_paper_is_listed_and_nobody_waits_for_it(exchange: Exchange) -> None:
    to = (RecipientValue("Sở Thử nghiệm B", exchange.cast.other, addressed=True), RecipientValue("Công ty Mẫu", None, paper_reason="party"))
    sent = exchange.issued(recipients=to)
    exchange.run()
    exchange.accepted_and_registered(exchange.received().id)
    exchange.run()
    with clock.at(exchange.now):
        page = login(exchange.cast.clerk).get(f"{ROOT}van-ban/{sent.id}/").content.decode()
    row = page[page.index('<th scope="row">Công ty Mẫu</th>') :].partition("</tr>")[0]
    assert "Bản giấy" in row and "hanh-trinh" not in row
    assert "Mọi nơi nhận bản điện tử đã tiếp nhận" in page


def test_a_returned_document_waits_on_its_card_for_the_clerk_to_send_it_again_or_settle_it(exchange: Exchange) -> None:
    sent = returned(exchange)
    (dispatch,) = exchange.dispatches()
    with clock.at(exchange.now):
        clerk = login(exchange.cast.clerk)
        card = clerk.get(f"/van-ban-di/{sent.id}/").content.decode()
        assert 'data-dialog="settle"' in card and f"{ROOT}van-ban/{sent.id}/" in card
        assert "Có nơi trả lại" in clerk.get("/van-ban-di/issued/").content.decode()
        assert f"gui-lai/{dispatch.consignment}/" in clerk.get(f"{ROOT}van-ban/{sent.id}/").content.decode()
        assert clerk.post(f"{ROOT}gui-lai/{dispatch.consignment}/", {"document": "1"}).status_code == 302
        after = clerk.get(f"{ROOT}van-ban/{sent.id}/").content.decode()
        assert "Bị trả lại, đã gửi lại" in after and "gui-lai/" not in after
        assert 'data-dialog="settle"' not in clerk.get(f"/van-ban-di/{sent.id}/").content.decode()


def test_both_sides_read_the_trail_and_nobody_else(exchange: Exchange) -> None:
    exchange.issued()
    exchange.run()
    (dispatch,) = exchange.dispatches()
    way = f"{ROOT}hanh-trinh/{dispatch.consignment}/"
    with clock.at(exchange.now):
        for who in (exchange.cast.clerk, exchange.cast.specialist, exchange.cast.other_clerk):
            assert "01 Đã đến" in login(who).get(way).content.decode()
        part = login(exchange.cast.other_clerk).get(way, headers={"HX-Request": "true"}).content.decode()
        assert "01 Đã đến" in part and "<html" not in part
        for stranger in (exchange.cast.colleague, exchange.cast.administrator, exchange.cast.other_specialist):
            assert login(stranger).get(way).status_code == 404
        card = login(exchange.cast.other_clerk).get(f"/van-ban-den/{exchange.received().id}/").content.decode()
        assert way in card


def test_another_agency_sees_no_dispatch_and_a_specialist_no_list(exchange: Exchange, failed: Dispatch) -> None:
    with clock.at(exchange.now):
        assert login(exchange.cast.specialist).get(ROOT).status_code == 403
        assert "đường truyền đứt" not in login(exchange.cast.other_clerk).get(ROOT).content.decode()
        other = login(exchange.cast.other_clerk)
        assert other.get(f"{ROOT}van-ban/{failed.document}/").status_code == 404
        assert other.post(f"{ROOT}gui-lai/{failed.consignment}/").status_code == 404


def test_query_counts_are_equal_for_1_and_50_rows(exchange: Exchange, failed: Dispatch) -> None:
    clerk = login(exchange.cast.clerk)

    def asked() -> int:
        with clock.at(exchange.now):
            for way in (ROOT, f"{ROOT}van-ban/{failed.document}/"):
                clerk.get(way)
            with CaptureQueriesContext(connection) as queries:
                for way in (ROOT, f"{ROOT}van-ban/{failed.document}/"):
                    assert clerk.get(way).status_code == 200
        return len(queries)

    before = asked()
    with exchange.here():
        Dispatch.objects.bulk_create(
            Dispatch(
                consignment=ids.new(), agency_id=exchange.cast.agency, receiver_id=exchange.cast.other, document=failed.document,
                recipient=ids.new(), state="failed", queued_at=exchange.now,
            )
            for _ in range(49)
        )  # fmt: skip
    assert asked() == before
