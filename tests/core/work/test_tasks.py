from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, acting
from tinhso.core.work import public as work
from tinhso.core.work.models import NO_DUE, State, Task
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 12, 18, 12, tzinfo=clock.VIETNAM)


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def give(by: Actor, to: str, subject: str = "outgoing:1", kind: str = "outgoing.review", **more: Any) -> work.Task:
    return work.open_task(by, kind=kind, subject=subject, title=f"Duyệt {subject}", url=f"/{subject}", assignee=to, **more)


def desk(actor: Actor) -> str:
    return f"o{actor.post}"


def titles(actor: Actor, box: str = "waiting", **more: Any) -> list[str]:
    return [row.subject.removeprefix("outgoing:") for row in work.inbox(actor, box, **more).rows]


def test_the_same_open_task_is_given_once(cast: Cast) -> None:
    with acting(cast.clerk):
        first = give(cast.clerk, desk(cast.specialist))
        assert give(cast.clerk, desk(cast.specialist)).id == first.id
        assert give(cast.clerk, desk(cast.unit_head)).id != first.id
        assert work.close_tasks(cast.clerk, subject="outgoing:1", assignee=desk(cast.specialist)) == 1
        assert give(cast.clerk, desk(cast.specialist)).id != first.id
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.create(
                agency_id=cast.agency, kind="outgoing.review", subject="outgoing:1", assignee=desk(cast.specialist), title="", url="",
                opened_at=NOON, sort_due=NO_DUE,
            )  # fmt: skip


def test_a_task_is_seen_by_its_assignee_and_the_heads_of_its_unit_alone(cast: Cast) -> None:
    with acting(cast.clerk):
        task = give(cast.clerk, desk(cast.specialist), unit=cast.unit)
        shared = give(cast.director, f"a{cast.agency}.clerk", "outgoing:2")
    seen = {}
    for name in ("clerk", "specialist", "unit_head", "second_head", "colleague", "director", "administrator", "other_clerk"):
        actor = getattr(cast, name)
        with acting(actor):
            seen[name] = {t.id for t in Task.objects.visible_to(actor)}
    assert seen == {
        "clerk": {shared.id}, "specialist": {task.id}, "unit_head": {task.id}, "second_head": set(), "colleague": set(),
        "director": set(), "administrator": set(), "other_clerk": set(),
    }  # fmt: skip
    with acting(cast.unit_head):
        assert titles(cast.unit_head, "unit") == ["1"] and titles(cast.unit_head) == []
    with acting(cast.director):
        assert titles(cast.director, "given") == ["2"]


def test_a_box_narrowed_to_one_kind_is_paged_like_the_whole(cast: Cast) -> None:
    to = desk(cast.specialist)
    with acting(cast.specialist), clock.at(NOON):
        for n in range(6):
            give(cast.clerk, to, f"outgoing:{n}", kind="outgoing.review" if n % 2 else "outgoing.sign", due=NOON + timedelta(hours=n))
        first = work.inbox(cast.specialist, limit=2, kinds=["outgoing.review"])
        rest = work.inbox(cast.specialist, cursor=first.older, limit=2, kinds=["outgoing.review"])
    assert [r.subject for r in (*first.rows, *rest.rows)] == ["outgoing:1", "outgoing:3", "outgoing:5"]
    assert rest.older is None


def test_the_soonest_due_comes_first_and_none_without_deadline_is_lost(cast: Cast) -> None:
    to = desk(cast.specialist)
    with acting(cast.specialist), clock.at(NOON):
        for n in range(7):
            give(cast.clerk, to, f"outgoing:{n}", due=None if n % 3 == 0 else NOON + timedelta(hours=10 - n))
        everything = titles(cast.specialist)
        assert everything == ["5", "4", "2", "1", "0", "3", "6"]
        page = work.inbox(cast.specialist, limit=3)
        walked = [page]
        while page.older:
            page = work.inbox(cast.specialist, cursor=page.older, limit=3)
            walked.append(page)
        assert [r.subject.removeprefix("outgoing:") for p in walked for r in p.rows] == everything
        assert walked[0].newer is None and walked[-1].older is None
        back = work.inbox(cast.specialist, cursor=walked[-1].newer, limit=3)
        assert back.rows == walked[1].rows
        first = work.inbox(cast.specialist, cursor=back.newer, limit=3)
        assert first.rows == walked[0].rows and first.newer is None and first.older


def test_counts_are_one_query_and_agree_with_the_boxes(cast: Cast, django_assert_num_queries: Any) -> None:
    to = desk(cast.specialist)
    with acting(cast.specialist), clock.at(NOON):
        give(cast.clerk, to, "outgoing:1", due=NOON - timedelta(hours=1), urgent=True)
        give(cast.clerk, to, "outgoing:2", due=NOON + timedelta(hours=1))
        give(cast.clerk, to, "outgoing:3")
        give(cast.clerk, desk(cast.colleague), "outgoing:4")
        assert work.mark_seen(cast.specialist, "outgoing:2") == 1 and work.mark_seen(cast.specialist, "outgoing:4") == 0
        with django_assert_num_queries(1):
            counts = work.counts(cast.specialist)
        assert (counts.waiting, counts.late, counts.new, counts.urgent) == (3, 1, 2, 1)
        assert titles(cast.specialist, "late") == ["1"] and titles(cast.specialist, "new") == ["1", "3"]
        with django_assert_num_queries(1):
            rows = work.inbox(cast.specialist).rows
        assert [r.late for r in rows] == [True, False, False] and [r.new for r in rows] == [True, False, True]


def test_counts_are_told_by_kind_too(cast: Cast) -> None:
    to = desk(cast.specialist)
    with acting(cast.specialist):
        for n, kind in enumerate(("outgoing.review", "outgoing.sign", "outgoing.review")):
            give(cast.clerk, to, f"outgoing:{n}", kind=kind)
        assert work.counts(cast.specialist).kinds == {"outgoing.review": 2, "outgoing.sign": 1}
    with acting(cast.colleague):
        assert work.counts(cast.colleague) == work.Counts(0, 0, 0, 0)


def test_what_is_done_on_several_desks_of_one_person_is_one_list_the_last_first(cast: Cast) -> None:
    """Each desk is read by its own index: together they are paged like one."""
    desks = (desk(cast.clerk), f"a{cast.agency}.clerk")
    with acting(cast.clerk):
        for n in range(8):
            with clock.at(NOON + timedelta(minutes=n)):
                give(cast.director, desks[n % 2], f"outgoing:{n}", kind="outgoing.sign" if n == 3 else "outgoing.review")
                work.close_tasks(cast.clerk, subject=f"outgoing:{n}")
        page = work.inbox(cast.clerk, "done", limit=3)
        walked = [page]
        while page.older:
            page = work.inbox(cast.clerk, "done", page.older, limit=3)
            walked.append(page)
        assert [r.subject for p in walked for r in p.rows] == [f"outgoing:{n}" for n in reversed(range(8))]
        assert work.inbox(cast.clerk, "done", walked[-1].newer, limit=3).rows == walked[1].rows
        assert [r.subject for r in work.inbox(cast.clerk, "done", kinds=["outgoing.sign"]).rows] == ["outgoing:3"]
    with acting(cast.colleague):
        assert titles(cast.colleague, "done") == []


def test_a_malformed_cursor_is_refused(cast: Cast) -> None:
    with acting(cast.clerk):
        for bad in ("x", "WyI-IiwiYSIsImIiLCJjIl0", "WyI-Il0"):
            with pytest.raises(Refusal) as no:
                work.inbox(cast.clerk, cursor=bad)
            assert no.value.status == 400


def test_closing_ends_the_work_and_cancels_its_parts(cast: Cast) -> None:
    with acting(cast.unit_head), clock.at(NOON):
        whole = give(cast.director, desk(cast.unit_head), due=NOON + timedelta(days=3))
        part = work.sub_assign(cast.unit_head, whole.id, assignee=desk(cast.specialist), due=NOON + timedelta(days=2))
        assert (part.parent_id, part.subject, part.from_post) == (whole.id, whole.subject, cast.unit_head.post)
        with pytest.raises(Refusal) as no:
            work.sub_assign(cast.unit_head, whole.id, assignee=desk(cast.specialist), due=NOON + timedelta(days=4))
        assert no.value.code == "work.due_after_whole"
        with pytest.raises(Refusal) as no:
            work.sub_assign(cast.unit_head, whole.id, assignee=desk(cast.unit_head))
        assert no.value.code == "work.same_assignee"
        assert work.close_tasks(cast.unit_head, subject=whole.subject, assignee=desk(cast.unit_head)) == 2
        assert [(r.assignee, r.state) for r in work.tasks_of(cast.unit_head, whole.subject)] == [
            (desk(cast.unit_head), "done"), (desk(cast.specialist), "cancelled"),
        ]  # fmt: skip
        assert titles(cast.unit_head, "done") == ["1"]
        with pytest.raises(Refusal) as no:
            work.sub_assign(cast.unit_head, whole.id, assignee=desk(cast.specialist))
        assert no.value.status == 409


def test_nobody_passes_on_what_is_not_his(cast: Cast) -> None:
    with acting(cast.clerk):
        task = give(cast.clerk, desk(cast.specialist))
    for stranger in (cast.colleague, cast.other_clerk, cast.director):
        with acting(stranger), pytest.raises(Refusal) as no:
            work.sub_assign(stranger, task.id, assignee=desk(stranger))
        assert no.value.status == 404


def test_leaving_hands_over_everything_and_keeps_the_trace(cast: Cast) -> None:
    with acting(cast.chief), clock.at(NOON):
        whole = give(cast.director, desk(cast.specialist), due=NOON)
        part = work.sub_assign(cast.specialist, whole.id, assignee=desk(cast.unit_head))
        give(cast.director, desk(cast.specialist), "outgoing:2")
        give(cast.director, desk(cast.colleague), "outgoing:2")
        assert work.hand_over(cast.chief, desk(cast.specialist), desk(cast.colleague), "chuyển công tác") == 2
        assert titles(cast.specialist) == [] and titles(cast.colleague) == ["1", "2"]
        new = Task.objects.within(cast.chief).get(subject="outgoing:1", assignee=desk(cast.colleague))
        assert new.due == NOON and Task.objects.within(cast.chief).get(id=part.id).parent_id == new.id
        assert Task.objects.within(cast.chief).get(id=whole.id).state == State.HANDED_OVER
    with acting(cast.colleague):
        with pytest.raises(NotAllowed):
            work.hand_over(cast.colleague, desk(cast.unit_head), desk(cast.colleague), "vì thích")
        with pytest.raises(Refusal):
            work.hand_over(cast.colleague, desk(cast.colleague), desk(cast.unit_head), " ")
        assert work.hand_over(cast.colleague, desk(cast.colleague), desk(cast.unit_head), "nghỉ phép") == 2


def test_more_time_is_asked_once_and_decided_by_who_gave_the_task(cast: Cast) -> None:
    later = NOON + timedelta(days=5)
    with acting(cast.specialist), clock.at(NOON):
        task = give(cast.unit_head, desk(cast.specialist), due=NOON + timedelta(days=1))
        with pytest.raises(Refusal) as no:
            work.request_extension(cast.specialist, task.id, until=NOON, reason="thiếu số liệu")
        assert no.value.code == "work.not_later"
        asked = work.request_extension(cast.specialist, task.id, until=later, reason="thiếu số liệu")
        with pytest.raises(Conflict):
            work.request_extension(cast.specialist, task.id, until=later, reason="lần nữa")
        with pytest.raises(NotAllowed):
            work.decide_extension(cast.specialist, asked.id, subject=task.subject, granted=True)
        with pytest.raises(NotAllowed):
            work.decide_extension(cast.colleague, asked.id, subject=task.subject, granted=True)
        assert [r.kind for r in work.inbox(cast.unit_head).rows] == ["work.extension"]
        with pytest.raises(Refusal):
            work.decide_extension(cast.unit_head, asked.id, subject=task.subject, granted=False)
        work.decide_extension(cast.unit_head, asked.id, subject=task.subject, granted=True)
        assert Task.objects.within(cast.clerk).get(id=task.id).due == later
        assert work.inbox(cast.unit_head).rows == [] and work.inbox(cast.specialist).rows[0].due == later
        with pytest.raises(Conflict):
            work.decide_extension(cast.unit_head, asked.id, subject=task.subject, granted=False, answer="muộn")


def test_more_time_is_answered_on_what_it_was_asked_for_alone(cast: Cast) -> None:
    with acting(cast.specialist), clock.at(NOON):
        task = give(cast.unit_head, desk(cast.specialist), due=NOON + timedelta(days=1))
        asked = work.request_extension(cast.specialist, task.id, until=NOON + timedelta(days=5), reason="thiếu số liệu")
        give(cast.unit_head, desk(cast.specialist), "outgoing:2", due=NOON)
        with pytest.raises(Refusal) as no:
            work.decide_extension(cast.unit_head, asked.id, subject="outgoing:2", granted=True)
        assert no.value.status == 404


@pytest.mark.parametrize("day", [-1, 1])
def test_more_time_is_never_granted_into_the_past_nor_to_less_than_there_was(cast: Cast, day: int) -> None:
    due = NOON + timedelta(days=1)
    with acting(cast.specialist), clock.at(NOON):
        task = give(cast.unit_head, desk(cast.specialist), due=due)
        asked = work.request_extension(cast.specialist, task.id, until=NOON + timedelta(days=5), reason="thiếu số liệu")
        with pytest.raises(Refusal) as no:
            work.decide_extension(cast.unit_head, asked.id, subject=task.subject, granted=True, until=NOON + timedelta(days=day))
        assert no.value.code == "work.not_later"
    with acting(cast.unit_head), clock.at(NOON + timedelta(days=6)):  # what was asked for is over when he comes to answer
        with pytest.raises(Refusal) as no:
            work.decide_extension(cast.unit_head, asked.id, subject=task.subject, granted=True)
        assert no.value.code == "work.not_later"
        assert Task.objects.within(cast.unit_head).get(id=task.id).due == due
        work.decide_extension(cast.unit_head, asked.id, subject=task.subject, granted=False, answer="đã muộn")


@pytest.mark.parametrize("end", [work.close_tasks, work.cancel_tasks])
def test_what_ends_a_task_ends_what_was_asked_on_it_and_on_its_parts(cast: Cast, end: Any) -> None:
    later = NOON + timedelta(days=5)
    with acting(cast.unit_head), clock.at(NOON):
        whole = give(cast.director, desk(cast.unit_head), due=NOON + timedelta(days=2))
        part = work.sub_assign(cast.unit_head, whole.id, assignee=desk(cast.specialist), due=NOON + timedelta(days=1))
        above = work.request_extension(cast.unit_head, whole.id, until=later, reason="thiếu số liệu")
        below = work.request_extension(cast.specialist, part.id, until=later, reason="thiếu số liệu")
        end(cast.unit_head, subject=whole.subject, assignee=desk(cast.unit_head))
        assert not Task.objects.within(cast.unit_head).filter(state=State.OPEN).exists()
        for asked in (above, below):
            with pytest.raises(Refusal) as no:
                work.decide_extension(cast.director, asked.id, subject=whole.subject, granted=True)
            assert no.value.code == "work.ended"


def test_what_was_asked_on_a_task_that_falls_together_with_another_is_answered_once(cast: Cast) -> None:
    """Both asked for more time; the desk of one goes to the other, who has the task already."""
    later = NOON + timedelta(days=5)
    with acting(cast.unit_head), clock.at(NOON):
        for who in (cast.specialist, cast.colleague):
            task = give(cast.unit_head, desk(who), due=NOON + timedelta(days=1))
            work.request_extension(who, task.id, until=later, reason="thiếu số liệu")
        work.hand_over(cast.colleague, desk(cast.colleague), desk(cast.specialist), "nghỉ phép")
        assert len(work.inbox(cast.unit_head).rows) == 1


def test_the_morning_mail_names_what_is_due_today_or_late(cast: Cast) -> None:
    from tinhso.core.work.handlers import due_today

    with acting(cast.specialist), clock.at(NOON):
        give(cast.clerk, desk(cast.specialist), "outgoing:late", due=NOON - timedelta(days=2))
        give(cast.clerk, desk(cast.specialist), "outgoing:today", due=NOON + timedelta(hours=5))
        give(cast.clerk, desk(cast.specialist), "outgoing:tomorrow", due=NOON + timedelta(hours=12))
        give(cast.clerk, desk(cast.specialist), "outgoing:whenever")
        assert [line.url for line in due_today(cast.specialist)] == ["/outgoing:late", "/outgoing:today"]


def test_an_inbox_among_many_reads_an_index(cast: Cast) -> None:
    with acting(cast.specialist):
        Task.plain.bulk_create(
            [
                Task(
                    agency_id=cast.agency, kind="k", subject=f"s:{n}", title="t", url="/", assignee=f"o{100_000 + n % 400}",
                    opened_at=NOON, sort_due=NO_DUE,
                )
                for n in range(12_000)
            ],
            batch_size=2_000,
        )  # fmt: skip
        reader = Actor(
            person=1, post=1, agency=cast.agency, unit=None, name="", title="", roles=frozenset(), agencies=(cast.agency,),
            principals=frozenset({"o100007", "o100008", "a1"}),
        )  # fmt: skip
        assert len(work.inbox(reader).rows) == 50
        waiting = Task.objects.within(reader).filter(assignee__in=sorted(reader.principals), state=State.OPEN)
        plan = waiting.order_by("sort_due", "opened_at", "id")[:51].explain()
        assert "Seq Scan" not in plan, plan


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.none() | st.integers(0, 3), st.integers(0, 2)), max_size=12), st.integers(1, 5))
def test_paging_shows_every_task_once_in_order_whatever_ties(cast: Cast, shape: list[tuple[int | None, int]], limit: int) -> None:
    with acting(cast.specialist), transaction.atomic():
        for n, (due, opened) in enumerate(shape):
            with clock.at(NOON + timedelta(minutes=opened)):
                give(cast.clerk, desk(cast.specialist), f"s:{n}", due=None if due is None else NOON + timedelta(hours=due))
        page = work.inbox(cast.specialist, limit=limit)
        rows = list(page.rows)
        while page.older:
            page = work.inbox(cast.specialist, cursor=page.older, limit=limit)
            assert page.rows and len(page.rows) <= limit
            rows += page.rows
        assert rows == sorted(rows, key=lambda r: (r.due or NO_DUE, r.opened_at, r.id)) and len({r.id for r in rows}) == len(shape)
        transaction.set_rollback(True)
