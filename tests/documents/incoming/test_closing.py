"""Điều 4.2.c, 18.1, 21.2.c, 23.1 and QĐ 28/2018 Điều 6.2: the clerk's look before the office closes, and what the ledger keeps of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tinhso.core.access.public import acting
from tinhso.core.calendar import public as calendar
from tinhso.core.ledger.models import Entry
from tinhso.documents.clocks import receive_by, receive_late_until
from tinhso.documents.incoming.actions.close_day import close_day
from tinhso.documents.incoming.queries import closing
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.rules.clocks import leave_by
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed

HALF_PAST_FOUR = datetime(2020, 3, 9, 16, 30, tzinfo=clock.VIETNAM)


def left_over(house: House) -> None:
    """Something of every kind: two wait to be received, one each for the rest."""
    house.arrived(notation="01/SX-VP")
    house.arrived(notation="02/SX-VP")
    house.paper("03/SX-VP")
    house.registered(notation="04/SX-VP")
    for n, state in enumerate((State.SIGNED, State.NUMBERED, State.SEALED, State.ISSUED), 1):
        sent(house, n, state)


def sent(house: House, n: int, state: State) -> Outgoing:
    cast, at = house.cast, house.now
    given = {"number": n, "notation": f"{n:02d}/STNA-CN", "issue_date": at.date()} if state != State.SIGNED else {}
    made = Outgoing.plain.create(
        agency_id=cast.agency, unit_id=cast.unit, drafter_id=cast.specialist.post, signer_id=cast.director.post, type_code="official_letter",
        subject=f"văn bản {n}", state=state, state_at=at, created_at=at, issued_at=at if state == State.ISSUED else None,
        audience=[f"a{cast.agency}.clerk", f"o{cast.clerk.post}"], **given,
    )  # fmt: skip
    delivery = Delivery.ARRIVED if state == State.ISSUED else Delivery.NONE
    Recipient.plain.create(
        document=made, agency_id=cast.agency, ordinal=1, unit_id=cast.other, name="Sở B", delivery=delivery, delivery_at=at
    )
    return made


def listed(page: str) -> int:
    return page.count('data-row="')


def test_every_count_is_that_of_the_list_it_opens(house: House) -> None:
    with acting(house.cast.clerk):
        left_over(house)
    with clock.at(HALF_PAST_FOUR):
        client = login(house.cast.clerk)
        page = client.get(f"{ROOT}khoa-so/").content.decode()
        with acting(house.cast.clerk):
            found = closing.left(house.cast.clerk)
        for _label, kinds in closing.GROUPS.values():
            for kind in kinds:
                assert listed(client.get(kind.url).content.decode()) == found[kind.code].count, kind.code
                assert (f'href="{kind.url}"' in page) == bool(found[kind.code].count)
    assert {code: w.count for code, w in found.items()} == {
        "to_receive": 2, "quarantined": 0, "to_register": 1, "to_present": 1, "to_number": 1, "to_seal": 1, "to_issue": 1, "unacknowledged": 1,
    }  # fmt: skip
    assert re.findall(r'count-value">(\d+)<', page) == ["3", "1", "3", "1"]
    assert all(law in page for law in ("Điều 21.2.c", "Điều 4.2.c", "Điều 23.1", "Điều 6.2"))


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (HALF_PAST_FOUR, set()),
        (HALF_PAST_FOUR.replace(hour=18), {"to_receive", "unacknowledged"}),
        (HALF_PAST_FOUR.replace(day=10, hour=12), {"to_receive", "unacknowledged", "to_number", "to_seal", "to_issue"}),
        (
            HALF_PAST_FOUR.replace(day=10, hour=18),
            {"to_receive", "unacknowledged", "to_number", "to_seal", "to_issue", "to_register", "to_present"},
        ),
    ],
)
def test_each_kind_has_the_clock_of_its_article(house: House, at: datetime, late: set[str]) -> None:
    with acting(house.cast.clerk):
        left_over(house)
    with clock.at(at), acting(house.cast.clerk):
        found = closing.left(house.cast.clerk)
    assert {code for code, w in found.items() if w.late} == late
    assert all(w.late in (0, w.count) for w in found.values())


def test_closing_is_kept_in_the_ledger_with_its_counts_and_may_be_done_again(house: House) -> None:
    with acting(house.cast.clerk):
        left_over(house)
    client = login(house.cast.clerk)
    with clock.at(HALF_PAST_FOUR):
        assert "Hôm nay chưa khóa sổ" in client.get(f"{ROOT}khoa-so/").content.decode()
        assert client.post(f"{ROOT}khoa-so/khoa/").status_code == 302
    with clock.at(HALF_PAST_FOUR + timedelta(minutes=20)):
        client.post(f"{ROOT}khoa-so/khoa/")
        page = client.get(f"{ROOT}khoa-so/").content.decode()
    assert "16:50" in page and "16:30" in page and page.index("16:50") < page.index("16:30") and "còn 8 việc" in page
    with acting(house.cast.clerk):
        rows = list(Entry.objects.filter(action="incoming.day_closed").order_by("id"))
    assert len(rows) == 2 and rows[0].subject == f"day:{house.cast.agency}:2020-03-09" and rows[0].post_id == house.cast.clerk.post
    assert rows[0].detail["total"] == 8 and rows[0].detail["to_receive"] == 2 and rows[0].detail["late"] == 0
    with clock.at(HALF_PAST_FOUR + timedelta(days=1)):
        assert "Hôm nay chưa khóa sổ" in client.get(f"{ROOT}khoa-so/").content.decode()


def test_only_a_clerk_closes_and_the_chief_of_office_looks(house: House) -> None:
    with clock.at(HALF_PAST_FOUR):
        for who, sees, closes in (("clerk", 200, 302), ("chief", 200, 403), ("specialist", 403, 403), ("director", 403, 403)):
            client = login(getattr(house.cast, who))
            assert client.get(f"{ROOT}khoa-so/").status_code == sees and client.post(f"{ROOT}khoa-so/khoa/").status_code == closes
        assert "Không còn việc nào" in login(house.cast.clerk).get(f"{ROOT}khoa-so/").content.decode()
        with acting(house.cast.specialist), pytest.raises(NotAllowed):
            close_day(house.cast.specialist)


def test_the_page_asks_as_many_queries_however_much_is_left(house: House) -> None:
    client = login(house.cast.clerk)

    def asked() -> int:
        with clock.at(HALF_PAST_FOUR):
            client.get(f"{ROOT}khoa-so/")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{ROOT}khoa-so/")
        return len(queries)

    with acting(house.cast.clerk):
        left_over(house)
    few = asked()
    with acting(house.cast.clerk):
        for n in range(20):
            house.paper(f"{n}/SY-VP")
            sent(house, 10 + n, State.ISSUED)
    assert asked() == few


def test_late_is_the_inverse_of_the_clock(house: House) -> None:
    with acting(house.cast.clerk):
        days = calendar.of(house.cast.agency)
    for hours in range(0, 24 * 14, 5):
        now = HALF_PAST_FOUR + timedelta(hours=hours)
        until = receive_late_until(days, now)
        assert receive_by(days, until) < now <= receive_by(days, until + timedelta(seconds=1))
    friday = HALF_PAST_FOUR.date() + timedelta(days=4)
    assert leave_by(days, friday, paper=False, urgent=False) == datetime(2020, 3, 16, 11, 30, tzinfo=clock.VIETNAM)
    assert leave_by(days, friday, paper=True, urgent=False).date() == friday + timedelta(days=3)
    assert leave_by(days, friday, paper=False, urgent=True).date() == friday
