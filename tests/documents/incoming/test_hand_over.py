"""Somebody leaves: the parts given to him, and what lies before him, go on with his successor; the directive stays as given."""

from __future__ import annotations

from datetime import date

from tests.documents.incoming.conftest import House
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor
from tinhso.core.people import public as people
from tinhso.core.work import public as work
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Note
from tinhso.documents.incoming.public import DirectiveValues, Incoming
from tinhso.documents.incoming.rules.states import State
from tinhso.kit import clock


def leaves(house: House, who: Actor, to: Actor) -> None:
    with house.acting(house.cast.administrator) as administrator:
        people.end_post(administrator, who.post or 0, hand_over_to=to.post)
    with clock.at(house.now):
        run_jobs("events.deliver")


def assigned(house: House) -> Incoming:
    made = house.registered("12/BC-SX")
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist), due=date(2020, 3, 20)))
    return made


def test_the_successor_leads_and_closes(house: House) -> None:
    made = assigned(house)
    leaves(house, house.cast.specialist, house.cast.second_head)
    successor = people.actor_of_post(house.cast.second_head.post or 0)
    assert successor is not None
    with house.acting(successor) as actor:
        assert [row.title for row in work.inbox(actor).rows] == [made.subject]
        incoming.look(actor, made.id)
        assert incoming.close(actor, made.id, "Đã báo cáo").state == State.DONE
        assert Note.objects.within(actor).filter(document=made, kind="hand_over").exists()


def test_what_lies_before_a_leader_goes_to_a_leader(house: House) -> None:
    made = house.registered("13/BC-SX")
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    leaves(house, house.cast.director, house.cast.deputy)
    with house.acting(house.cast.deputy) as deputy:
        incoming.direct(deputy, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))


def test_where_the_successor_may_not_direct_the_clerk_presents_it_again(house: House) -> None:
    made = house.registered("14/BC-SX")
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    leaves(house, house.cast.director, house.cast.chief)
    with house.acting(house.cast.clerk) as clerk:
        assert incoming.present(clerk, made.id, house.cast.deputy.post or 0).presented_to_id == house.cast.deputy.post
