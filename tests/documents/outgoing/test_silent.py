"""Điều 21.2.c: of what was issued and not acknowledged, a row says who is silent and leads to where it can be sent to him again."""

from __future__ import annotations

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tinhso.core.access.public import acting, system
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.public import Delivery, RecipientValue, issue, number, record_delivery, seal
from tinhso.kit import clock

LIST = "/van-ban-di/chua-nhan/"


def issued(office: Office) -> Outgoing:
    province = RecipientValue("Ủy ban nhân dân tỉnh Thử nghiệm", office.cast.agency - 1)
    made = office.signed(recipients=(RecipientValue("Sở Thử nghiệm B", office.cast.other, addressed=True), province))
    with office.acting(office.cast.clerk) as clerk:
        for verb in (number, seal, issue):
            verb(clerk, made.id)
    return made


def shown(office: Office) -> str:
    with clock.at(office.now):
        return login(office.cast.clerk).get(LIST).content.decode()


def told(office: Office, made: Outgoing, name: str) -> None:
    who = system(office.cast.agency)
    with clock.at(office.now), acting(who):
        row = Recipient.objects.within(who).get(document=made.pk, name=name)
        for code in (Delivery.ARRIVED, Delivery.RECEIVED):
            record_delivery(who, row.pk, code)


def test_a_row_says_who_has_not_told_and_leads_to_where_it_is_sent_again(office: Office) -> None:
    made = issued(office)
    page = shown(office)
    assert "Chưa báo: Sở Thử nghiệm B và 1 nơi khác" in page and f'href="/lien-thong/van-ban/{made.id}/"' in page
    with clock.at(office.now):
        assert login(office.cast.clerk).get(f"/lien-thong/van-ban/{made.id}/").status_code == 200


def test_who_has_told_is_named_no_more_and_after_the_last_the_row_is_gone(office: Office) -> None:
    made = issued(office)
    told(office, made, "Sở Thử nghiệm B")
    page = shown(office)
    assert "Chưa báo: Ủy ban nhân dân tỉnh Thử nghiệm<" in page and "Sở Thử nghiệm B" not in page
    told(office, made, "Ủy ban nhân dân tỉnh Thử nghiệm")
    assert str(made.id) not in shown(office)
