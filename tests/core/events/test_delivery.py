"""The outbox: at least once delivered, exactly once in effect, in order for each aggregate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.jobs import run_jobs
from tinhso.core.access.public import acting, record, system
from tinhso.core.events.jobs import deliver, revive
from tinhso.core.events.models import Delivery, Happening
from tinhso.core.events.public import Fact, emit, handlers_of, on
from tinhso.core.events.public import _handlers as registry
from tinhso.core.ledger.models import Entry
from tinhso.kit import clock

AGENCY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Fact):
    kind: ClassVar[str] = "test.counted"
    step: int
    document: UUID | None = None
    day: date | None = None
    at: datetime | None = None
    names: tuple[str, ...] = ()


class Listener:
    """Hears a fact and leaves a row of evidence; fails as often as it is told to."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.failures: dict[int, int] = {}

    def __call__(self, fact: Counted) -> None:
        record(system(fact.agency), "test.heard", fact.aggregate, step=fact.step)
        if self.failures.get(fact.step, 0) > 0:
            self.failures[fact.step] -= 1
            raise ZeroDivisionError(fact.step)
        self.heard.append(fact.step)


@pytest.fixture
def listener(db: None) -> Iterator[Listener]:
    made = Listener()

    @on(Counted)
    def hear(fact: Counted) -> None:
        made(fact)

    yield made
    registry.pop(Counted.kind)


def say(*steps: int, aggregate: str = "test:1") -> None:
    with acting(system(AGENCY)):
        for step in steps:
            emit(Counted(agency=AGENCY, aggregate=aggregate, step=step))


def effects() -> list[int]:
    with acting(system(AGENCY)):
        return [row.detail["step"] for row in Entry.objects.filter(action="test.heard").order_by("id")]


def test_what_happened_is_told_after_commit_in_order(listener: Listener) -> None:
    say(1, 2, 3)
    assert listener.heard == []
    run_jobs()
    assert listener.heard == effects() == [1, 2, 3]


def test_a_happening_goes_with_its_transaction(listener: Listener) -> None:
    with pytest.raises(ZeroDivisionError), acting(system(AGENCY)):
        emit(Counted(agency=AGENCY, aggregate="test:1", step=1))
        raise ZeroDivisionError
    assert not ProcrastinateJob.objects.filter(task_name="events.deliver").exists()
    with acting(system(AGENCY)):
        assert not Happening.objects.exists()


def test_a_replay_changes_nothing(listener: Listener) -> None:
    say(1)
    run_jobs()
    with acting(system(AGENCY)):
        row = Happening.objects.get()
    for _ in range(3):
        deliver(happening=row.id, agency=AGENCY)
    assert listener.heard == effects() == [1]
    with acting(system(AGENCY)):
        assert Delivery.objects.count() == 1


def test_a_failing_handler_leaves_nothing_and_is_tried_again(listener: Listener) -> None:
    listener.failures = {1: 2}
    say(1)
    for _ in range(2):
        assert run_jobs(keep_going=True, later=True) == []
        assert effects() == []
        with acting(system(AGENCY)):
            assert not Delivery.objects.exists()
    assert run_jobs(keep_going=True, later=True) == ["events.deliver"]
    assert effects() == [1]


def test_a_failing_one_holds_back_its_successors_but_no_other_aggregate(listener: Listener) -> None:
    listener.failures = {1: 1}
    say(1, 2, 3)
    say(10, 11, aggregate="test:2")
    run_jobs(keep_going=True)
    assert listener.heard == [10, 11]
    run_jobs(keep_going=True, later=True)
    assert listener.heard == [10, 11, 1, 2, 3]


def test_one_handlers_failure_does_not_undo_or_repeat_anothers_work(listener: Listener) -> None:
    second: list[int] = []

    @on(Counted)
    def other(fact: Counted) -> None:
        second.append(fact.step)
        if len(second) == 1:
            raise ZeroDivisionError

    say(1)
    run_jobs(keep_going=True)
    run_jobs(keep_going=True, later=True)
    assert listener.heard == [1]
    assert second == [1, 1]
    with acting(system(AGENCY)):
        assert Delivery.objects.count() == 2


def test_a_handler_works_in_the_agencys_scope_and_in_no_wider_one(listener: Listener) -> None:
    seen: list[str] = []

    @on(Counted)
    def look(fact: Counted) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('tinhso.agencies')")
            seen.append(cursor.fetchone()[0])

    say(1)
    run_jobs()
    assert seen == ["{7}"]


def test_nobody_listening_keeps_the_row_and_asks_for_no_job(db: None) -> None:
    assert handlers_of(Counted.kind) == []
    say(1)
    assert not ProcrastinateJob.objects.filter(task_name="events.deliver").exists()
    with acting(system(AGENCY)):
        assert Happening.objects.get().payload["step"] == 1


def test_while_a_year_is_played_a_handler_acts_at_the_instant_of_its_cause(listener: Listener) -> None:
    when: list[datetime] = []

    @on(Counted)
    def look(fact: Counted) -> None:
        when.append(clock.now())

    instant = datetime(2020, 3, 9, 8, tzinfo=clock.VIETNAM)
    with clock.at(instant):
        say(1)
    with clock.at(datetime(2020, 3, 12, tzinfo=clock.VIETNAM)):
        run_jobs()
    assert when == [instant]


def test_a_fact_comes_back_from_its_json_as_it_was(listener: Listener) -> None:
    fact = Counted(
        agency=AGENCY, aggregate="test:1", step=1, document=uuid4(), day=date(2020, 3, 9), at=datetime(2020, 3, 9, 8, tzinfo=clock.VIETNAM),
        names=("Đặng", "Ưởng"),
    )  # fmt: skip
    with acting(system(AGENCY)):
        emit(fact)
        assert revive(Counted, Happening.objects.get().payload) == fact


def test_a_fact_written_before_a_field_was_added_is_still_read(listener: Listener) -> None:
    old = {"agency": AGENCY, "aggregate": "test:1", "step": 1, "gone": "a field of another release"}
    assert revive(Counted, old) == Counted(agency=AGENCY, aggregate="test:1", step=1)


def test_another_agency_does_not_see_what_happened(listener: Listener) -> None:
    say(1)
    with acting(system(AGENCY + 1)):
        assert not Happening.objects.exists()
