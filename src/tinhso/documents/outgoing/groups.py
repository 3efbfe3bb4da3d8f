"""Groups of recipients as a draft reads them: today's names, and for a unit that is no more those who carry on its work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing.models import RecipientGroup
from tinhso.kit.text import sort_key


def groups_of(actor: Actor) -> list[RecipientGroup]:
    """The agency's groups in order of their names. One query."""
    return sorted(RecipientGroup.objects.within(actor).filter(agency_id=actor.agency), key=lambda g: sort_key(g.name))


def lines_of(actor: Actor, group: int) -> list[str]:
    """The members' names as they are today; none for a group of another agency."""
    found = RecipientGroup.objects.within(actor).filter(agency_id=actor.agency, pk=group).first()
    return [] if found is None else [name for name, _unit in members_today(found.members)]


def members_today(members: Sequence[dict[str, Any]]) -> list[tuple[str, int | None]]:
    """(name, unit) of each member, each place once."""
    tree = directory()
    found: list[tuple[str, int | None]] = []
    for member in members:
        unit = member["unit"]
        now = tree.successors(unit) if unit is not None and unit in tree else []
        found += [(u.name, u.id) for u in now] if now else [(str(member["name"]), None)]
    return list(dict.fromkeys(found))
