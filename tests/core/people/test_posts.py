from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.core.people.conftest import NOON, START, House
from tinhso.core.access.public import Actor, Role, set_scope
from tinhso.core.events.models import Happening
from tinhso.core.ledger.models import Entry
from tinhso.core.organisations.models import Unit
from tinhso.core.people import public as people
from tinhso.core.people.models import Account, Delegation, Post
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


def account_of(post: int) -> Account:
    found = people.post(post).account
    assert found is not None
    return Account.objects.get(pk=found)


def actor(post: int) -> Actor:
    found = people.actor_of_post(post)
    assert found is not None
    see_all_agencies()
    return found


def see_all_agencies() -> None:
    """Several actors take turns in one test's transaction; the wall between agencies is not what these tests are about."""
    set_scope(Unit.objects.filter(kind="agency").values_list("id", flat=True))


def test_leaving_a_post_ends_access_the_same_second(house: House) -> None:
    post = house.director()
    account = account_of(post)
    assert people.actor_for(account) is not None
    people.end_post(house.root, post, at=NOON)
    assert people.actor_for(account) is None
    assert people.rights_of(post) == []
    with clock.at(NOON - timedelta(seconds=1)):
        assert people.actor_for(account) is not None


def test_a_post_that_ends_later_ends_by_the_clock_alone(house: House) -> None:
    post = house.deputy(until=NOON + timedelta(hours=1))
    with clock.at(NOON + timedelta(minutes=59, seconds=59)):
        assert people.actor_of_post(post) is not None
    with clock.at(NOON + timedelta(hours=1)):
        assert people.actor_of_post(post) is None


def test_an_ended_post_is_still_named(house: House) -> None:
    post = house.director()
    people.end_post(house.root, post)
    assert people.post(post).name == "Nguyễn Mẫu Giám"


def test_open_work_is_handed_over_by_an_event(house: House) -> None:
    old, new = house.head(), house.post("Hồ Mẫu Mới", house.unit, Role.SPECIALIST, "Chuyên viên")
    people.end_post(house.root, old, hand_over_to=new)
    see_all_agencies()
    told = Happening.objects.get(kind="people.desk_handed_over")
    assert (told.agency_id, told.payload["post"], told.payload["successor"]) == (house.agency, old, new)


def test_work_left_behind_can_be_handed_over_afterwards_but_not_while_the_post_is_held(house: House) -> None:
    old, new = house.head(), house.post("Hồ Mẫu Mới", house.unit, Role.SPECIALIST, "Chuyên viên")
    with pytest.raises(Refusal, match=r"people\.still_held"):
        people.hand_over(house.root, old, new)
    people.end_post(house.root, old)
    see_all_agencies()
    assert not Happening.objects.filter(kind="people.desk_handed_over").exists()
    people.hand_over(house.root, old, new)
    see_all_agencies()
    assert Happening.objects.get(kind="people.desk_handed_over").payload["successor"] == new


def test_an_administrator_who_sees_no_content_takes_over_no_work(house: House) -> None:
    old, keeper = house.head(), house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị")
    with pytest.raises(Refusal, match=r"people\.successor"):
        people.end_post(house.root, old, hand_over_to=keeper)


def test_an_account_is_locked_for_a_reason(house: House) -> None:
    with pytest.raises(Refusal, match=r"people\.lock_reason"):
        people.lock_account(house.root, account_of(house.head()).pk, why="  ")


@pytest.mark.parametrize("who", ["itself", "elsewhere"])
def test_work_goes_to_a_colleague_in_the_same_agency_only(house: House, who: str) -> None:
    old = house.head()
    other = house.post("Mai Mẫu Khác", house.province, Role.DIRECTOR, "Chủ tịch")
    with pytest.raises(Refusal) as refused:
        people.end_post(house.root, old, hand_over_to=old if who == "itself" else other)
    assert refused.value.code == "people.successor"


def test_what_each_role_belongs_to(house: House) -> None:
    a, u, o = house.agency, house.unit, house.office
    director, deputy, head = actor(house.director()), actor(house.deputy(fields=["cntt"])), actor(house.head())
    clerk = actor(house.post("Trần Mẫu Thư", o, Role.CLERK, "Văn thư"))
    chief = actor(house.post("Lê Mẫu Chánh", o, Role.CHIEF_OF_OFFICE, "Chánh Văn phòng"))
    worker = actor(house.post("Hồ Mẫu Viên", u, Role.SPECIALIST, "Chuyên viên"))
    keeper = actor(house.post("Ngô Mẫu Quản", o, Role.ADMINISTRATOR, "Quản trị"))

    def besides(who: Actor) -> set[str]:
        return set(who.principals) - {f"o{who.post}", f"p{who.person}"}

    assert besides(director) == {f"a{a}", f"u{a}", f"a{a}.all"}
    assert besides(deputy) == {f"a{a}", f"u{a}", f"a{a}.f.cntt"}
    assert besides(head) == {f"a{a}", f"u{u}", f"u{u}.head"}
    assert besides(clerk) == {f"a{a}", f"u{o}", f"a{a}.all", f"a{a}.clerk"}
    assert besides(chief) == {f"a{a}", f"u{o}", f"u{o}.head", f"a{a}.all"}  # he heads his office
    assert besides(worker) == {f"a{a}", f"u{u}"}
    assert besides(keeper) == set()
    assert all(who.agencies == (a,) for who in (director, worker, keeper))


def test_one_query_makes_an_actor(house: House, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    account = account_of(house.director())
    people.actor_for(account)
    with django_assert_num_queries(1):
        people.actor_for(account)


def test_a_locked_account_acts_no_more_and_again_when_unlocked(house: House) -> None:
    account = account_of(post := house.director())
    people.lock_account(house.root, account.pk, why="mất thiết bị")
    account.refresh_from_db()
    assert people.actor_for(account) is None and people.actor_of_post(post) is None
    people.unlock(house.root, account.pk)
    account.refresh_from_db()
    assert people.actor_for(account) is not None and people.actor_of_post(post) is not None


def test_the_role_switch_is_kept_in_evidence(house: House) -> None:
    first = house.head(rank=1)
    person = people.post(first).person
    second = people.appoint(house.root, person=person, unit=house.office, title="Văn thư", role=Role.CLERK, since=START, rank=2)
    account = account_of(first)
    before = people.actor_for(account)
    assert before is not None and before.post == first
    now = people.switch_post(before, account, second)
    assert (now.post, now.roles) == (second, frozenset({Role.CLERK}))
    entry = Entry.objects.get(action="people.switch_post")
    assert (entry.post_id, entry.detail) == (second, {"left": first})
    see_all_agencies()
    with pytest.raises(NotAllowed):
        people.switch_post(before, account, house.director())


def test_an_agency_has_one_director_and_a_unit_one_head(house: House) -> None:
    house.director()
    with pytest.raises(Conflict) as refused:
        house.post("Ai Mẫu Đó", house.agency, Role.DIRECTOR, "Giám đốc")
    assert "Nguyễn Mẫu Giám" in refused.value.vi
    house.head()
    with pytest.raises(IntegrityError, match="people_one_unit_head"), transaction.atomic():
        Post.objects.create(
            person_id=people.post(house.deputy()).person, unit_id=house.unit, agency_id=house.agency, title="Trưởng phòng", role="unit_head",
            valid_from=START,
        )  # fmt: skip


def test_a_posts_agency_is_its_units(house: House) -> None:
    person = people.post(house.director()).person
    with pytest.raises(IntegrityError, match="people_post_unit_of_agency"), transaction.atomic():
        Post.objects.create(person_id=person, unit_id=house.unit, agency_id=house.province, title="Lạ", role="clerk", valid_from=START)


def test_an_inbox_is_lent_for_days(house: House) -> None:
    lender, helper = house.director(), house.deputy()
    people.delegate(actor(lender), mode="INBOX", from_post=lender, to_post=helper, until=NOON + timedelta(days=3))
    assert f"o{lender}" in actor(helper).principals
    assert f"p{people.post(lender).person}" not in actor(helper).principals  # what names the person stays the person's
    with clock.at(NOON + timedelta(days=3)):
        assert f"o{lender}" not in actor(helper).principals


def test_delegations_end_with_the_post_but_an_order_stays(house: House) -> None:
    director, head = house.director(), house.head()
    order = people.delegate(actor(director), mode="TL", from_post=director, to_post=head, doc_types=[""], basis="Quy chế 1/QC")
    mandate = people.delegate(
        actor(director), mode="TUQ", from_post=director, to_post=head, doc_types=["QĐ"], content="cấp phép", basis="Giấy 2/GUQ",
        until=NOON + timedelta(days=9),
    )  # fmt: skip
    assert people.signing_authority(signer=head, agency=house.agency, doc_type="QĐ").lines == ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")
    with clock.at(NOON + timedelta(days=1)):
        people.end_post(house.root, director)
        assert not Delegation.objects.get(pk=mandate).valid_to > clock.now()  # type: ignore[operator]
        assert Delegation.objects.get(pk=order).valid_to is None
        with pytest.raises(Refusal):
            people.signing_authority(signer=head, agency=house.agency, doc_type="QĐ")
        successor = house.post("Mai Mẫu Tân", house.agency, Role.DIRECTOR, "Giám đốc", since=clock.now())
        assert people.signing_authority(signer=head, agency=house.agency, doc_type="").lines == ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")
        assert people.signing_authority(signer=successor, agency=house.agency, doc_type="QĐ").mode == "head"


def test_the_database_wants_a_mandate_in_writing_and_for_a_time(house: House) -> None:
    director, head = house.director(), house.head()
    with pytest.raises(IntegrityError, match="people_tuq_in_writing"), transaction.atomic():
        Delegation.objects.create(mode="TUQ", from_post_id=director, to_post_id=head, basis="x", content="y", valid_from=NOON)


def test_a_revoked_delegation_is_over_now(house: House) -> None:
    director, deputy = house.director(), house.deputy()
    made = people.delegate(actor(director), mode="KT", from_post=director, to_post=deputy, doc_types=["QĐ"])
    assert people.signing_authority(signer=deputy, agency=house.agency, doc_type="QĐ").mode == "KT"
    people.revoke_delegation(actor(director), made)
    with pytest.raises(Refusal):
        people.signing_authority(signer=deputy, agency=house.agency, doc_type="QĐ")


def test_nobody_hands_on_anothers_authority(house: House) -> None:
    director, deputy, head = house.director(), house.deputy(), house.head()
    with pytest.raises(NotAllowed):
        people.delegate(actor(head), mode="KT", from_post=director, to_post=deputy)


def test_signers_are_those_with_authority_the_head_first(house: House) -> None:
    director, deputy, _head = house.director(), house.deputy(fields=["cntt"]), house.head()
    found = people.signers(agency=house.agency, doc_type="QĐ", field="cntt")
    assert [(p.id, a.mode) for p, a in found] == [(director, "head"), (deputy, "KT")]


def test_a_collective_agency_signs_tm(house: House) -> None:
    chair = house.post("Chủ Mẫu", house.province, Role.DIRECTOR, "Chủ tịch")
    found = people.signing_authority(signer=chair, agency=house.province)
    assert found.lines == ("TM. ỦY BAN NHÂN DÂN TỈNH THỬ", "CHỦ TỊCH")


def test_a_grant_gives_one_right_with_its_reason_until_taken_back(house: House) -> None:
    post = house.head()
    made = people.grant(house.root, post=post, permission="people.delegate", basis="QĐ 5/QĐ-STTM")
    assert "people.delegate" in actor(post).grants
    row = next(r for r in people.rights_of(post) if r.code == "people.delegate")
    assert (row.why, row.basis) == ("grant", "QĐ 5/QĐ-STTM")
    with pytest.raises(Conflict):
        people.grant(house.root, post=post, permission="people.delegate", basis="lần nữa")
    people.revoke_grant(house.root, made)
    assert actor(post).grants == frozenset()


@pytest.mark.parametrize(("permission", "basis", "code"), [("people.fly", "x", "grant.unknown"), ("people.delegate", " ", "grant.basis")])
def test_a_grant_names_a_known_right_and_its_basis(house: House, permission: str, basis: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        people.grant(house.root, post=house.head(), permission=permission, basis=basis)
    assert refused.value.code == code


def test_nobody_gives_himself_a_right_on_whichever_of_his_posts(house: House) -> None:
    post = house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị")
    other = people.appoint(house.root, person=people.post(post).person, unit=house.unit, title="Chuyên viên", role=Role.SPECIALIST)
    for own in (post, other):
        with pytest.raises(Refusal) as refused:
            people.grant(actor(post), post=own, permission="people.delegate", basis="tự cấp")
        assert refused.value.code == "grant.to_oneself"


def test_an_administrator_who_sees_no_content_is_given_no_right_of_content(house: House) -> None:
    post = house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị")
    for permission in ("work.decide_extension", "indicators.read"):
        with pytest.raises(Refusal) as refused:
            people.grant(house.root, post=post, permission=permission, basis="QĐ 5/QĐ-STTM")
        assert refused.value.code == "grant.administrator"
    people.grant(house.root, post=post, permission="calendar.all_days", basis="QĐ 5/QĐ-STTM")
    assert actor(post).grants == {"calendar.all_days"}


def test_a_password_is_not_set_for_a_post_that_begins_in_another_agency(house: House) -> None:
    """Who knows the password of today is let in tomorrow; that the account is locked hurts nobody there."""
    keeper = actor(house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị"))
    moving = house.post("Hồ Mẫu Bạn", house.unit, Role.SPECIALIST, "Chuyên viên")
    people.set_password(keeper, account_of(moving).pk, "mười hai con giáp")
    people.appoint(
        house.root, person=people.post(moving).person, unit=house.province, title="Phó Chủ tịch", role=Role.DEPUTY,
        since=NOON + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        people.set_password(keeper, account_of(moving).pk, "quản trị biết mật khẩu")
    people.lock_account(keeper, account_of(moving).pk, why="mất thiết bị")
    coming = people.add_person(house.root, name="Lê Mẫu An")
    people.appoint(
        house.root, person=coming, unit=house.province, title="Chuyên viên", role=Role.SPECIALIST, since=NOON + timedelta(days=1)
    )
    with pytest.raises(NotAllowed):
        people.create_account(keeper, person=coming, login="le.mau.an", password="quản trị biết mật khẩu")


def test_an_administrator_reaches_below_not_beside_nor_above(house: House) -> None:
    keeper = actor(house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị"))
    person = people.add_person(keeper, name="Hồ Mẫu Bạn")
    people.appoint(keeper, person=person, unit=house.unit, title="Chuyên viên", role=Role.SPECIALIST)
    with pytest.raises(NotAllowed):
        people.appoint(keeper, person=person, unit=house.province, title="Chủ tịch", role=Role.DIRECTOR)
    with pytest.raises(NotAllowed):
        people.appoint(actor(house.head()), person=person, unit=house.unit, title="Phó", role=Role.DEPUTY_HEAD)
    chair = house.post("Chủ Mẫu", house.province, Role.DIRECTOR, "Chủ tịch")
    with pytest.raises(NotAllowed):
        people.lock_account(keeper, account_of(chair).pk, why="ác ý")
    with pytest.raises(NotAllowed):
        people.set_password(keeper, account_of(chair).pk, "chiếm quyền 123456")


def test_the_last_administrator_stays(house: House) -> None:
    only = house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị")
    with pytest.raises(Refusal) as refused:
        people.end_post(house.root, only)
    assert refused.value.code == "people.last_administrator"
    house.post("Ngô Mẫu Hai", house.office, Role.ADMINISTRATOR, "Quản trị")
    people.end_post(house.root, only)


def test_people_stand_in_the_order_of_rank_then_given_name(house: House) -> None:
    for name in ("Trần Mẫu Đào", "Lê Mẫu An", "Bùi Mẫu Dung"):
        house.post(name, house.unit, Role.SPECIALIST, "Chuyên viên")
    house.head(rank=1)
    assert [p.name.split()[-1] for p in people.roster().people_of(house.unit)] == ["Trưởng", "An", "Dung", "Đào"]


@pytest.mark.django_db
def test_the_first_administrator_is_made_once() -> None:
    account = people.create_administrator(login="Admin", password="mật khẩu dài 123")
    again = people.create_administrator(login="admin", password="khác")
    assert (account.pk, account.login, account.check_password("mật khẩu dài 123")) == (again.pk, "admin", True)
    made = people.actor_for(account)
    assert made is not None and made.roles == frozenset({Role.ADMINISTRATOR})


@pytest.mark.django_db
def test_a_login_name_is_given_once(house: House) -> None:
    house.director()
    other = people.add_person(house.root, name="Nguyễn Mẫu Khác")
    with pytest.raises(Conflict, match="taken"):
        people.create_account(house.root, person=other, login="NGUYEN.MAU.GIAM")
    with pytest.raises(Refusal) as refused:
        people.create_account(house.root, person=other, login="khac", password="ngắn")
    assert refused.value.code == "people.password"
