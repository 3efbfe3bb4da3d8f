"""What an action appends to the ledger, last in its transaction."""

from __future__ import annotations

from typing import Any

from tinhso.core.access.actor import Actor
from tinhso.core.ledger import public as ledger


def record(actor: Actor, action: str, subject: str, /, **detail: Any) -> None:
    """Append who did what to which aggregate, on which post; `detail` holds JSON values, no content of documents."""
    ledger.append(
        agency=actor.agency, person=actor.person, post=actor.post, actor=_shown(actor), action=action, subject=subject, detail=detail
    )


def seen(actor: Actor, subject: str, how: str, detail: str = "") -> None:
    """Appendix VI.III.5a: the history of access and viewing. `how` is view, download or print."""
    ledger.seen(agency=actor.agency, person=actor.person, post=actor.post, actor=_shown(actor), subject=subject, how=how, detail=detail)


def _shown(actor: Actor) -> str:
    return f"{actor.name} ({actor.title})" if actor.title else actor.name
