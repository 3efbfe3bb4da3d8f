"""Lịch công tác tuần: drawn up by the chief of office, read by the whole agency once published; a change afterwards is marked and told."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.incoming.conftest import House
from tests.documents.outgoing.test_pages import login
from tinhso.core.access.public import Actor
from tinhso.core.notifications.models import Notice
from tinhso.documents.agenda import public as agenda
from tinhso.documents.agenda.public import Meeting, MeetingValues
from tinhso.documents.agenda.rules import clashes, monday_of
from tinhso.documents.incoming import public as incoming
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal

PAGE = "/lich-tuan/"


def line(house: House, day: date | None = None, **more: object) -> MeetingValues:
    values = {"day": day or house.now.date(), "starts": time(8), "what": "Giao ban tuần", "leaders": (house.cast.director.post,)}
    return MeetingValues(**{**values, **more})  # type: ignore[arg-type]


def entered(house: House, **more: object) -> Meeting:
    with house.acting(house.cast.chief) as chief:
        return agenda.enter(chief, line(house, **more))  # type: ignore[arg-type]


def published(house: House) -> None:
    with house.acting(house.cast.chief) as chief:
        agenda.publish(chief, house.now.date())


def page(house: House, who: Actor, query: str = "") -> str:
    with clock.at(house.now):
        return login(who).get(f"{PAGE}{query}").content.decode()


def told(house: House, who: Actor, kind: str) -> int:
    with house.acting(who) as actor:
        return Notice.objects.within(actor).filter(recipient=f"o{who.post}", kind=kind).count()


def test_a_week_is_read_by_all_once_it_is_published_and_by_its_keeper_and_the_leaders_before(house: House) -> None:
    entered(house)
    c = house.cast
    for who, seen in ((c.chief, True), (c.director, True), (c.deputy, True), (c.specialist, False), (c.clerk, False)):
        assert ("Giao ban tuần" in page(house, who)) is seen, who.name
    assert "chưa ban hành" in page(house, c.specialist) and told(house, c.director, "agenda.published") == 0
    published(house)
    assert "Giao ban tuần" in page(house, c.specialist) and "Ban hành" in page(house, c.specialist)
    assert told(house, c.director, "agenda.published") == 1 and told(house, c.deputy, "agenda.published") == 0
    with house.acting(c.chief) as chief, pytest.raises(Conflict, match=r"agenda\.published"):
        agenda.publish(chief, house.now.date())


def test_a_change_of_a_published_week_is_marked_and_told_to_who_was_and_who_is_concerned(house: House) -> None:
    meeting = entered(house)
    published(house)
    with house.acting(house.cast.chief) as chief:
        agenda.enter(chief, line(house, leaders=(house.cast.deputy.post,)), meeting=meeting.id)
    assert "Điều chỉnh" in page(house, house.cast.specialist)
    assert told(house, house.cast.director, "agenda.changed") == told(house, house.cast.deputy, "agenda.changed") == 1


def test_no_meeting_is_moved_out_of_a_published_week_unseen(house: House) -> None:
    meeting = entered(house)
    later = line(house, day=house.now.date() + timedelta(days=7))
    with house.acting(house.cast.chief) as chief:
        agenda.enter(chief, later, meeting=meeting.id)
        agenda.enter(chief, line(house), meeting=meeting.id)
    published(house)
    with house.acting(house.cast.chief) as chief, pytest.raises(Refusal, match=r"agenda\.other_week"):
        agenda.enter(chief, later, meeting=meeting.id)


def test_the_notice_of_a_cancelled_meeting_says_that_it_is_and_why(house: House) -> None:
    meeting = entered(house)
    published(house)
    with house.acting(house.cast.chief) as chief:
        agenda.cancel(chief, meeting.id, "Tỉnh họp đột xuất")
    with house.acting(house.cast.director) as director:
        notice = Notice.objects.within(director).get(recipient=f"o{director.post}", kind="agenda.changed")
    assert notice.title.startswith("Hủy (Tỉnh họp đột xuất): 08:00")


def test_a_cancelled_meeting_stays_with_its_reason_and_can_be_restored(house: House) -> None:
    meeting = entered(house)
    published(house)
    with house.acting(house.cast.chief) as chief:
        with pytest.raises(Refusal, match=r"agenda\.reason"):
            agenda.cancel(chief, meeting.id, "  ")
        agenda.cancel(chief, meeting.id, "Tỉnh họp đột xuất")
        with pytest.raises(Conflict):
            agenda.enter(chief, line(house), meeting=meeting.id)
    assert "Tỉnh họp đột xuất" in page(house, house.cast.specialist)
    with house.acting(house.cast.chief) as chief:
        agenda.restore(chief, meeting.id)
        with pytest.raises(Conflict):
            agenda.restore(chief, meeting.id)
    assert "Tỉnh họp đột xuất" not in page(house, house.cast.specialist)


def test_a_leader_in_two_places_at_once_is_shown_to_the_keeper(house: House) -> None:
    entered(house, ends=time(10))
    entered(house, starts=time(9, 30), what="Tiếp công dân")
    assert page(house, house.cast.chief).count("Trùng giờ") == 2
    published(house)
    assert "Trùng giờ" not in page(house, house.cast.specialist)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"day": date(2020, 3, 1)}, "agenda.past"), ({"ends": time(7)}, "agenda.ends"), ({"leaders": ()}, "agenda.leader"), ({"what": " "}, "agenda.what"),
        ({"prepared_by": 1}, "agenda.unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(house: House, wrong: dict[str, object], code: str) -> None:
    with house.acting(house.cast.chief) as chief, pytest.raises(Refusal) as refused:
        agenda.enter(chief, line(house, **wrong))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_only_a_leader_of_the_agency_stands_in_its_week_and_only_its_chief_of_office_keeps_it(house: House) -> None:
    c = house.cast
    for stranger in (c.specialist, c.other_director):
        with house.acting(c.chief) as chief, pytest.raises(Refusal, match=r"agenda\.leader"):
            agenda.enter(chief, line(house, leaders=(stranger.post,)))
    for who in (c.specialist, c.director, c.clerk):
        with house.acting(who) as actor, pytest.raises(NotAllowed):
            agenda.enter(actor, line(house))


def test_another_agency_reads_nothing_of_it(house: House) -> None:
    meeting = entered(house)
    published(house)
    assert "Giao ban tuần" not in page(house, house.cast.other_director)
    with clock.at(house.now):
        assert login(house.cast.other_director).get(f"{PAGE}{meeting.id}/").status_code in (403, 404)


def invited(house: House, **more: object) -> UUID:
    with house.acting(house.cast.clerk) as clerk:
        logged = incoming.log_paper(clerk, issuer="Sở Nội vụ", notation="12/GM-SNV", subject="Dự hội nghị tổng kết", **more)  # type: ignore[arg-type]
        incoming.register(clerk, logged.id, incoming.RegisterValues(type_code="invitation"))
    return UUID(str(logged.id))


def test_an_invitation_goes_into_the_week_and_leads_back_to_itself(house: House) -> None:
    ident = invited(house)
    with clock.at(house.now):
        chief = login(house.cast.chief)
        assert f"{PAGE}them/?tu={ident}" in chief.get(f"/van-ban-den/{ident}/").content.decode()
        form = chief.get(f"{PAGE}them/?tu={ident}").content.decode()
        assert "Dự hội nghị tổng kết" in form and "Sở Nội vụ" in form
        typed = {
            "day": "10/3",
            "starts": "8h30",
            "what": "Dự hội nghị tổng kết",
            "leaders": [house.cast.director.post],
            "place": "Hội trường A",
        }
        answer = chief.post(f"{PAGE}them/?tu={ident}", typed, follow=True).content.decode()
        assert "08:30" in answer and "Hội trường A" in answer and f"/van-ban-den/{ident}/" in answer
        assert f"{PAGE}?tuan=2020-03-09" in chief.get(f"/van-ban-den/{ident}/").content.decode()
    published(house)
    seen = page(house, house.cast.colleague, "?tuan=2020-03-10")
    assert "Dự hội nghị tổng kết" in seen and f"/van-ban-den/{ident}/" not in seen, "who may not see the invitation is not led to it"


def test_what_only_named_persons_may_know_does_not_go_into_a_week_that_all_read(house: House) -> None:
    with house.acting(house.cast.clerk) as clerk:
        logged = incoming.log_paper(clerk, issuer="Đảng ủy", notation="3/GM-ĐU", subject="Dự họp nhân sự")
        to = (house.cast.director.post, house.cast.chief.post)
        incoming.register(clerk, logged.id, incoming.RegisterValues(type_code="invitation", named_posts=to))
    with clock.at(house.now):
        chief = login(house.cast.chief)
        assert "/lich-tuan/them/" not in chief.get(f"/van-ban-den/{logged.id}/").content.decode()
        answer = chief.get(f"{PAGE}them/?tu={logged.id}")
    assert answer.status_code == 422 and "cả cơ quan đọc" in answer.content.decode()


def test_a_wrong_form_says_so_and_keeps_what_was_typed(house: House) -> None:
    with clock.at(house.now):
        answer = login(house.cast.chief).post(f"{PAGE}them/", {"day": "31/2", "starts": "25", "what": "Họp", "place": "Phòng 2"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Phòng 2" in shown and "Giờ chưa đúng" in shown and "Chọn ít nhất một lãnh đạo" in shown


def test_a_week_asks_as_often_for_twenty_meetings_as_for_one(house: House) -> None:
    counts = []
    for many in (1, 19):
        for n in range(many):
            entered(house, starts=time(8, n), what=f"Họp {n}")
        with clock.at(house.now):
            client = login(house.cast.chief)
            client.get(PAGE)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_week_begins_on_its_monday(day: date) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0 and timedelta(0) <= day - monday < timedelta(days=7)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20), st.integers(0, 5), st.sets(st.integers(1, 3), min_size=1)), max_size=6))
def test_two_meetings_clash_where_a_minute_of_one_leader_is_in_both(rows: list[tuple[int, int, int, set[int]]]) -> None:
    made = [
        Meeting(day=date(2020, 3, 9 + day), starts=time(8, start), ends=time(8, start + length) if length else None, leaders=sorted(who))
        for day, start, length, who in rows
    ]
    minutes = [{(day, m, x) for m in range(start, start + max(1, length)) for x in who} for day, start, length, who in rows]
    wanted: dict[int, set[int]] = {}
    for i, a in enumerate(minutes):
        both = {x for j, b in enumerate(minutes) if i != j for _, _, x in a & b}
        if both:
            wanted[i] = both
    assert clashes(made) == wanted


def test_an_invitation_stands_in_the_week_once(house: House) -> None:
    ident = invited(house)
    with house.acting(house.cast.chief) as chief:
        agenda.enter(chief, line(house), document=ident)
        with pytest.raises(Conflict, match=r"agenda\.entered"):
            agenda.enter(chief, line(house), document=ident)


def test_a_citizens_letter_that_nobody_else_may_read_yet_does_not_go_there_either(house: House) -> None:
    with house.acting(house.cast.clerk) as clerk:
        logged = incoming.log_paper(clerk, issuer="Bà Nguyễn Thị Mẫu", subject="Đơn tố cáo")
        values = incoming.RegisterValues(type_code="petition", named_posts=(house.cast.chief.post,))  # type: ignore[arg-type]
        incoming.register(clerk, logged.id, values)
    with clock.at(house.now):
        assert login(house.cast.chief).get(f"{PAGE}them/?tu={logged.id}").status_code == 422


@pytest.mark.parametrize("day", ["2012-01-01", "2014-12-31", "2015-01-01", "2050-12-31", "2099-12-31", "0001-01-01"])
def test_a_day_beyond_the_calendar_is_this_week(house: House, day: str) -> None:
    with clock.at(house.now):
        answer = login(house.cast.chief).get(f"{PAGE}?tuan={day}")
    assert answer.status_code == 200 and "09/03 - 15/03/2020" in answer.content.decode()
