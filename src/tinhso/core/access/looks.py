"""Ai đã xem: who opened, downloaded or printed a record, from the access log (Appendix VI.III.5a)."""

from __future__ import annotations

from dataclasses import dataclass

from tinhso.core.access.actor import Actor, Role
from tinhso.core.access.permissions import permission
from tinhso.core.ledger import public as ledger
from tinhso.ui import format as fmt

LOOKS = permission(
    "access.looks", vi="Xem ai đã xem một văn bản", en="See who has seen a document",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE, Role.DIRECTOR, Role.DEPUTY},
)  # fmt: skip
MOST = 400
"""Rows of the log counted, the latest ones."""


@dataclass(frozen=True, slots=True)
class Look:
    """How often somebody opened it, took it away (downloads and prints), and when last."""

    who: str
    views: int
    taken: int
    last: str


def looks(actor: Actor, subject: str) -> list[Look] | None:
    """Everybody who has seen the actor's agency's record, the last first; None for those who may not ask. One query."""
    if not LOOKS.held_by(actor):
        return None
    found: dict[str, Look] = {}
    for who, how, at in ledger.seen_by(actor.agency, subject, MOST):
        before = found.get(who) or Look(who, 0, 0, fmt.moment(at))
        found[who] = Look(who, before.views + (how == "view"), before.taken + (how != "view"), before.last)
    return list(found.values())
