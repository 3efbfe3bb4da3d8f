"""Decree 30 Điều 13 and Appendix I.II.7.b: who signs, and what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.access.public import Role
from tinhso.core.people.handing import Handing, check
from tinhso.core.people.roster import DelegationView, PostView
from tinhso.core.people.rules import Asked, Authority, Organ, signing_authority
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

NOW = datetime(2020, 6, 1, 12, tzinfo=clock.VIETNAM)
BEFORE, AFTER = NOW - timedelta(days=30), NOW + timedelta(days=30)
SO = Organ(1, "Sở Thông tin Mẫu")
UBND = Organ(1, "Ủy ban nhân dân tỉnh Thử", "Chủ tịch", True, "Ủy ban nhân dân")


def a_post(id: int, role: Role, title: str, unit: int = 1, agency: int = 1, **more: object) -> PostView:
    made = PostView(id, id, f"Người {id}", "", unit, agency, title, role, (), 100, False, False, None, BEFORE, None)
    return replace(made, **more)  # type: ignore[arg-type]


HEAD = a_post(1, Role.DIRECTOR, "Giám đốc")
DEPUTY = a_post(2, Role.DEPUTY, "Phó Giám đốc", fields=("Công nghệ",))
CHIEF = a_post(3, Role.UNIT_HEAD, "Trưởng phòng", unit=7)
SECOND = a_post(4, Role.DEPUTY_HEAD, "Phó Trưởng phòng", unit=7)
CLERK = a_post(5, Role.CLERK, "Văn thư", unit=7)
ELSEWHERE = a_post(6, Role.DIRECTOR, "Chi cục trưởng", unit=9, agency=9)
EVERYBODY = {p.id: p for p in (HEAD, DEPUTY, CHIEF, SECOND, CLERK, ELSEWHERE)}


def given_to(mode: str, giver: int, receiver: int, **more: object) -> DelegationView:
    made = DelegationView(giver * 10 + receiver, mode, giver, receiver, (), (), "nội dung", "QĐ 1/QĐ-STTM", BEFORE, AFTER)
    return replace(made, **more)  # type: ignore[arg-type]


def ask(
    signer: PostView, *delegations: DelegationView, organ: Organ = SO, doc_type: str | None = "QĐ", field: str | None = "công nghệ",
    posts: Mapping[int, PostView] = EVERYBODY, at: datetime = NOW, signer_organ: str = "",
) -> Authority:  # fmt: skip
    everybody = {**posts, signer.id: signer}
    return signing_authority(everybody, delegations, signer.id, organ, Asked(at, doc_type, field), signer_organ=signer_organ)


def refused(*args: object, **more: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        ask(*args, **more)  # type: ignore[arg-type]
    assert "Điều 13" in caught.value.vi or caught.value.code == "signing.not_in_post"
    return caught.value


def test_the_head_signs_everything_in_his_own_name() -> None:
    assert ask(HEAD, doc_type="CT", field="bất kỳ") == Authority(("GIÁM ĐỐC",), "head")


def test_q_stands_before_the_heads_post() -> None:
    assert ask(replace(HEAD, acting=True)).lines == ("Q. GIÁM ĐỐC",)
    vacant = {k: p for k, p in EVERYBODY.items() if k != 1} | {1: replace(HEAD, valid_to=BEFORE)}
    organ = replace(SO, head_title="Giám đốc")
    assert ask(DEPUTY, given_to("Q", 1, 2), posts=vacant, organ=organ).lines == ("Q. GIÁM ĐỐC",)


def test_a_deputy_signs_kt_in_his_field_13_1() -> None:
    assert ask(DEPUTY).lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert refused(DEPUTY, field="tài chính").code == "signing.field"
    assert ask(DEPUTY, given_to("KT", 1, 2, fields=("Tài chính",)), field="tài chính").mode == "KT"
    assert refused(DEPUTY, given_to("KT", 1, 2, doc_types=("KH",)), field="tài chính").code == "signing.field"


def test_a_deputy_in_charge_signs_everything_as_kt_13_1() -> None:
    assert ask(replace(DEPUTY, in_charge=True), field="tài chính").lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_a_collective_is_named_above_all_13_2() -> None:
    chair, vice = replace(HEAD, title="Chủ tịch"), replace(DEPUTY, title="Phó Chủ tịch")
    posts = {**EVERYBODY, 1: chair}
    assert ask(chair, organ=UBND, posts=posts).lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert ask(replace(chair, acting=True), organ=UBND, posts=posts).lines == ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")
    assert ask(vice, organ=UBND, posts=posts).lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    office = replace(CHIEF, role=Role.CHIEF_OF_OFFICE, title="Chánh Văn phòng")
    assert ask(office, given_to("TL", 1, 3), organ=UBND, posts=posts).lines == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")


def test_tl_covers_the_types_of_the_regulation_13_4() -> None:
    order = given_to("TL", 1, 3, doc_types=("CV", "GM"))
    assert ask(CHIEF, order, doc_type="").lines == ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")
    assert refused(CHIEF, order, doc_type="QĐ").code == "signing.order"


def test_tl_is_passed_to_the_units_deputy_as_kt_13_4() -> None:
    order, passed = given_to("TL", 1, 3, doc_types=("GM",)), given_to("KT", 3, 4)
    assert ask(SECOND, order, passed, doc_type="GM").lines == ("TL. GIÁM ĐỐC", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
    assert refused(SECOND, order, doc_type="GM").code == "signing.no_authority"
    assert refused(SECOND, passed, doc_type="GM").code == "signing.no_authority"
    assert refused(SECOND, order, passed, doc_type="QĐ").code == "signing.no_authority"


def test_an_order_outlives_the_head_who_gave_it_a_mandate_does_not() -> None:
    posts = {**EVERYBODY, 1: replace(HEAD, valid_to=NOW), 8: a_post(8, Role.DIRECTOR, "Giám đốc", valid_from=NOW)}
    assert ask(CHIEF, given_to("TL", 1, 3), posts=posts).mode == "TL"
    assert refused(CHIEF, given_to("TUQ", 1, 3), posts=posts).code == "signing.no_authority"


def test_tuq_within_its_time_and_scope_13_3() -> None:
    mandate = given_to("TUQ", 1, 6, doc_types=("QĐ",))
    found = ask(ELSEWHERE, mandate, signer_organ="Chi cục Mẫu")
    assert found.lines == ("TUQ. GIÁM ĐỐC", "CHI CỤC TRƯỞNG CHI CỤC MẪU") and found.basis == "QĐ 1/QĐ-STTM"
    assert refused(ELSEWHERE, mandate, doc_type="KH").code == "signing.mandate"
    assert refused(ELSEWHERE, mandate, at=AFTER).code == "signing.expired"
    assert refused(ELSEWHERE, mandate, at=BEFORE - timedelta(seconds=1)).code == "signing.not_in_post"


def test_an_order_of_ones_own_agency_does_not_reach_another() -> None:
    elsewhere = replace(CHIEF, agency=9, unit=9, id=10)
    own = given_to("TL", 6, 10)
    assert refused(elsewhere, own).code == "signing.no_authority"


def test_authority_ends_with_the_post_the_same_second() -> None:
    leaver = replace(HEAD, valid_to=NOW)
    assert ask(leaver, at=NOW - timedelta(seconds=1), posts={**EVERYBODY, 1: leaver}).mode == "head"
    assert refused(leaver, posts={**EVERYBODY, 1: leaver}).code == "signing.not_in_post"


modes = st.sampled_from(["KT", "TL", "TUQ", "Q", "INBOX"])
handed = st.builds(given_to, modes, st.integers(1, 6), st.integers(1, 6))


@given(st.sampled_from(sorted(EVERYBODY)), st.lists(handed, max_size=5))
def test_nobody_signs_without_the_head_above_him(signer: int, delegations: list[DelegationView]) -> None:
    to_signer_or_chief = [d for d in delegations if d.to_post in (signer, 3) and d.from_post != d.to_post]
    try:
        found = ask(EVERYBODY[signer], *to_signer_or_chief)
    except Refusal as refusal:
        assert refusal.vi and refusal.en
        return
    assert found.lines[0] in ("GIÁM ĐỐC", "Q. GIÁM ĐỐC", "KT. GIÁM ĐỐC", "TL. GIÁM ĐỐC", "TUQ. GIÁM ĐỐC")
    used = next((d for d in delegations if d.id == found.delegation), None)
    assert found.mode in ("head", "KT") or (used is not None and EVERYBODY[used.from_post].role == Role.DIRECTOR)


def handing(mode: str, giver: PostView, receiver: PostView, **more: object) -> Handing:
    made = Handing(mode, giver, receiver, ("QĐ",), (), "nội dung", "QĐ 1/QĐ-STTM", NOW, AFTER)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (handing("TUQ", CHIEF, HEAD), "tuq_again"),
        (handing("TUQ", HEAD, CLERK), "tuq_to"),
        (handing("TUQ", HEAD, ELSEWHERE, inside=False), "tuq_to"),
        (handing("TUQ", HEAD, CHIEF, valid_to=None), "tuq_written"),
        (handing("TUQ", HEAD, CHIEF, basis=""), "tuq_written"),
        (handing("TUQ", HEAD, CHIEF, content=""), "tuq_written"),
        (handing("TL", DEPUTY, CHIEF), "tl"),
        (handing("TL", HEAD, DEPUTY), "tl"),
        (handing("TL", HEAD, CHIEF, doc_types=()), "tl_scope"),
        (handing("KT", HEAD, SECOND), "kt"),
        (handing("KT", CHIEF, DEPUTY), "kt"),
        (handing("Q", DEPUTY, CHIEF), "q"),
        (handing("INBOX", HEAD, ELSEWHERE), "inbox"),
        (handing("INBOX", HEAD, DEPUTY, valid_to=None), "inbox"),
        (handing("KT", HEAD, HEAD), "self"),
        (handing("KT", HEAD, DEPUTY, valid_to=NOW), "dates"),
    ],
)
def test_what_may_not_be_handed_on_is_refused(wrong: Handing, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check(wrong)
    assert caught.value.code == f"delegation.{code}"


def test_what_the_decree_allows_is_handed_on() -> None:
    for allowed in (
        handing("KT", HEAD, DEPUTY), handing("KT", CHIEF, SECOND), handing("TL", HEAD, CHIEF), handing("TUQ", HEAD, CHIEF),
        handing("TUQ", HEAD, ELSEWHERE), handing("Q", HEAD, DEPUTY), handing("INBOX", CHIEF, CLERK),
    ):  # fmt: skip
        check(allowed)
