"""Whose records a figure is of: an agency, a unit with those below it, or what lies with no unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster

NO_UNIT = 0
"""Stands for the records of the actor's agency that lie with none of its units (its leaders', or nobody's yet)."""


@dataclass(frozen=True, slots=True)
class Places:
    """`units` holds the units named and all below them in the same agency; `leaders` the agencies whose own room alone is meant."""

    agencies: frozenset[int]
    units: frozenset[int]
    leaders: frozenset[int]

    def desks(self) -> list[str]:
        """The principals of the units' desks: their heads, and every post they ever had."""
        return sorted({*(principal.head_of(u) for u in self.units), *_posts(self.units)})

    def leader_desks(self) -> list[str]:
        return sorted({*(principal.head_of(a) for a in self.leaders), *_posts(self.leaders)})


def places(actor: Actor, units: Iterable[int]) -> Places:
    """Ids of units or agencies, or NO_UNIT. An id that never was reaches nothing."""
    tree, agencies, inside, leaders = directory(), set(), set(), set()
    for ident in units:
        if ident == NO_UNIT:
            leaders.add(actor.agency)
        elif ident in tree and tree.get(ident).is_agency:
            agencies.add(ident)
        elif ident in tree:
            inside |= {ident, *(u.id for u in tree.subtree(ident) if u.agency == tree.get(ident).agency)}
    return Places(frozenset(agencies), frozenset(inside), frozenset(leaders))


def _posts(units: Sequence[int] | frozenset[int]) -> set[str]:
    return {principal.post(p.id) for p in roster().ever_of(units)}
