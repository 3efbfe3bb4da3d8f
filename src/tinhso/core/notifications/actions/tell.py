"""Tell somebody, inside the transaction of what happened."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.notifications.models import Notice, Rule
from tinhso.core.notifications.rules import When, kind
from tinhso.kit import clock, ids
from tinhso.kit.text import squeeze


@transaction.atomic
def notify(teller: Actor | int, code: str, principals: Iterable[str], title: str, url: str, *, urgent: bool = False) -> int:
    """Tell `principals` (and whom the agency's rule adds) of a declared kind; returns how many notices were written.

    `teller` is the actor, who is not told of his own act, or an agency's id. The scope must reach the agency.
    Raises KeyError for a kind nobody declared.
    """
    declared = kind(code)
    agency = teller if isinstance(teller, int) else teller.agency
    own = set() if isinstance(teller, int) or teller.is_system else {teller.desk, teller.owner}
    rule = Rule.objects.unscoped("the teller's agency, behind the wall").filter(agency_id=agency, kind=code).first()
    told = sorted({*principals, *(rule.also if rule else [])} - own)
    urgent = urgent or declared.urgent
    mail = When.NOW if urgent else When(rule.mail) if rule else declared.mail
    batch = ids.new()
    rows = [
        Notice(
            batch=batch, agency_id=agency, recipient=who, kind=code, title=squeeze(title), url=url, urgent=urgent, mail=mail, at=clock.now()
        )
        for who in told
    ]
    Notice.objects.bulk_create(rows)
    if rows and mail is When.NOW:
        from tinhso.core.notifications.jobs import mail_now  # jobs import what they send

        mail_now.defer(batch=str(batch), agency=agency)
    return len(rows)
