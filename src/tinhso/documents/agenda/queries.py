"""Reading the week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tinhso.core.access.public import Actor, Role
from tinhso.core.people.public import roster
from tinhso.documents.agenda.access import KEEP
from tinhso.documents.agenda.models import Meeting, Week
from tinhso.documents.agenda.rules import clashes, monday_of

ROOT = "/lich-tuan/"


@dataclass(frozen=True, slots=True)
class Leader:
    post: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """`twice`: by meeting, the leaders it takes while another of the same day has them. `hidden`: drawn up, and not shown to this reader."""

    monday: date
    meetings: tuple[Meeting, ...]
    twice: dict[UUID, frozenset[int]]
    published_at: datetime | None = None
    published_by: str = ""
    hidden: bool = False


def address(monday: date) -> str:
    return f"{ROOT}?tuan={monday.isoformat()}"


def leaders(actor: Actor) -> list[Leader]:
    """The agency's leaders in office: the head first."""
    held = roster().by_role(actor.agency, Role.DIRECTOR, Role.DEPUTY)
    return [Leader(p.id, p.name, p.title) for p in sorted(held, key=lambda p: (p.role != Role.DIRECTOR, p.rank, p.id))]


def week(actor: Actor, day: date, leader: int | None = None) -> WeekView:
    """The week of `day`, of one leader where named; before it is published only its keepers and the leaders see it. Two queries."""
    monday = monday_of(day)
    there = Week.objects.within(actor).filter(agency_id=actor.agency, monday=monday).first()
    if there is None and not (KEEP.held_by(actor) or actor.roles & {Role.DIRECTOR, Role.DEPUTY}):
        return WeekView(monday, (), {}, hidden=True)
    rows = list(
        Meeting.objects.within(actor)
        .filter(agency_id=actor.agency, day__gte=monday, day__lt=monday + timedelta(days=7))
        .order_by("day", "starts", "id")
    )
    held = [m for m in rows if m.cancelled_at is None]
    twice = {held[i].pk: frozenset(who) for i, who in clashes(held).items()}
    shown = tuple(m for m in rows if leader is None or leader in m.leaders)
    return WeekView(monday, shown, twice, there.published_at if there else None, there.shown if there else "")


def named(meetings: Iterable[Meeting]) -> dict[int, str]:
    """By post, whoever leads one of them, as he is or was called there."""
    known = {ident: roster().known(ident) for m in meetings for ident in m.leaders}
    return {ident: view.name for ident, view in known.items() if view is not None}


def meeting(actor: Actor, ident: UUID) -> Meeting | None:
    return Meeting.objects.within(actor).filter(agency_id=actor.agency, pk=ident).first()


def of_document(actor: Actor, document: UUID) -> Meeting | None:
    """The meeting that an invitation led to."""
    return Meeting.objects.within(actor).filter(agency_id=actor.agency, document=document, cancelled_at=None).order_by("day").first()
