"""Leaders who see a draft before its signer, one after another (Nghị định 30/2020 Điều 10.3, 12)."""

from __future__ import annotations

import pytest

from tests.cast import appoint
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_signer import second_post
from tinhso.core.access.public import Actor, Role
from tinhso.core.work.public import inbox
from tinhso.documents.outgoing.models import Outgoing, Step
from tinhso.documents.outgoing.public import approve, look, return_, sign, submit
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit.errors import NotAllowed, Refusal


@pytest.fixture
def second(office: Office) -> Actor:
    return appoint("Đinh Thị Mẫu Nhì", office.cast.agency, Role.DEPUTY, "Phó Giám đốc")


def checked(office: Office, reviewers: tuple[Actor, ...], **more: object) -> Outgoing:
    """Past the unit's head and the form check."""
    return office.for_signature(reviewers=tuple(r.post for r in reviewers), **more)


def waiting_for(made: Outgoing) -> list[tuple[str, str]]:
    """What is open, and on whose desk."""
    return list(Step.plain.filter(document=made, version=made.version, state="open").values_list("kind", "principal"))


def asked(office: Office, who: Actor) -> list[str]:
    with office.acting(who) as actor:
        return [task.kind for task in inbox(actor).rows]


@pytest.mark.parametrize("first_chosen", [0, 1])
def test_two_deputies_review_in_turn_in_the_order_the_drafter_chose(office: Office, second: Actor, first_chosen: int) -> None:
    deputies = (office.cast.deputy, second)
    one, other = deputies[first_chosen], deputies[1 - first_chosen]
    made = checked(office, (one, other))
    assert (made.state, waiting_for(made)) == (State.LEADER_REVIEW, [("leader", f"o{one.post}")])
    assert (asked(office, one), asked(office, other), asked(office, office.cast.director)) == (["outgoing.review"], [], [])
    with office.acting(other) as early, pytest.raises(Refusal, match=r"outgoing\.not_found"):
        approve(early, made.id, "Đồng ý")  # it has not come to him yet
    with office.acting(office.cast.director) as director, pytest.raises(NotAllowed):
        sign(director, made.id)
    with office.acting(one) as actor:
        made = approve(actor, made.id, "Nhất trí")
    assert (made.state, waiting_for(made)) == (State.LEADER_REVIEW, [("leader", f"o{other.post}")])
    assert (asked(office, one), asked(office, other)) == ([], ["outgoing.review"])
    with office.acting(one) as again, pytest.raises(NotAllowed, match=other.name):
        approve(again, made.id, "Nhất trí lần nữa")
    with office.acting(other) as actor:
        made = approve(actor, made.id, "Đồng ý ký")
    assert (made.state, waiting_for(made)) == (State.FOR_SIGNATURE, [("sign", f"o{office.cast.director.post}")])
    with office.acting(office.cast.director) as director:
        assert sign(director, made.id).state == State.SIGNED
    said = made.opinions.filter(step__kind="leader").values_list("text", "post_id")
    assert list(said) == [("Nhất trí", one.post), ("Đồng ý ký", other.post)]


def test_the_second_deputy_returns_it_and_the_next_version_passes_both_again(office: Office, second: Actor) -> None:
    made = checked(office, (office.cast.deputy, second))
    with office.acting(office.cast.deputy) as deputy:
        approve(deputy, made.id)
    with office.acting(second) as actor:
        made = return_(actor, made.id, "Chưa rõ kinh phí")
    assert (made.state, waiting_for(made)) == (State.RETURNED, [])
    assert list(made.steps.values_list("kind", "state"))[-3:] == [("leader", "done"), ("leader", "returned"), ("sign", "cancelled")]
    assert asked(office, second) == []
    with office.acting(office.cast.specialist) as drafter:
        submit(drafter, made.id, "Đã bổ sung kinh phí")
    for who in (office.cast.unit_head, office.cast.chief, office.cast.deputy, second):
        with office.acting(who) as actor:
            look(actor, made.id)
            made = approve(actor, made.id)
    assert (made.version, made.state) == (2, State.FOR_SIGNATURE)


def test_the_signer_is_left_out_of_the_reviewers(office: Office, second: Actor) -> None:
    made = checked(office, (office.cast.deputy, second), signer=office.cast.deputy.post, field="cntt")
    assert waiting_for(made) == [("leader", f"o{second.post}")]
    with office.acting(second) as actor:
        made = approve(actor, made.id)
    assert waiting_for(made) == [("sign", f"o{office.cast.deputy.post}")]
    assert made.steps.filter(kind="leader").count() == 1


def test_the_signer_is_left_out_of_the_reviewers_also_under_another_of_his_posts(office: Office, second: Actor) -> None:
    other_hat = second_post(office, office.cast.director, office.cast.agency, Role.DEPUTY)
    made = checked(office, (other_hat, second))
    assert list(made.steps.filter(kind="leader").values_list("principal", flat=True)) == [f"o{second.post}"]


def test_a_deputys_own_draft_is_reviewed_by_the_other_deputy_alone(office: Office, second: Actor) -> None:
    made = office.drafted(by=office.cast.deputy, reviewers=(office.cast.deputy.post, second.post), field="cntt")
    with office.acting(office.cast.deputy) as drafter:
        made = submit(drafter, made.id)
    assert list(made.steps.values_list("kind", "principal")) == [
        ("form_check", f"o{office.cast.chief.post}"), ("leader", f"o{second.post}"), ("sign", f"o{office.cast.director.post}"),
    ]  # fmt: skip
