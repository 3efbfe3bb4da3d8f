"""Xử lý thay: every act on a lent desk says for whom, and the lender reads what was done for him; his own acts say nothing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import build_cast
from tests.documents.incoming.conftest import House
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tests.keys import enroll_cast
from tinhso.core.access.public import Actor, acting
from tinhso.core.people.public import actor_of_post, delegate, revoke_delegation, roster
from tinhso.core.work import public as work
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.documents.outgoing.public import approve, return_
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

THAY = "Bùi Văn Mẫu Phó, Phó Giám đốc (xử lý thay Nguyễn Văn Mẫu Giám, Giám đốc)"
LENT = "/viec/lent/"


def lend(place: Office | House, days: int = 3) -> tuple[Actor, int]:
    """The director's inbox to his deputy; the deputy as he acts from now on, and the delegation."""
    with place.acting(place.cast.director) as director:
        ident = delegate(
            director, mode="INBOX", from_post=director.own_post, to_post=place.cast.deputy.own_post, content="đi công tác",
            since=clock.now(), until=clock.now() + timedelta(days=days),
        )  # fmt: skip
    place.now += timedelta(minutes=1)
    with clock.at(place.now):
        deputy = actor_of_post(place.cast.deputy.own_post)
    assert deputy is not None
    return deputy, ident


@pytest.fixture
def office(db: None) -> Office:
    made = build_cast()
    enroll_cast(made)
    return Office(made)


@pytest.fixture
def house(db: None) -> House:
    return House(build_cast())


def test_dieu_13_a_stand_in_is_told_whose_it_is_and_that_he_cannot_sign_it(office: Office) -> None:
    made = office.for_signature()
    deputy, _ = lend(office)
    whose, only = "Việc này của Nguyễn Văn Mẫu Giám", "Chỉ Nguyễn Văn Mẫu Giám ký được"
    with clock.at(office.now):
        card = login(deputy).get(f"/van-ban-di/{made.id}/").content.decode()
        assert whose in card and only in card
        assert "Thay Nguyễn Văn Mẫu Giám" in login(deputy).get("/viec/").content.decode()
        own = login(office.cast.director).get(f"/van-ban-di/{made.id}/").content.decode()
    assert whose not in own


def test_who_returns_on_a_lent_desk_is_named_with_whose_it_is(office: Office) -> None:
    made = office.for_signature()
    deputy, _ = lend(office)
    with office.acting(deputy) as actor:
        return_(actor, made.id, "Thiếu căn cứ")
    with clock.at(office.now):
        page = login(office.cast.specialist).get(f"/van-ban-di/{made.id}/").content.decode()
        assert THAY in page
        assert f"{office.cast.unit_head.name}, {office.cast.unit_head.title} (" not in page, "on a desk of his own nobody stands in"


def test_a_directive_given_for_another_says_so_on_the_card_and_in_its_history(house: House) -> None:
    made = house.presented()
    deputy, _ = lend(house)
    with house.acting(deputy) as actor:
        incoming.direct(actor, made.id, DirectiveValues(lead=house.desk(house.cast.specialist), text="Báo cáo."))
    with clock.at(house.now):
        assert login(house.cast.specialist).get(f"/van-ban-den/{made.id}/").content.decode().count(THAY) == 2


def test_a_deputy_whom_it_was_presented_to_directs_for_himself(house: House) -> None:
    made = house.presented(to=house.cast.deputy)
    deputy, _ = lend(house)
    with house.acting(deputy) as actor:
        incoming.direct(actor, made.id, DirectiveValues(lead=house.desk(house.cast.specialist), text="Báo cáo."))
    with clock.at(house.now):
        assert "xử lý thay" not in login(house.cast.specialist).get(f"/van-ban-den/{made.id}/").content.decode()


def test_the_lender_reads_what_was_done_for_him_and_by_whom_and_nobody_else_does(house: House) -> None:
    made, later = house.presented(), house.presented(notation="06/SX-VP", subject="Sau khi lấy lại")
    deputy, lent = lend(house)
    for_whom = DirectiveValues(lead=house.desk(house.cast.specialist), text="Báo cáo.")
    with house.acting(deputy) as actor:
        incoming.direct(actor, made.id, for_whom)
    with house.acting(house.cast.director) as director:
        revoke_delegation(director, lent)
    with house.acting(house.cast.deputy) as alone, pytest.raises(Refusal, match=r"incoming\.not_found"):
        incoming.direct(alone, later.id, for_whom)  # from the second the inbox is taken back he does not even see it
    with clock.at(house.now):
        rows = login(house.cast.director).get(LENT).context["rows"]
        assert [r.subject for r in rows] == [made.subject] and rows[0].more[0].startswith("Bùi Văn Mẫu Phó")
        assert "Đã làm thay tôi" in login(house.cast.director).get("/viec/").content.decode()
        for who in (house.cast.deputy, house.cast.clerk, house.cast.other_director):
            page = login(who).get(LENT)
            assert page.context["rows"] == [] and "Chưa ai làm gì thay bạn" in page.content.decode()
            assert "Đã làm thay tôi" not in login(who).get("/viec/").content.decode()


def test_what_one_does_oneself_while_the_inbox_is_lent_is_not_done_for_one(office: Office) -> None:
    made = office.for_signature(reviewers=(office.cast.deputy.post,), signer=office.cast.director.post)
    lend(office)
    with office.acting(office.cast.deputy) as deputy:
        approve(deputy, made.id, "Đồng ý")
    with office.acting(office.cast.director) as director:
        return_(director, made.id, "Chưa rõ")
    with clock.at(office.now):
        assert login(office.cast.director).get(LENT).context["rows"] == []
        assert "xử lý thay" not in login(office.cast.specialist).get(f"/van-ban-di/{made.id}/").content.decode()


def test_a_desk_is_stood_in_for_only_in_the_days_it_was_lent(house: House) -> None:
    before = house.now
    lend(house, days=2)
    mine, his = f"o{house.cast.director.post}", house.cast.deputy.own_post
    with clock.at(house.now):
        now = roster()
        during, after = house.now, house.now + timedelta(days=9)
        assert [bool(now.stood_in(his, [mine], at)) for at in (before, during, after)] == [False, True, False]
        assert now.stood_in(his, [mine, f"o{his}"], during) is None and now.stood_in(his, ["u1.head"], during) is None
    with acting(house.cast.director):
        assert work.inbox(house.cast.director, "lent").rows == []
