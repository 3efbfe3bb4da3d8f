from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from django.db import transaction

from tests.cast import build_cast
from tinhso.core.access.public import VISIBLE, Actor, acting, once, reach, reading
from tinhso.core.organisations.models import UnitVersion
from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing.models import Outgoing
from tinhso.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Iterator[int]:
    return count(1)


def test_a_reading_asks_once_and_outside_of_it_each_time_is_asked(asked: Iterator[int]) -> None:
    assert [once("n", lambda: next(asked)) for _ in range(2)] == [1, 2]
    with reading():
        assert [once("n", lambda: next(asked)) for _ in range(3)] == [3, 3, 3]
        assert once("another", lambda: next(asked)) == 4
    with reading():
        assert once("n", lambda: next(asked)) == 5


def test_an_action_inside_a_reading_asks_each_time_and_nothing_from_before_it_is_believed_afterwards(asked: Iterator[int]) -> None:
    with transaction.atomic(), reading():
        assert once("n", lambda: next(asked)) == 1
        with transaction.atomic():
            assert [once("n", lambda: next(asked)) for _ in range(2)] == [2, 3]
        assert [once("n", lambda: next(asked)) for _ in range(2)] == [4, 4]


def test_what_a_rehearsed_action_writes_is_seen_by_itself_and_by_nobody_later() -> None:
    cast = build_cast()
    with transaction.atomic(), reading():
        before = directory().get(cast.unit).name
        with transaction.atomic():
            UnitVersion.objects.filter(unit=cast.unit).update(name="Phòng Khác")
            assert directory().get(cast.unit).name == "Phòng Khác"
            transaction.set_rollback(True)
        assert directory().get(cast.unit).name == before


def test_visible_written_out_finds_what_visible_to_finds() -> None:
    cast = build_cast()
    audiences = {
        "all": f"a{cast.agency}.all",
        "unit": f"u{cast.unit}.head",
        "one": f"o{cast.specialist.post}",
        "other": f"a{cast.other}.all",
    }
    for name, principal in audiences.items():
        agency, who = (cast.other, cast.other_specialist) if name == "other" else (cast.agency, cast.specialist)
        with acting(who):
            Outgoing.plain.create(
                agency_id=agency, unit_id=who.unit, drafter_id=who.post, type_code="official_letter", subject=name, state_at=clock.now(),
                created_at=clock.now(), audience=[principal],
            )  # fmt: skip
    seen: dict[str, set[str]] = {}
    for actor in (cast.clerk, cast.specialist, cast.unit_head, cast.administrator, cast.other_director):
        with acting(actor):
            rows = set(Outgoing.objects.visible_to(actor).values_list("subject", flat=True))
            assert rows == written_out(actor)
            seen[actor.title] = rows
    assert {len(rows) for rows in seen.values()} == {0, 1}


def written_out(actor: Actor) -> set[str]:
    return {row.subject for row in Outgoing.plain.raw(f"SELECT id, subject FROM outgoing_outgoing WHERE {VISIBLE}", reach(actor))}
