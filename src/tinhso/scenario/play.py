"""Plays the plan of a week, verb by verb, each at its own instant, through the rooms' public actions only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from typing import Any
from uuid import UUID

from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.documents.incoming.public import Incoming, RegisterValues
from tinhso.documents.outgoing.public import Outgoing, document_id
from tinhso.kit import clock
from tinhso.scenario import leaders, transit
from tinhso.scenario.data import province, week
from tinhso.scenario.data.intents import Intent
from tinhso.scenario.house import House
from tinhso.scenario.jobs import Jobs

Tell = Callable[[int], None]
FOLLOWED = (province.STTTT,)
"""Whose arrivals are nearly all acted upon: their signatures are checked as they come, those of others when it is needed."""


def last_days(today: date) -> tuple[date, ...]:
    """The last five working days before today that lie in one year, so that the week numbers in one register."""
    calendar = WorkingCalendar()
    found = [calendar.add_working_days(today, -n) for n in range(5, 0, -1)]
    return tuple(found) if found[0].year == found[-1].year else last_days(found[-1].replace(month=1, day=1))


def play(house: House, days: Sequence[date], tell: Tell = lambda done: None, plan: tuple[Intent, ...] | None = None) -> Stage:
    """Plays every intent of the week on these five `days`, and the leaders' own week; returns the stage with its references. Raises whatever an act raised."""
    stage = Stage(house)
    with stage.jobs:
        leaders.draw_up(house, days)
        for intent in week.plan(days=days) if plan is None else plan:
            with clock.at(intent.instant(days)):
                stage.act(intent)
            tell(1)
        stage.jobs.finish()
    return stage


class Stage:
    """The documents played so far, by the plan's references; `outgoing` in their author's agency, `incoming` by (reference, agency key)."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.outgoing: dict[str, UUID] = {}
        self.incoming: dict[tuple[str, str], UUID] = {}
        self.author: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        self.read_off: dict[str, RegisterValues] = {}
        self.broken: set[str] = set()
        self.jobs = Jobs({house.agencies[key] for key in FOLLOWED}, self._carrier)

    def act(self, intent: Intent) -> None:
        from tinhso.scenario.verbs import VERBS  # the verbs act on this stage

        VERBS[intent.verb](self, intent)
        self.jobs.run()

    @contextmanager
    def acting(self, person: str, *roles: Role) -> Iterator[Actor]:
        """One transaction as that person, on the post of one of the roles."""
        actor = self.house.actor(person, *roles)
        with acting(actor):
            yield actor

    def received(self, ref: str, agency: str) -> UUID:
        """The incoming document that `ref` became at an agency. Raises Incoming.DoesNotExist where it has not arrived."""
        if (ref, agency) not in self.incoming:
            sender, receiver = system(self.house.agencies[self.author[ref]]), system(self.house.agencies[agency])
            with acting(sender):
                identifier = document_id(Outgoing.objects.within(sender).get(pk=self.outgoing[ref]))
            with acting(receiver):
                self.incoming[ref, agency] = Incoming.objects.within(receiver).get(agency_id=receiver.agency, document_id=identifier).id
        self.jobs.checked_now(str(self.incoming[ref, agency]))
        return self.incoming[ref, agency]

    def _carrier(self, job: str, arguments: dict[str, Any]) -> AbstractContextManager[None]:
        """What a delivery passes through."""
        spoil = (
            job == "exchange.deliver" and self.broken and arguments["sender"] in {self.house.agencies[self.author[r]] for r in self.broken}
        )
        return transit.damaged() if spoil else nullcontext()
