"""A person's own switches as they stand."""

from __future__ import annotations

from tinhso.core.access.public import Actor
from tinhso.core.notifications.models import Preference


def off(actor: Actor) -> set[tuple[str, str]]:
    """(kind, channel) pairs the person has switched off."""
    return set(Preference.objects.filter(person_id=actor.person or 0, on=False).values_list("kind", "channel"))
