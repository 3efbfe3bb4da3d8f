from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast, build_cast
from tinhso.core.access.public import acting
from tinhso.core.calendar import public as calendar
from tinhso.core.calendar.models import AgencyDay, InstanceDay
from tinhso.core.ledger.models import Entry
from tinhso.kit.errors import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
FRIDAY = date(2020, 12, 18)


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def test_an_agency_has_its_own_days_and_its_neighbour_does_not(cast: Cast) -> None:
    with acting(cast.administrator):
        calendar.set_day(cast.administrator, FRIDAY, working=False, basis="  Quyết định số 01/QĐ-STNA ngày 01/12/2020 ")
        assert calendar.of(cast.agency).reason(FRIDAY) == "Quyết định số 01/QĐ-STNA ngày 01/12/2020"
        assert [d.day for d in calendar.own_days(cast.administrator, 2020)] == [FRIDAY]
    with acting(cast.other_clerk):
        assert calendar.of(cast.other).is_working(FRIDAY)
        # The neighbour's day stays behind the wall even where its agency is asked for.
        assert calendar.of(cast.agency).is_working(FRIDAY)


def test_an_agency_overrides_the_instance_and_the_instance_the_library(cast: Cast) -> None:
    with acting(cast.administrator):
        InstanceDay.objects.create(day=FRIDAY, working=False, basis="QĐ X", set_by="", set_at="2020-01-01T00:00Z")
        assert not calendar.of(cast.agency).is_working(FRIDAY)
        calendar.set_day(cast.administrator, FRIDAY, working=True, basis="QĐ Y")
        assert calendar.of(cast.agency).is_working(FRIDAY)
        calendar.clear_day(cast.administrator, FRIDAY)
        assert calendar.of(cast.agency).reason(FRIDAY) == "QĐ X"


def test_a_day_needs_a_right_and_a_basis(cast: Cast) -> None:
    with acting(cast.specialist), pytest.raises(NotAllowed):
        calendar.set_day(cast.specialist, FRIDAY, working=False, basis="QĐ")
    with acting(cast.administrator):
        with pytest.raises(Refusal) as no:
            calendar.set_day(cast.administrator, FRIDAY, working=False, basis="  ")
        assert no.value.code == "calendar.no_basis"
        with pytest.raises(NotAllowed):
            calendar.set_day(cast.administrator, FRIDAY, working=False, basis="QĐ", for_all=True)


def test_a_day_set_again_is_replaced_and_the_ledger_keeps_old_and_new(cast: Cast) -> None:
    who = cast.administrator
    with acting(who):
        assert calendar.set_day(who, FRIDAY, working=False, basis="TB 1") is None
        assert calendar.set_day(who, FRIDAY, working=True, basis="TB 2") == calendar.DayRule(FRIDAY, False, "TB 1")
        assert calendar.own_days(who, 2020) == [calendar.DayRule(FRIDAY, True, "TB 2")]
        calendar.set_day(who, FRIDAY, working=True, basis=" TB 2 ")
        calendar.clear_day(who, FRIDAY)
        calendar.clear_day(who, FRIDAY)
        told = [
            (e.action, e.detail.get("basis"), e.detail["before"])
            for e in Entry.objects.filter(subject="calendar:2020-12-18").order_by("id")
        ]
    first, second = ({"working": w, "basis": b} for w, b in ((False, "TB 1"), (True, "TB 2")))
    assert told == [
        ("calendar.day_set", "TB 1", None), ("calendar.day_set", "TB 2", first), ("calendar.day_cleared", None, second),
    ], "what changes nothing leaves no line"  # fmt: skip


def test_replacing_the_instances_day_leaves_an_agencys_own_alone(cast: Cast) -> None:
    who = replace(cast.administrator, grants=frozenset({"calendar.all_days"}))
    with acting(who):
        calendar.set_day(who, FRIDAY, working=False, basis="CĐ 1", for_all=True)
        assert calendar.set_day(who, FRIDAY, working=True, basis="TB 1") is None, "another reach is another rule"
        assert calendar.set_day(who, FRIDAY, working=False, basis="CĐ 2", for_all=True) == calendar.DayRule(FRIDAY, False, "CĐ 1")
        assert (calendar.own_days(who, 2020), calendar.shared_days(2020)) == (
            [calendar.DayRule(FRIDAY, True, "TB 1")], [calendar.DayRule(FRIDAY, False, "CĐ 2")],
        )  # fmt: skip


def test_the_database_refuses_a_day_of_another_agency(cast: Cast) -> None:
    with acting(cast.administrator), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        AgencyDay.objects.create(agency_id=cast.other, day=FRIDAY, working=False, basis="x", set_by="", set_at="2020-01-01T00:00Z")
    with acting(cast.administrator), pytest.raises(IntegrityError), transaction.atomic():
        AgencyDay.objects.create(agency_id=cast.agency, day=FRIDAY, working=False, basis="", set_by="", set_at="2020-01-01T00:00Z")


def test_the_calendar_of_an_agency_is_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    with acting(cast.clerk), django_assert_num_queries(1):  # type: ignore[operator]
        calendar.of(cast.agency)
