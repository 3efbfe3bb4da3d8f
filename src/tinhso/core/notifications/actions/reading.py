"""A person's own hand on notices: read, acknowledge, switch off."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.notifications.access import SETTINGS
from tinhso.core.notifications.models import Notice, Preference, Rule
from tinhso.core.notifications.rules import Channel, When, kind
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def mark_read(actor: Actor, batches: Iterable[UUID] | None = None) -> int:
    """These tellings, or all, are read; urgent ones still stand until acknowledged."""
    mine = Notice.objects.within(actor).filter(recipient__in=sorted(actor.principals), read_at=None)
    if batches is not None:
        mine = mine.filter(batch__in=list(batches))
    return int(mine.update(read_at=clock.now()))


@transaction.atomic
def acknowledge(actor: Actor, batch: UUID) -> None:
    """ "Đã nhận": an urgent notice is taken off the screen of all who share the desk, and the ledger keeps who did it.

    Raises Refusal `notifications.not_found`.
    """
    mine = Notice.objects.within(actor).filter(recipient__in=sorted(actor.principals), batch=batch)
    if not mine.exists():
        raise Refusal("notifications.not_found", vi="Không tìm thấy thông báo này.", en="This notice was not found.", status=404)
    now = clock.now()
    mine.filter(read_at=None).update(read_at=now)
    if mine.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=actor.post):
        record(actor, "notifications.acknowledged", aggregate("notice", batch))


def switch(actor: Actor, code: str, channel: Channel | str, on: bool) -> None:
    """The person's own switch of a kind and channel. Raises KeyError, ValueError for what does not exist, or an actor without a person."""
    kind(code)
    if actor.person is None:
        raise ValueError("the system has no switches")
    Preference.objects.update_or_create(person_id=actor.person, kind=code, channel=Channel(channel), defaults={"on": on})


@transaction.atomic
def set_rule(actor: Actor, code: str, *, mail: When | str, also: Iterable[str] = ()) -> None:
    """The agency's row for a kind. Raises NotAllowed; KeyError, ValueError for what does not exist."""
    SETTINGS.require(actor)
    kind(code)
    values = {"mail": When(mail), "also": sorted(set(also))}
    Rule.objects.within(actor).update_or_create(agency_id=actor.agency, kind=code, defaults=values)
    record(actor, "notifications.rule_set", aggregate("notice_kind", code), mail=values["mail"], also=values["also"])
