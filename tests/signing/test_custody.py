"""The agency's key in one clerk's hands, and from hand to hand in writing (Nghị định 30/2020 Điều 32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast, appoint, build_cast
from tests.jobs import run_jobs
from tests.keys import enroll, enroll_cast
from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.core.ledger.models import Entry
from tinhso.core.notifications import public as notices
from tinhso.core.people.public import end_post
from tinhso.engines.postgres import Engine
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.signing.custody.models import Custody, Key
from tinhso.signing.custody.public import agency_key, charge_of, give_back, keepings, seal_refusal, take_charge
from tinhso.signing.custody.unkept import Unkept, unkept

CHARGED = "Quyết định 12/QĐ-STNA ngày 05/01/2026"
MINUTES = "Biên bản bàn giao ngày 06/01/2026"


class House:
    """The first department; `heir` is its second clerk, `key` the agency's."""

    def __init__(self) -> None:
        self.cast: Cast = build_cast()
        enroll_cast(self.cast)
        self.heir: Actor = appoint("Cao Thị Mẫu Kế Nhiệm", self.cast.office, Role.CLERK, "Văn thư")
        with acting(self.cast.chief):
            self.key: int = keepings(self.cast.chief)[0].key.pk

    def charge(self, by: Actor, to: Actor | None = None, basis: str = CHARGED, minutes: str = MINUTES) -> Custody:
        with acting(by):
            return take_charge(by, self.key, (to or self.heir).own_post, basis=basis, minutes=minutes)

    def may_seal(self, who: Actor) -> bool:
        with acting(who):
            return seal_refusal(who) is None and agency_key(who).serial != ""

    def refused(self, who: Actor) -> Refusal:
        with acting(who), pytest.raises(Refusal, match=r"key\.custody") as told:
            agency_key(who)
        assert told.value.status == 403
        return told.value


@pytest.fixture
def house(db: None) -> House:
    return House()


def standing(actor: Actor) -> list[str]:
    with acting(actor):
        return [n.title for n in notices.unread(actor) if n.kind == "people.rights_changed"]


@pytest.mark.parametrize("by", ["director", "chief", "administrator"])
def test_dieu_32_1_the_head_his_office_or_the_administrator_enters_the_charge_and_the_former_one_ends_the_same_instant(
    by: str, house: House
) -> None:
    actor: Actor = getattr(house.cast, by)
    assert house.may_seal(house.cast.clerk)
    made = house.charge(actor)
    assert house.may_seal(house.heir)
    with acting(actor):
        new, old = keepings(actor)[0].charges
        entry = Entry.objects.filter(action="custody.take_charge").latest("id")
    assert (new.pk, new.basis, new.minutes, new.given_back_at) == (made.pk, CHARGED, MINUTES, None)
    assert (old.post_id, old.given_back_at, old.return_basis) == (house.cast.clerk.post, new.taken_at, MINUTES)
    assert entry.detail == {"post": house.heir.post, "basis": CHARGED, "minutes": MINUTES, "former": house.cast.clerk.post}
    assert entry.post_id == actor.post


def test_who_took_over_seals_and_who_handed_over_is_told_to_whom(house: House) -> None:
    house.charge(house.cast.chief)
    told = house.refused(house.cast.clerk)
    assert house.heir.name in told.vi and "Chứng thư số" in told.vi and house.heir.name in told.en


def test_dieu_32_2_b_without_the_paper_nothing_changes_hands(house: House) -> None:
    chief = house.cast.chief
    for basis, minutes, code in (
        ("", MINUTES, "basis"),
        ("theo lời Giám đốc", MINUTES, "basis"),
        (CHARGED, " ", "minutes"),
        (CHARGED, "đã ký", "minutes"),
    ):
        with pytest.raises(Refusal, match=rf"custody\.{code}"):
            house.charge(chief, basis=basis, minutes=minutes)
    with acting(chief):
        with pytest.raises(Refusal, match=r"custody\.return"):
            give_back(chief, house.key, basis="")
        assert len(keepings(chief)[0].charges) == 1


def test_the_first_charge_of_a_key_nobody_kept_needs_no_minutes_of_a_hand_over(house: House) -> None:
    with acting(house.cast.director):
        give_back(house.cast.director, house.key, basis="Biên bản thu lại ngày 06/01/2026")
    assert house.charge(house.cast.director, minutes="").minutes == ""


def test_dieu_32_1_only_a_clerk_of_the_agency_in_post_is_charged(house: House) -> None:
    c = house.cast
    for to in (c.specialist, c.director, c.other_clerk):
        with pytest.raises(Refusal, match=r"custody\.receiver"):
            house.charge(c.chief, to)
    with acting(c.administrator):
        end_post(c.administrator, house.heir.own_post)
    with pytest.raises(Refusal, match=r"custody\.receiver"):
        house.charge(c.chief)
    with pytest.raises(Conflict, match=r"custody\.kept"):
        house.charge(c.chief, c.clerk)


def test_nobody_else_gives_the_key_away_and_nobody_to_himself(house: House) -> None:
    for who in (house.cast.clerk, house.heir, house.cast.specialist, house.cast.unit_head, house.cast.deputy):
        with pytest.raises(NotAllowed):
            house.charge(who)
        with acting(who), pytest.raises(NotAllowed):
            give_back(who, house.key, basis="Biên bản 1")
    with_right = replace(house.heir, grants=frozenset({"custody.charge"}))
    with pytest.raises(NotAllowed, match="to himself"):
        house.charge(with_right)


def test_anothers_key_and_a_persons_are_answered_like_one_that_never_was(house: House) -> None:
    other = house.cast.other_director
    with acting(house.cast.chief):
        personal = Key.objects.within(house.cast.chief).filter(holder="person")[0].pk
        with pytest.raises(Refusal, match=r"custody\.no_key"):
            take_charge(house.cast.chief, personal, house.heir.own_post, basis=CHARGED, minutes=MINUTES)
    with acting(other), pytest.raises(Refusal, match=r"custody\.no_key") as told:
        take_charge(other, house.key, house.cast.other_clerk.own_post, basis=CHARGED, minutes=MINUTES)
    assert told.value.status == 404


def test_a_key_taken_back_is_used_by_nobody_and_the_refusal_says_what_to_do(house: House) -> None:
    chief = house.cast.chief
    with acting(chief):
        charge = give_back(chief, house.key, basis="Biên bản thu lại số 3/BB-VP")
        assert charge.given_back_at is not None and keepings(chief)[0].keeper is None
        with pytest.raises(Conflict, match=r"custody\.not_kept"):
            give_back(chief, house.key, basis="Biên bản thu lại số 4/BB-VP")
        entry = Entry.objects.filter(action="custody.give_back").latest("id")
    assert entry.detail == {"post": house.cast.clerk.post, "basis": "Biên bản thu lại số 3/BB-VP"}
    told = house.refused(house.cast.clerk)
    assert "Chưa có ai quản lý" in told.vi and "Người đứng đầu" in told.vi and "Nobody is charged" in told.en


def test_a_keeper_who_leaves_keeps_nothing_and_the_agency_seals_again_once_her_successor_is_charged(house: House) -> None:
    c = house.cast
    with acting(c.administrator):
        end_post(c.administrator, c.clerk.own_post, hand_over_to=house.heir.own_post)
        keeping = keepings(c.administrator)[0]
        assert keeping.abandoned(clock.now()) and keeping.left is not None and keeping.left.id == c.clerk.post
        assert charge_of(c.administrator, c.clerk.own_post) is not None
    told = house.refused(house.heir)
    assert c.clerk.name in told.vi and "thôi chức vụ" in told.vi, "work was handed over, the key was not: that takes a paper"
    house.charge(c.director)
    assert house.may_seal(house.heir)


def test_keeper_and_former_keeper_are_told_of_it(house: House) -> None:
    house.charge(house.cast.chief)
    run_jobs()
    assert any("Được giao quản lý" in line for line in standing(house.heir))
    assert any("Đã bàn giao" in line for line in standing(house.cast.clerk))


def test_who_keeps_the_old_key_does_not_thereby_keep_the_renewed_one(house: House) -> None:
    with acting(system(house.cast.agency)):
        enroll(system(house.cast.agency), "Sở Thử nghiệm A (mới)", keeper=house.heir.post)
    with acting(house.cast.clerk):
        Key.objects.within(house.cast.clerk).filter(pk=house.key).update(valid_to=clock.now() - timedelta(days=1))
    assert house.may_seal(house.heir)
    assert house.heir.name in house.refused(house.cast.clerk).vi


def test_of_two_keys_in_force_each_clerk_uses_the_one_she_keeps(house: House) -> None:
    with acting(system(house.cast.agency)):
        enroll(system(house.cast.agency), "Sở Thử nghiệm A (thứ hai)", keeper=house.heir.post)
    for who in (house.cast.clerk, house.heir):
        with acting(who):
            kept = next(k.key.serial for k in keepings(who) if k.held_by(who.post))
            assert agency_key(who).serial == kept


def test_the_database_lets_nobody_forget_who_kept_a_key_nor_two_keep_it(house: House) -> None:
    who, now = house.cast.chief, clock.now()
    row = {"agency_id": who.agency, "key_id": house.key, "post_id": house.heir.post, "taken_at": now}
    with acting(who):
        for wrong in (
            {"basis": "QĐ 1"},
            {"basis": "", "given_back_at": now, "return_basis": "BB 1"},
            {"basis": "QĐ 1", "given_back_at": now},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Custody.objects.create(**row, **wrong)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Custody.objects.within(who).delete()


def test_the_doctor_is_told_which_agencies_cannot_seal(committed: str, engine: Engine) -> None:
    house = House()
    with psycopg.connect(**{**engine.dsn("web"), "dbname": committed}) as connection:
        assert unkept(connection, clock.now()) == []
    with acting(house.cast.administrator):
        end_post(house.cast.administrator, house.cast.clerk.own_post)
    with acting(house.cast.other_director):
        give_back(house.cast.other_director, keepings(house.cast.other_director)[0].key.pk, basis="Biên bản 1/BB")
    with psycopg.connect(**{**engine.dsn("web"), "dbname": committed}) as connection:
        first, second = unkept(connection, clock.now())
        assert (first.agency, first.keeper) == ("Sở Thử nghiệm A", house.cast.clerk.name) and first.until is not None
        assert second == Unkept("Sở Thử nghiệm B", None, None)
        assert unkept(connection, clock.now() - timedelta(days=1)) == [second], "judged for the instant asked"
