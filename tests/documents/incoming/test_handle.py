"""ND30 Điều 23-24: presenting, directing, handling, closing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.test_receive import statuses
from tinhso.core.access.public import Actor
from tinhso.core.notifications.models import Notice
from tinhso.core.work import public as work
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Assignment, Directive, Note
from tinhso.documents.incoming.public import Desk, DirectiveValues, RegisterValues
from tinhso.documents.incoming.queries.detail import card
from tinhso.kit import clock, ids
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2020, 3, day, hour, minute, tzinfo=clock.VIETNAM)


@pytest.mark.parametrize(
    ("arrives", "urgency", "due"),
    [
        (at(9, 8), "", at(10, 17)),  # Monday: at the latest Tuesday
        (at(13, 16), "", at(16, 17)),  # Friday: at the latest Monday
        (at(14, 9), "", at(16, 17)),  # Saturday
        (at(9, 8), "express", at(9, 17)),  # urgent: at once, no later than the same day
        (at(13, 18), "urgent", at(16, 17)),  # urgent after the office closed on Friday
    ],
)
def test_dieu_23_1_presented_the_same_day_at_the_latest_the_next_working_day(
    house: House, arrives: datetime, urgency: str, due: datetime
) -> None:
    house.now = arrives
    made = house.registered(urgency=urgency)
    assert house.open_tasks(made)[f"present {house.clerks}"].due == due


def test_dieu_23_1_presenting_moves_the_document_to_the_leaders_desk(house: House) -> None:
    made = house.presented()
    assert made.state == "presented"
    assert list(house.open_tasks(made)) == [f"direct {house.desk(house.cast.director)}"]
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.deputy.post or 0)
    assert list(house.open_tasks(made)) == [f"direct {house.desk(house.cast.deputy)}"]


@pytest.mark.parametrize("who", ["specialist", "unit_head", "administrator", "other_director"])
def test_nobody_but_a_leader_or_the_chief_of_office_is_presented_to(house: House, who: str) -> None:
    made = house.registered()
    with house.acting(house.cast.clerk) as clerk, pytest.raises(Refusal, match=r"incoming\.(no_leader|desk)"):
        incoming.present(clerk, made.id, getattr(house.cast, who).post)


def full(house: House) -> DirectiveValues:
    return DirectiveValues(
        lead=house.head(house.cast.unit), text="Chủ trì tham mưu trả lời", due=date(2020, 3, 20),
        co=(Desk(house.head(house.cast.second_unit), date(2020, 3, 18)),), know=(house.desk(house.cast.deputy),),
    )  # fmt: skip


def test_dieu_23_2_a_proposal_accepted_as_it_is_becomes_the_directive(house: House) -> None:
    made = house.presented(to=house.cast.chief)
    with house.acting(house.cast.chief) as chief:
        proposal = incoming.propose(chief, made.id, full(house), house.cast.director.post or 0)
    assert list(house.open_tasks(made)) == [f"direct {house.desk(house.cast.director)}"]
    with house.acting(house.cast.director) as director:
        given = incoming.direct(director, made.id)
    assert (given.lead, given.text, given.due, given.others) == (proposal.lead, proposal.text, proposal.due, proposal.others)
    assert given.proposal_id == proposal.id
    assert {k: t.due for k, t in house.open_tasks(made).items()} == {
        f"lead {house.head(house.cast.unit)}": at(20, 17), f"co {house.head(house.cast.second_unit)}": at(18, 17),
        f"know {house.desk(house.cast.deputy)}": None,
    }  # fmt: skip
    assert (house.again(made).state, house.again(made).due) == ("assigned", date(2020, 3, 20))


def test_dieu_23_2_a_proposal_may_be_changed_by_the_leader(house: House) -> None:
    made = house.presented(to=house.cast.chief)
    with house.acting(house.cast.chief) as chief:
        incoming.propose(chief, made.id, full(house), house.cast.director.post or 0)
    with house.acting(house.cast.director) as director:
        given = incoming.direct(director, made.id, DirectiveValues(lead=house.head(house.cast.second_unit), text="Giao phòng Kế hoạch"))
        assert sorted(Directive.objects.within(director).filter(document=made).values_list("state", flat=True)) == ["given", "replaced"]
    assert given.lead_label == "Phòng Kế hoạch"


def test_without_a_proposal_there_is_nothing_to_accept(house: House) -> None:
    made = house.presented()
    with house.acting(house.cast.director) as director, pytest.raises(Refusal, match=r"incoming\.no_proposal"):
        incoming.direct(director, made.id)
    assert house.again(made).state == "presented"


def test_one_directive_stands_a_later_one_ends_the_earlier_work(house: House) -> None:
    made = house.begun()
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.head(house.cast.second_unit)))
        assert Directive.objects.within(director).filter(document=made, state="given").count() == 1
    assert list(house.open_tasks(made)) == [f"lead {house.head(house.cast.second_unit)}"]
    assert house.again(made).state == "assigned"
    with house.acting(house.cast.specialist) as former, pytest.raises(Refusal, match=r"incoming\.not_yours"):
        incoming.close(former, made.id, "Xong")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda h: {"due": date(2020, 3, 6)}, "incoming.due_past"),
        (lambda h: {"due": date(2020, 3, 12), "co": (Desk(h.head(h.cast.second_unit), date(2020, 3, 13)),)}, "incoming.co_after_lead"),
        (lambda h: {"know": (h.desk(h.cast.specialist),)}, "incoming.twice"),
        (lambda h: {"lead": h.desk(h.cast.other_specialist)}, "incoming.desk"),
        (lambda h: {"lead": h.head(h.cast.other_unit)}, "incoming.desk"),
        (lambda h: {"lead": "everybody"}, "incoming.desk"),
    ],
)
def test_dieu_23_2_what_a_directive_cannot_say(house: House, change: object, code: str) -> None:
    made = house.presented()
    values = {"lead": house.desk(house.cast.specialist), **change(house)}  # type: ignore[operator]
    with house.acting(house.cast.director) as director, pytest.raises(Refusal, match=code.replace(".", r"\.")):
        incoming.direct(director, made.id, DirectiveValues(**values))


def test_a_deadline_on_a_day_off_ends_on_the_next_working_day(house: House) -> None:
    assert house.directed(due=date(2020, 3, 14)).due == date(2020, 3, 16)


@pytest.mark.parametrize("who", ["clerk", "chief", "unit_head", "specialist", "administrator"])
def test_only_leaders_direct(house: House, who: str) -> None:
    made = house.presented()
    with house.acting(getattr(house.cast, who)) as actor, pytest.raises(NotAllowed):
        incoming.direct(actor, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))


def test_a_unit_head_looks_passes_on_and_the_handlers_first_opening_begins_it(house: House) -> None:
    made = house.directed(lead=house.head(house.cast.unit), due=date(2020, 3, 20))
    with house.acting(house.cast.unit_head) as head:
        assert incoming.look(head, made.id).state == "assigned"
        incoming.sub_assign(head, made.id, house.desk(house.cast.specialist), "Em dự thảo trả lời", date(2020, 3, 18))
    assert {k: t.due for k, t in house.open_tasks(made).items()} == {
        f"lead {house.head(house.cast.unit)}": at(20, 17), f"lead {house.desk(house.cast.specialist)}": at(18, 17),
    }  # fmt: skip
    with house.acting(house.cast.specialist) as handler:
        assert incoming.look(handler, made.id).state == "in_progress"
        assert incoming.look(handler, made.id).state == "in_progress"
        assert Note.objects.within(handler).filter(document=made, kind="begin").count() == 1
    assert [code for code, _ in statuses(house, made)] == ["03", "04", "05"]


def test_the_card_counts_a_deadline_in_working_days_for_the_whole_and_for_each_part(house: House) -> None:
    made = house.directed(lead=house.head(house.cast.unit), due=date(2020, 3, 25))
    with house.acting(house.cast.director) as director:
        shown = card(director, made.id)
    assert shown is not None and shown.deadline is not None
    assert {part.deadline.text for part in shown.parts} == {shown.deadline.text}


def test_a_head_passes_on_to_his_own_people_only_and_not_beyond_his_deadline(house: House) -> None:
    made = house.directed(lead=house.head(house.cast.unit), due=date(2020, 3, 20))
    with house.acting(house.cast.unit_head) as head:
        with pytest.raises(Refusal, match=r"incoming\.not_your_people"):
            incoming.sub_assign(head, made.id, house.desk(house.cast.colleague))
        with pytest.raises(Refusal, match=r"work\.due_after_whole"):
            incoming.sub_assign(head, made.id, house.desk(house.cast.specialist), due=date(2020, 3, 23))
        with pytest.raises(Refusal, match=r"incoming\.due_past"):
            incoming.sub_assign(head, made.id, house.desk(house.cast.specialist), due=date(2020, 1, 1))
        incoming.sub_assign(head, made.id, house.desk(house.cast.specialist))
        with pytest.raises(Conflict, match=r"incoming\.already_assigned"):
            incoming.sub_assign(head, made.id, house.desk(house.cast.specialist))


def test_a_deputy_gets_what_is_sent_to_him_and_passes_it_to_a_unit(house: House) -> None:
    made = house.directed(lead=house.desk(house.cast.deputy))
    with house.acting(house.cast.deputy) as deputy:
        incoming.sub_assign(deputy, made.id, house.head(house.cast.second_unit), "Phòng Kế hoạch xử lý")
    with house.acting(house.cast.second_head) as head:
        incoming.sub_assign(head, made.id, house.desk(house.cast.colleague))
    with house.acting(house.cast.colleague) as handler:
        incoming.look(handler, made.id)
        assert incoming.close(handler, made.id, "Đã xử lý").state == "done"


def test_dieu_24_2_co_ordinators_give_opinions_the_lead_settles(house: House) -> None:
    made = house.presented()
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, full(house))
    with house.acting(house.cast.second_head) as co:
        with pytest.raises(Refusal, match=r"incoming\.not_yours"):
            incoming.close(co, made.id, "Xong")
        incoming.opinion(co, made.id, "Thống nhất số liệu")
        with pytest.raises(Refusal, match=r"incoming\.not_yours"):
            incoming.opinion(co, made.id, "Lần nữa")
    with house.acting(house.cast.deputy) as reader:
        incoming.acknowledge_know(reader, made.id)
    with house.acting(house.cast.unit_head) as lead:
        incoming.begin(lead, made.id)
        incoming.progress(lead, made.id, "Đã có dự thảo")
        done = incoming.close(lead, made.id, "Đã trả lời", reply="12/STNA-CN")
    assert (done.state, done.answer_notation, done.closed_by_id) == ("done", "12/STNA-CN", house.cast.unit_head.post)
    assert house.open_tasks(made) == {}
    assert [code for code, _ in statuses(house, made)] == ["03", "04", "05", "06"]


def test_closing_cancels_what_co_ordinators_still_hold(house: House) -> None:
    made = house.presented()
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, full(house))
    with house.acting(house.cast.unit_head) as lead:
        incoming.close(lead, made.id, "Không cần phối hợp nữa")
        parts = {a.part: (a.done_at is not None, a.cancelled_at is not None) for a in Assignment.objects.within(lead).filter(document=made)}
    assert parts == {"lead": (True, False), "co": (False, True), "know": (False, False)}
    assert list(house.open_tasks(made)) == [f"know {house.desk(house.cast.deputy)}"]


def test_more_time_is_asked_of_who_directed_and_moves_every_deadline(house: House) -> None:
    made = house.begun(due=date(2020, 3, 12))
    with house.acting(house.cast.specialist) as handler:
        asked = incoming.extend(handler, made.id, date(2020, 3, 18), "Chờ số liệu của huyện")
        with pytest.raises(NotAllowed):
            incoming.decide_extension(handler, made.id, asked, granted=True)
    with house.acting(house.cast.director) as director:
        after = incoming.decide_extension(director, made.id, asked, granted=True)
        assert after.due == date(2020, 3, 18)
        assert [a.due for a in Assignment.objects.within(director).filter(document=made)] == [date(2020, 3, 18)]
    assert [t.due for t in house.open_tasks(made).values()] == [at(18, 17)]


def test_more_time_refused_changes_nothing(house: House) -> None:
    made = house.begun(due=date(2020, 3, 12))
    with house.acting(house.cast.specialist) as handler:
        asked = incoming.extend(handler, made.id, date(2020, 3, 18), "Chờ số liệu")
    with house.acting(house.cast.director) as director:
        with pytest.raises(Refusal, match=r"work\.no_reason"):
            incoming.decide_extension(director, made.id, asked, granted=False)
        assert incoming.decide_extension(director, made.id, asked, granted=False, answer="Việc gấp").due == date(2020, 3, 12)


def test_more_time_asked_on_one_document_moves_no_deadline_of_another(house: House) -> None:
    """A head decides on his specialist's request, sent to the address of a document that a leader gave the specialist himself."""
    asked_on = house.directed(house.head(house.cast.unit), due=date(2020, 3, 20))
    with house.acting(house.cast.unit_head) as head:
        incoming.sub_assign(head, asked_on.id, house.desk(house.cast.specialist), "", date(2020, 3, 18))
    with house.acting(house.cast.specialist) as handler:
        asked = incoming.extend(handler, asked_on.id, date(2020, 3, 19), "Chờ số liệu")
    led = house.presented(notation="06/SX-VP")
    with house.acting(house.cast.director) as director:
        incoming.direct(director, led.id, DirectiveValues(lead=house.desk(house.cast.specialist), due=date(2020, 3, 12)))
    with house.acting(house.cast.unit_head) as head, pytest.raises(Refusal, match=r"work\.not_found"):
        incoming.decide_extension(head, led.id, asked, granted=True, until=date(2020, 12, 31))
    assert house.again(led).due == date(2020, 3, 12)
    assert house.open_tasks(led)[f"lead {house.desk(house.cast.specialist)}"].due == at(12, 17)


def test_closing_ends_the_request_for_more_time_too(house: House) -> None:
    made = house.directed(due=date(2020, 3, 12))
    with house.acting(house.cast.specialist) as handler:
        incoming.extend(handler, made.id, date(2020, 3, 19), "Chờ số liệu")
        incoming.close(handler, made.id, "Đã trả lời")
    with house.acting(house.cast.director) as director:
        assert work.inbox(director).rows == []


@pytest.mark.parametrize("who", ["clerk", "unit_head", "colleague", "director"])
def test_only_who_holds_the_lead_closes(house: House, who: str) -> None:
    made = house.begun()
    with house.acting(getattr(house.cast, who)) as actor, pytest.raises(Refusal, match=r"incoming\.(not_yours|not_found)"):
        incoming.close(actor, made.id, "Xong")


def test_a_document_for_information_is_closed_by_a_leader_or_the_chief_of_office_without_a_directive(house: House) -> None:
    made = house.registered()
    with house.acting(house.cast.clerk) as clerk, pytest.raises(NotAllowed):
        incoming.close(clerk, made.id, "Để biết")
    with house.acting(house.cast.chief) as chief:
        assert incoming.close(chief, made.id, "Để biết").state == "done"
        assert incoming.reopen(chief, made.id, "Còn phải trả lời").state == "registered"
    assert list(house.open_tasks(made)) == [f"present {house.clerks}"]


def test_who_closed_it_or_a_leader_reopens_it_and_the_handler_goes_on(house: House) -> None:
    made = house.done()
    with house.acting(house.cast.unit_head) as head, pytest.raises(NotAllowed):
        incoming.reopen(head, made.id, "Chưa xong")
    with house.acting(house.cast.director) as director:
        again = incoming.reopen(director, made.id, "Trả lời bằng văn bản")
    assert (again.state, again.result, again.closed_at) == ("in_progress", "", None)
    assert list(house.open_tasks(made)) == [f"lead {house.desk(house.cast.specialist)}"]
    with house.acting(house.cast.specialist) as handler:
        incoming.close(handler, made.id, "Đã trả lời")
    assert [code for code, _ in statuses(house, made)] == ["03", "04", "05", "06"]  # never backwards


def test_dieu_24_1_chasing_tells_every_desk_that_has_not_finished(house: House) -> None:
    made = house.directed(lead=house.head(house.cast.unit))
    with house.acting(house.cast.chief) as chief:
        incoming.chase(chief, made.id, "Đề nghị báo cáo trước 16 giờ")
        told = Notice.objects.unscoped("a test").filter(kind="incoming.chased")
        assert [(n.recipient, n.urgent) for n in told] == [(house.head(house.cast.unit), True)]
    made = house.registered("06/SX-VP")
    with house.acting(house.cast.chief) as chief, pytest.raises(Refusal, match=r"incoming\.nobody"):
        incoming.chase(chief, made.id, "Thử")


def test_the_reply_we_issue_links_itself_and_closes_where_the_lead_asked_for_it(house: House) -> None:
    from tinhso.core.access.public import acting, system
    from tinhso.documents.incoming.handlers import reply_issued
    from tinhso.documents.outgoing.events import OutgoingIssued

    made = house.begun()
    with house.acting(house.cast.specialist) as handler:
        incoming.close_when_answered(handler, made.id)
    reply = ids.new()
    fact = OutgoingIssued(agency=house.cast.agency, aggregate=f"outgoing:{reply}", document=reply, reply_to=made.id, notation="12/STNA-CN")
    for _ in range(2):
        with clock.at(house.now), acting(system(house.cast.agency)):
            reply_issued(fact)
    done = house.again(made)
    assert (done.state, done.answered_by, done.answer_notation, done.result) == (
        "done",
        reply,
        "12/STNA-CN",
        "Đã trả lời bằng văn bản 12/STNA-CN",
    )
    with house.acting(house.cast.clerk) as clerk:
        assert Note.objects.within(clerk).filter(document=made, kind="answer").count() == 1


def sees(house: House, document: object, actor: Actor) -> bool:
    with house.acting(actor):
        try:
            incoming.look(actor, document.id)  # type: ignore[attr-defined]
        except Refusal as no:
            assert no.status == 404
            return False
    return True


ALL = (
    "clerk",
    "chief",
    "specialist",
    "unit_head",
    "colleague",
    "second_head",
    "deputy",
    "director",
    "administrator",
    "other_clerk",
    "other_director",
)


def who_sees(house: House, document: object) -> set[str]:
    return {name for name in ALL if sees(house, document, getattr(house.cast, name))}


def test_who_sees_a_document_grows_with_who_is_given_it(house: House) -> None:
    office = {"clerk", "chief", "director"}
    made = house.registered()
    assert who_sees(house, made) == office
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.deputy.post or 0)
    assert who_sees(house, made) == office | {"deputy"}
    with house.acting(house.cast.deputy) as deputy:
        incoming.direct(deputy, made.id, DirectiveValues(lead=house.head(house.cast.unit), know=(house.desk(house.cast.colleague),)))
    assert who_sees(house, made) == office | {"deputy", "unit_head", "colleague", "second_head"}
    with house.acting(house.cast.unit_head) as head:
        incoming.sub_assign(head, made.id, house.desk(house.cast.specialist))
    assert who_sees(house, made) == office | {"deputy", "unit_head", "colleague", "second_head", "specialist"}


def test_a_deputy_sees_his_field(house: House) -> None:
    assert "deputy" in who_sees(house, house.registered("", RegisterValues(field="cntt")))
    assert "deputy" not in who_sees(house, house.registered("", RegisterValues(field="đất đai")))


def test_a_personnel_matter_is_seen_by_named_persons_and_the_clerk_alone(house: House) -> None:
    made = house.registered("", RegisterValues(named_posts=(house.cast.director.post or 0,)))
    assert who_sees(house, made) == {"clerk", "director"}
    with house.acting(house.cast.director) as director:
        with pytest.raises(Refusal, match=r"incoming\.named_unit"):
            incoming.direct(director, made.id, DirectiveValues(lead=house.head(house.cast.unit)))
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))
    assert who_sees(house, made) == {"clerk", "director", "specialist"}
