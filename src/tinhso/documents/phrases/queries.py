"""The actor's own sentences, or those that come with the product."""

from __future__ import annotations

from collections.abc import Sequence

from tinhso.core.access.public import Actor
from tinhso.documents.phrases.models import PhraseList
from tinhso.documents.phrases.rules import DEFAULTS, Purpose


def own(actor: Actor) -> dict[Purpose, Sequence[str]]:
    """By purpose; a list he never kept is the product's. One query."""
    rows = PhraseList.objects.within(actor).filter(agency_id=actor.agency, owner=actor.owner)
    kept = {Purpose(purpose): phrases for purpose, phrases in rows.values_list("purpose", "phrases")}
    return {purpose: kept.get(purpose, DEFAULTS[purpose]) for purpose in Purpose}


def phrases(actor: Actor, purpose: Purpose) -> Sequence[str]:
    """What is offered at one tap. One query."""
    return own(actor)[purpose]
