"""Keep one's own list of stock sentences; an emptied list is the product's again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.phrases.access import KEEP
from tinhso.documents.phrases.models import PhraseList
from tinhso.documents.phrases.queries import phrases
from tinhso.documents.phrases.rules import DEFAULTS, MOST, Purpose, checked
from tinhso.kit import clock


@transaction.atomic
def keep(actor: Actor, purpose: Purpose, wanted: Sequence[str]) -> list[str]:
    """The actor's sentences from now on, as they were checked. Raises NotAllowed, Refusal (see `rules.checked`)."""
    KEEP.require(actor)
    kept = checked(wanted)
    key: dict[str, Any] = {"agency_id": actor.agency, "owner": actor.owner, "purpose": purpose.value}
    if kept and kept != list(DEFAULTS[purpose]):
        PhraseList.objects.within(actor).update_or_create(**key, defaults={"phrases": kept, "changed_at": clock.now()})
    else:
        PhraseList.objects.within(actor).filter(**key).delete()
    record(actor, "phrases.keep", aggregate("phrases", actor.own_person), purpose=purpose.value, count=len(kept))
    return kept


@transaction.atomic
def add(actor: Actor, purpose: Purpose, text: str) -> list[str]:
    """One more at the end of his list, as he has just written it; a full list loses its first. Raises as `keep`."""
    before = [p for p in phrases(actor, purpose) if p != text.strip()]
    return keep(actor, purpose, [*before[-(MOST - 1) :], text])
