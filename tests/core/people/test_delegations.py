"""Who enters a delegation for whom, and that it is entered once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.people.conftest import NOON, House
from tinhso.core.access.public import Actor, Role, acting
from tinhso.core.people import public as people
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

UNTIL = NOON + timedelta(days=3)


def actor(post: int) -> Actor:
    made = people.actor_of_post(post)
    assert made is not None
    return made


def hand(who: Actor, **wanted: object) -> int:
    with acting(who):
        return people.delegate(who, **wanted)  # type: ignore[arg-type]


def call_off(who: Actor, delegation: int) -> None:
    with acting(who):
        people.revoke_delegation(who, delegation, why="Quyết định mới")


def refused(who: Actor, **wanted: object) -> str:
    with acting(who), pytest.raises(Refusal) as caught:
        people.delegate(who, **wanted)  # type: ignore[arg-type]
    return caught.value.code


def test_a_leader_lends_his_own_inbox_and_a_specialist_does_not(house: House) -> None:
    head, specialist = house.head(), house.post("Hồ Mẫu Bạn", house.unit, Role.SPECIALIST, "Chuyên viên")
    assert hand(actor(head), mode="INBOX", from_post=head, to_post=specialist, until=UNTIL)
    with pytest.raises(NotAllowed):
        hand(actor(specialist), mode="INBOX", from_post=specialist, to_post=head, until=UNTIL)


def test_the_chief_of_office_never_hands_the_directors_inbox_to_himself(house: House) -> None:
    director, chief = house.director(), house.post("Lê Mẫu Chánh", house.office, Role.CHIEF_OF_OFFICE, "Chánh Văn phòng")
    assert refused(actor(chief), mode="INBOX", from_post=director, to_post=chief, until=UNTIL, basis="Ý kiến") == "delegation.to_oneself"
    assert f"o{director}" not in actor(chief).principals


def test_an_inbox_lent_by_another_hand_needs_its_basis(house: House) -> None:
    director, deputy = house.director(), house.deputy()
    keeper = actor(house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị"))
    lent = {"mode": "INBOX", "from_post": director, "to_post": deputy, "until": UNTIL}
    assert refused(keeper, **lent) == "delegation.inbox_basis"
    hand(keeper, **lent, basis="Thông báo 3/TB-STTM")
    assert f"o{director}" in actor(deputy).principals


def test_an_administrator_takes_no_inbox(house: House) -> None:
    director, keeper = house.director(), house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị")
    assert refused(actor(director), mode="INBOX", from_post=director, to_post=keeper, until=UNTIL) == "delegation.administrator"


def test_the_same_is_entered_once_until_it_ends(house: House) -> None:
    director, deputy = house.director(), house.deputy()
    wanted = {"mode": "KT", "from_post": director, "to_post": deputy, "doc_types": ["QĐ"]}
    first = hand(actor(director), **wanted)
    assert refused(actor(director), **wanted) == "delegation.held"
    assert refused(actor(director), **wanted, until=UNTIL) == "delegation.held"
    assert hand(actor(director), **{**wanted, "doc_types": ["KH"]})
    call_off(actor(director), first)
    with clock.at(NOON + timedelta(seconds=1)):
        assert hand(actor(director), **wanted)


def test_one_called_off_before_it_began_stands_in_nobodys_way(house: House) -> None:
    director, deputy = house.director(), house.deputy()
    wanted = {"mode": "KT", "from_post": director, "to_post": deputy, "since": NOON + timedelta(days=1), "until": UNTIL}
    call_off(actor(director), hand(actor(director), **wanted))
    assert hand(actor(director), **{**wanted, "since": NOON})


def test_the_agencys_list_has_every_one_the_latest_first(house: House) -> None:
    director, deputy, head = house.director(), house.deputy(), house.head()
    old = hand(actor(director), mode="KT", from_post=director, to_post=deputy, since=NOON - timedelta(days=9), until=NOON)
    new = hand(actor(director), mode="TL", from_post=director, to_post=head, doc_types=["GM"], basis="Quy chế 1/QC")
    assert [d.id for d in people.roster().delegations_of(house.agency)] == [new, old]
    assert people.roster().delegations_of(house.province) == []
