"""Whoever gets or loses a right is told, until he says that he knows (after ND30 Phụ lục VI, Phần I, III.3.c)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast, build_cast
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting
from tinhso.core.notifications import public as notices
from tinhso.core.people import public as people
from tinhso.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def standing(actor: Actor) -> list[str]:
    with acting(actor):
        return [n.title for n in notices.unread(actor) if n.kind == "people.rights_changed"]


def test_who_signs_for_another_is_told_when_it_begins_and_when_it_ends(cast: Cast) -> None:
    with acting(cast.administrator):
        given = people.delegate(
            cast.administrator, mode="KT", from_post=cast.director.post or 0, to_post=cast.deputy.post or 0, basis="Quy chế làm việc"
        )
    run_jobs()
    (told,) = standing(cast.deputy)
    assert cast.director.name in told and "ký thay" in told
    assert standing(cast.director) == standing(cast.specialist) == []
    with acting(cast.administrator):
        people.revoke_delegation(cast.administrator, given)
    run_jobs()
    assert any("thôi giao" in title for title in standing(cast.deputy))


def test_it_stays_until_acknowledged(cast: Cast) -> None:
    with acting(cast.director):
        people.delegate(
            cast.director, mode="INBOX", from_post=cast.director.post or 0, to_post=cast.deputy.post or 0, content="đi công tác",
            until=clock.now() + timedelta(days=2),
        )  # fmt: skip
    run_jobs()
    with acting(cast.deputy):
        (row,) = [n for n in notices.unread(cast.deputy) if n.kind == "people.rights_changed"]
        notices.mark_read(cast.deputy, [row.batch])
    assert standing(cast.deputy), "reading is not acknowledging"
    with acting(cast.deputy):
        notices.acknowledge(cast.deputy, row.batch)
    assert standing(cast.deputy) == []


def test_a_granted_right_and_its_end_are_told_with_its_sentence(cast: Cast) -> None:
    with acting(cast.administrator):
        granted = people.grant(cast.administrator, post=cast.chief.post or 0, permission="calendar.all_days", basis="Quyết định 02/QĐ-VP")
        people.revoke_grant(cast.administrator, granted)
    run_jobs()
    first, second = sorted(standing(cast.chief))
    assert "Được cấp thêm quyền" in second or "Được cấp thêm quyền" in first
    assert "thu hồi quyền" in first + second
