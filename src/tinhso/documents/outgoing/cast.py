"""Who stands on which step for a draft: the desks of its agency on this day."""

from __future__ import annotations

from collections.abc import Sequence

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import PostView, roster
from tinhso.documents.outgoing.models import Outgoing, Route
from tinhso.documents.outgoing.rules.route import DEFAULT, Cast, Desk, StepKind
from tinhso.kit.errors import Refusal


def kinds(actor: Actor, type_code: str) -> Sequence[StepKind]:
    """The route of a type in the actor's agency: its own, else the common one, else the default."""
    routes = {r.type_code: r for r in Route.objects.within(actor).filter(agency_id=actor.agency, type_code__in=["", type_code])}
    chosen = routes.get(type_code) or routes.get("")
    return tuple(StepKind(step["kind"]) for step in chosen.steps) if chosen else DEFAULT


def cast_of(document: Outgoing) -> Cast:
    """Raises Refusal where a named signer, reviewer or unit is no longer there."""
    here, tree = roster(), directory()
    drafter = here.post(document.drafter_id)

    def person(post_id: int) -> Desk:
        held = here.post(post_id)
        if not here.holds(post_id):
            raise Refusal(
                "route.post_ended",
                vi=f"{held.name} không còn giữ vị trí {held.title}. Hãy chọn người khác.",
                en=f"{held.name} no longer holds the post {held.title}. Choose another.",
            )
        return Desk(principal.post(post_id), f"{held.name}, {held.title}", frozenset({held.person}))

    def heads(unit: int) -> frozenset[int]:
        return frozenset(p.person for p in here.people_of(unit) if p.role in (Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_OF_OFFICE))

    def unit_desk(unit: int) -> Desk:
        people = heads(unit)
        if not people:
            raise Refusal(
                "route.unit_headless",
                vi=f"{tree.get(unit).name} chưa có người phụ trách để xin ý kiến.",
                en=f"{tree.get(unit).name} has nobody in charge to ask.",
            )
        return Desk(principal.head_of(unit), tree.get(unit).shown, people)

    above = heads(document.unit_id) - {drafter.person}
    # A draft from the leaders' own room, or by the unit's head himself, has nobody above it in the unit; his deputy's has him.
    first = {p.person for p in here.people_of(document.unit_id) if p.role in (Role.UNIT_HEAD, Role.CHIEF_OF_OFFICE)}
    headed = drafter.role not in (Role.DEPUTY, Role.DIRECTOR) and drafter.person not in first and above
    return Cast(
        drafter=drafter.person,
        unit_head=Desk(principal.head_of(document.unit_id), tree.get(document.unit_id).shown, above) if headed else None,
        consulted=tuple(unit_desk(u) for u in document.plan.get("consulted", []) if u != document.unit_id),
        form_checkers=tuple(
            _checker(p) for p in (*here.by_role(document.agency_id, Role.CHIEF_OF_OFFICE), *here.by_role(document.agency_id, Role.CLERK))
        ),
        reviewers=tuple(person(p) for p in document.plan.get("reviewers", [])),
        signer=person(document.signer_id or 0),
    )


def _checker(held: PostView) -> Desk:
    return Desk(principal.post(held.id), f"{held.name}, {held.title}", frozenset({held.person}))
