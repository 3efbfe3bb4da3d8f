"""Chuyển việc của người vắng (ND30 Điều 24.2): a head gives what lies with one of his people to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import appoint
from tests.documents.incoming.conftest import House
from tinhso.core.access.public import Actor, Role
from tinhso.core.ledger.models import Entry
from tinhso.core.notifications.models import Notice
from tinhso.core.work import public as work
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.actions.handle import acknowledge_all
from tinhso.documents.incoming.models import Assignment, Incoming, Note
from tinhso.documents.incoming.public import Desk, DirectiveValues
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


@pytest.fixture
def other(house: House) -> Actor:
    """A second specialist in the head's unit."""
    return appoint("Cao Thị Mẫu Thay", house.cast.unit, Role.SPECIALIST, "Chuyên viên")


def with_specialist(house: House, many: int = 1) -> list[Incoming]:
    """Led by the unit's head, passed on to the specialist, begun."""
    made = []
    for n in range(many):
        document = house.presented(notation=f"{n}/SX-VP")
        with house.acting(house.cast.director) as director:
            incoming.direct(director, document.id, DirectiveValues(lead=house.head(house.cast.unit), due=date(2020, 3, 20)))
        with house.acting(house.cast.unit_head) as head:
            incoming.sub_assign(head, document.id, house.desk(house.cast.specialist), "Em làm", date(2020, 3, 18))
        with house.acting(house.cast.specialist) as handler:
            incoming.look(handler, document.id)
        made.append(document)
    return made


def task_of(house: House, document: Incoming, who: Actor, kind: str = "lead") -> UUID:
    return house.open_tasks(document)[f"{kind} {house.desk(who)}"].id


def test_several_tasks_go_to_another_in_one_act_each_with_its_evidence_and_both_are_told(house: House, other: Actor) -> None:
    first, second = with_specialist(house, 2)
    before = house.open_tasks(first)[f"lead {house.desk(house.cast.specialist)}"]
    chosen = [task_of(house, d, house.cast.specialist) for d in (first, second)]
    with house.acting(house.cast.unit_head) as head:
        assert incoming.reassign(head, chosen, house.desk(other), "Nghỉ phép đến 20/3") == 2
        written = Entry.objects.filter(action__in=("incoming.reassign", "work.reassigned")).values_list("action", "subject")
        assert sorted(written) == sorted((a, f"incoming:{d.id}") for a in ("incoming.reassign", "work.reassigned") for d in (first, second))
        told = {(n.recipient, n.kind) for n in Notice.objects.within(head).filter(kind="incoming.reassigned")}
        assert told == {(house.desk(house.cast.specialist), "incoming.reassigned")}
        assert Notice.objects.within(head).filter(kind="incoming.assigned", recipient=house.desk(other)).count() == 2
        note = Note.objects.within(head).get(document=first, kind="hand_over")
        assert note.text == "Phạm Thị Mẫu Chuyên (Chuyên viên) → Cao Thị Mẫu Thay (Chuyên viên): Nghỉ phép đến 20/3"
    after = house.open_tasks(first)
    assert set(after) == {f"lead {house.head(house.cast.unit)}", f"lead {house.desk(other)}"}
    moved = after[f"lead {house.desk(other)}"]
    assert (moved.due, moved.parent_id, moved.unit_id) == (before.due, before.parent_id, house.cast.unit)
    with house.acting(other) as handler:
        incoming.look(handler, first.id)
        part = Assignment.objects.within(handler).get(document=first, principal=house.desk(other))
        assert part.begun_at is not None and part.due == date(2020, 3, 18)
        assert incoming.close(handler, first.id, "Đã xong").state == "done"
    with house.acting(house.cast.specialist) as giver, pytest.raises(Refusal, match=r"incoming\.not_yours"):
        incoming.progress(giver, second.id, "Vẫn làm")


def test_all_or_none_is_passed_on(house: House, other: Actor) -> None:
    first, second = with_specialist(house, 2)
    chosen = [task_of(house, d, house.cast.specialist) for d in (first, second)]
    with house.acting(house.cast.specialist) as handler:
        incoming.close(handler, second.id, "Xong trước")
    with house.acting(house.cast.unit_head) as head, pytest.raises(Conflict, match=r"incoming\.no_task"):
        incoming.reassign(head, chosen, house.desk(other), "Nghỉ phép")
    assert f"lead {house.desk(house.cast.specialist)}" in house.open_tasks(first)


@pytest.mark.parametrize(
    ("who", "to", "reason", "code"),
    [
        ("unit_head", "other", " ", "incoming.reason"), ("unit_head", "colleague", "Vắng", "incoming.not_your_people"),
        ("unit_head", "specialist", "Vắng", "work.same_assignee"), ("second_head", "colleague", "Vắng", "incoming.not_handling"),
        ("unit_head", "other_specialist", "Vắng", "incoming.desk"), ("specialist", "other", "Vắng", "access.denied"),
    ],
)  # fmt: skip
def test_who_may_not_or_to_whom_not(house: House, other: Actor, who: str, to: str, reason: str, code: str) -> None:
    (made,) = with_specialist(house)
    receiver = other if to == "other" else getattr(house.cast, to)
    chosen = [task_of(house, made, house.cast.specialist)]
    with house.acting(getattr(house.cast, who)) as actor, pytest.raises((Refusal, NotAllowed)) as told:
        incoming.reassign(actor, chosen, house.desk(receiver), reason)
    assert told.value.code == code
    assert f"lead {house.desk(house.cast.specialist)}" in house.open_tasks(made)


def test_the_desk_of_the_heads_themselves_is_not_passed_on_so(house: House, other: Actor) -> None:
    (made,) = with_specialist(house)
    task = house.open_tasks(made)[f"lead {house.head(house.cast.unit)}"].id
    with house.acting(house.cast.unit_head) as head, pytest.raises(Refusal, match=r"incoming\.not_handling"):
        incoming.reassign(head, [task], house.desk(other), "Vắng")


def test_more_time_that_was_asked_for_is_decided_for_who_has_it_now(house: House, other: Actor) -> None:
    (made,) = with_specialist(house)
    with house.acting(house.cast.specialist) as handler:
        asked = incoming.extend(handler, made.id, date(2020, 3, 19), "Chờ số liệu")
    with house.acting(house.cast.unit_head) as head:
        incoming.reassign(head, [task_of(house, made, house.cast.specialist)], house.desk(other), "Vắng")
        incoming.decide_extension(head, made.id, asked, granted=True)
        assert Assignment.objects.within(head).get(document=made, principal=house.desk(other)).due == date(2020, 3, 19)


def test_acts_on_several_documents_lock_them_in_one_statement_in_one_order(house: House, other: Actor) -> None:
    """Tasks are passed on in their order, documents chased in theirs: two acts at once never wait for each other in a ring."""
    made = [house.presented(notation=f"{n}/SX-VP") for n in range(3)]
    for document in reversed(made):  # directed in another order than they came
        with house.acting(house.cast.director) as director:
            values = DirectiveValues(lead=house.desk(house.cast.specialist), know=(house.desk(house.cast.colleague),))
            incoming.direct(director, document.id, values)
    ids, tasks = [d.id for d in made][::-1], [task_of(house, d, house.cast.specialist) for d in made]
    acts: list[tuple[Actor, Callable[[Actor], object]]] = [
        (house.cast.director, lambda who: incoming.chase_all(who, ids, "Làm gấp")),
        (house.cast.colleague, lambda who: acknowledge_all(who, ids)),
        (house.cast.unit_head, lambda who: incoming.reassign(who, tasks, house.desk(other), "Vắng")),
    ]
    for who, act in acts:
        with house.acting(who) as actor, CaptureQueriesContext(connection) as asked:
            act(actor)
        locks = [q["sql"] for q in asked.captured_queries if q["sql"].endswith("FOR UPDATE") and 'FROM "incoming_incoming"' in q["sql"]]
        assert len(locks) == 1 and locks[0].endswith('ORDER BY "incoming_incoming"."id" ASC FOR UPDATE'), locks


def test_what_was_passed_on_below_goes_on_with_who_has_the_part_already(house: House, other: Actor) -> None:
    """The deputy head passed his part on, to two people; his absence makes it the part of one of them, below whom the other goes on."""
    under = appoint("Lê Văn Mẫu Phó", house.cast.unit, Role.DEPUTY_HEAD, "Phó Trưởng phòng")
    made = house.presented()
    with house.acting(house.cast.director) as director:
        head_leads = (Desk(house.head(house.cast.unit)),)
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.deputy), co=head_leads))
    with house.acting(house.cast.unit_head) as head:
        incoming.sub_assign(head, made.id, house.desk(under))
    with house.acting(under) as actor:
        for who in (house.cast.specialist, other):
            incoming.sub_assign(actor, made.id, house.desk(who))
    with house.acting(house.cast.unit_head) as head:
        incoming.reassign(head, [task_of(house, made, under, "co")], house.desk(other), "Vắng")
        open_parts = {a.principal: a for a in Assignment.objects.within(head).filter(document=made, part="co", cancelled_at=None)}
        whole, his = open_parts[house.head(house.cast.unit)], open_parts[house.desk(other)]
        assert his.parent_id == whole.id and open_parts[house.desk(house.cast.specialist)].parent_id == his.id
        incoming.opinion(head, made.id, "Đã xem xong")
        assert not Assignment.objects.within(head).filter(document=made, part="co", done_at=None, cancelled_at=None).exists()
    assert not any(key.startswith("co ") for key in house.open_tasks(made))


def test_the_load_of_a_unit_is_counted_for_its_head_and_opens_to_the_same_tasks(house: House, other: Actor) -> None:
    made = with_specialist(house, 2)
    with house.acting(house.cast.unit_head) as head:
        incoming.reassign(head, [task_of(house, made[1], house.cast.specialist)], house.desk(other), "Chia việc")
        assert work.load(head)[house.desk(other)].week == 0  # due on Wednesday of next week
    house.now = house.now.replace(day=16)
    with house.acting(house.cast.unit_head) as head:
        found = work.load(head)
        assert set(found) == {house.head(house.cast.unit), house.desk(house.cast.specialist), house.desk(other)}
        mine = found[house.desk(house.cast.specialist)]
        assert (mine.open, mine.week, mine.late, f"{mine.nearest:%d}") == (1, 1, 0, "18")
        for desk, load in found.items():
            for term in work.Term:
                assert len(work.load_of(head, desk, term).rows) == getattr(load, term), (desk, term)
    house.now = house.now.replace(day=19)
    with house.acting(house.cast.unit_head) as head:
        late = work.load(head)[house.desk(house.cast.specialist)]
        assert (late.open, late.week, late.late) == (1, 0, 1)
        assert len(work.load_of(head, house.desk(house.cast.specialist), work.Term.LATE).rows) == 1
    with house.acting(house.cast.second_head) as stranger:
        assert work.load(stranger) == {}
        assert work.load_of(stranger, house.desk(house.cast.specialist)).rows == []
