"""What the inbox does when somebody leaves, and what it says in the morning mail."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, system
from tinhso.core.events.public import on
from tinhso.core.notifications.public import Line, morning_section
from tinhso.core.people.public import DeskHandedOver
from tinhso.core.work.actions.passing import hand_over
from tinhso.core.work.models import State, Task
from tinhso.kit import clock


@morning_section
def due_today(actor: Actor) -> list[Line]:
    """The actor's open tasks that are late or due today, the oldest first."""
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(), clock.VIETNAM)
    tasks = Task.objects.within(actor).filter(assignee__in=sorted(actor.principals), state=State.OPEN, sort_due__lt=tomorrow)
    return [Line(t.title, t.url, f"{t.sort_due.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}") for t in tasks.order_by("sort_due", "id")[:100]]


@on(DeskHandedOver)
def desk_handed_over(fact: DeskHandedOver) -> None:
    """Every open task of the desk, whatever room it comes from."""
    hand_over(system(fact.agency), principal.post(fact.post), principal.post(fact.successor), "thôi giữ chức vụ")
