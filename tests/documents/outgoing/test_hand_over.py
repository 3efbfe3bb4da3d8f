"""Somebody leaves: his drafts and the steps waiting for him go on with his successor; what he decided stays his (Điều 12, Phụ lục VI)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.documents.outgoing.conftest import Office
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor
from tinhso.core.people import public as people
from tinhso.core.search.public import find
from tinhso.core.work import public as work
from tinhso.documents.outgoing.actions.decide import return_
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import approve, sign, submit
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def leaves(office: Office, who: Actor, to: Actor, at: datetime | None = None) -> None:
    with office.acting(office.cast.administrator) as administrator:
        people.end_post(administrator, who.post or 0, at=at, hand_over_to=to.post)
    if at is None:
        deliver(office)


def deliver(office: Office) -> None:
    with clock.at(office.now):
        run_jobs("people.hand_over", "events.deliver")


def again(office: Office, actor: Actor, made: Outgoing) -> Outgoing:
    with office.acting(actor):
        return Outgoing.objects.visible_to(actor).get(pk=made.pk)


def now(actor: Actor) -> Actor:
    """The same desk with what it may see today."""
    found = people.actor_of_post(actor.post or 0)
    assert found is not None
    return found


def test_a_draft_goes_on_with_the_successor(office: Office) -> None:
    made = office.drafted()
    leaves(office, office.cast.specialist, office.cast.second_head)
    successor = now(office.cast.second_head)
    taken = again(office, successor, made)
    assert taken.drafter_id == successor.post
    with office.acting(successor) as actor:
        assert submit(actor, made.id, "Tiếp tục").state in (State.UNIT_REVIEW, State.FORM_CHECK)
        assert find(actor, "cử cán bộ phối hợp").rows


def test_a_returned_draft_comes_back_to_the_successor_not_to_an_empty_desk(office: Office) -> None:
    made = office.submitted()
    leaves(office, office.cast.specialist, office.cast.colleague)
    with office.acting(office.cast.unit_head) as head:
        return_(head, made.id, "Thiếu căn cứ")
    with office.acting(now(office.cast.colleague)) as successor:
        assert [row.title for row in work.inbox(successor).rows] == [f"Bị trả lại: {made.subject}"]


def test_a_step_waiting_for_the_leaver_waits_for_the_successor(office: Office) -> None:
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        approve(head, made.id, "Đồng ý")
    leaves(office, office.cast.chief, office.cast.second_head)
    with office.acting(now(office.cast.second_head)) as successor:
        assert work.inbox(successor).rows
        assert approve(successor, made.id, "Đúng thể thức").state == State.FOR_SIGNATURE


def test_dieu_12_the_successor_does_not_approve_the_draft_he_has_taken_over(office: Office) -> None:
    made = office.submitted()
    leaves(office, office.cast.specialist, office.cast.unit_head)
    head = now(office.cast.unit_head)
    taken = again(office, head, made)
    assert (taken.state, taken.drafter_id) == (State.RETURNED, head.post)
    with office.acting(head) as actor:
        assert submit(actor, made.id, "Trình lại").state == State.FORM_CHECK


def test_a_signing_step_can_be_returned_by_the_successor_but_not_signed_in_anothers_name(office: Office) -> None:
    made = office.for_signature()
    leaves(office, office.cast.director, office.cast.deputy)
    with office.acting(now(office.cast.deputy)) as deputy:
        with pytest.raises(Refusal):
            sign(deputy, made.id)
        assert return_(deputy, made.id, "Chọn người ký khác").state == State.RETURNED


def test_what_was_signed_keeps_its_drafter(office: Office) -> None:
    made = office.signed()
    leaves(office, office.cast.specialist, office.cast.colleague)
    assert again(office, office.cast.clerk, made).drafter_id == office.cast.specialist.post


def test_a_later_day_hands_over_on_that_day(office: Office) -> None:
    made = office.drafted()
    leaves(office, office.cast.specialist, office.cast.colleague, at=office.now + timedelta(days=2))
    assert again(office, office.cast.specialist, made).drafter_id == office.cast.specialist.post
    office.now += timedelta(days=2)
    deliver(office)
    assert again(office, now(office.cast.colleague), made).drafter_id == office.cast.colleague.post


def test_handing_over_twice_changes_nothing(office: Office) -> None:
    made = office.drafted()
    leaves(office, office.cast.specialist, office.cast.colleague)
    with office.acting(office.cast.administrator) as administrator:
        people.hand_over(administrator, office.cast.specialist.post or 0, office.cast.colleague.post or 0)
    before = again(office, now(office.cast.colleague), made).revision
    deliver(office)
    assert again(office, now(office.cast.colleague), made).revision == before
