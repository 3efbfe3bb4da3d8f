"""Bút phê: a leader says who leads, who co-ordinates, until when (ND30 Điều 23.2, 23.4)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.notifications import public as notifications
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import DIRECT
from tinhso.documents.incoming.actions.common import admit, ask, done, dropped, finish, load, move, url_of
from tinhso.documents.incoming.actions.give import PART, Checked, check, write
from tinhso.documents.incoming.models import Assignment, Directive, Incoming
from tinhso.documents.incoming.values import Desk, DirectiveValues
from tinhso.documents.types import PETITION
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

TASK = {PART.LEAD: "lead", PART.CO: "co", PART.KNOW: "know"}
"""The task kind of each part."""


@transaction.atomic
def direct(actor: Actor, document_id: UUID, values: DirectiveValues | None = None) -> Directive:
    """Give the directive; without `values` the standing proposal is accepted as it is. An earlier directive is replaced, its work ends.

    Raises NotAllowed, Refusal (see `give.check`), `incoming.no_proposal`, Conflict.
    """
    DIRECT.require(actor)
    document = load(actor, document_id)
    proposal = document.directives.filter(state=Directive.State.PROPOSED).first()
    if values is None:
        values = _as_values(proposal)
    move(actor, document, "direct")
    checked = check(actor, document, values)
    _end_earlier(actor, document)
    if document.type_code == PETITION.code:  # now it is the work of the desks it is given to, a unit's too
        document.named_only = False
    given = write(actor, document, checked, Directive.State.GIVEN, proposal)
    _assign(actor, document, given, checked)
    document.due = checked.lead.due
    finish(
        actor, document, "direct", directive=str(given.id), lead=given.lead, due=given.due.isoformat() if given.due else None,
        proposed=str(proposal.id) if proposal else None,
    )  # fmt: skip
    return given


def due_at(document: Incoming, due: date | None) -> datetime | None:
    """The instant a day's term runs out: the close of the office."""
    return calendar.of(document.agency_id).end_of(due) if due else None


def _end_earlier(actor: Actor, document: Incoming) -> None:
    document.directives.exclude(state=Directive.State.REPLACED).update(state=Directive.State.REPLACED)
    document.assignments.filter(done_at=None, cancelled_at=None).update(cancelled_at=clock.now())
    done(actor, document, "direct", "present")
    dropped(actor, document, *TASK.values())


def _assign(actor: Actor, document: Incoming, given: Directive, checked: Checked) -> None:
    now = clock.now()
    for share in checked.shares:
        Assignment.objects.create(
            document=document, agency_id=document.agency_id, directive=given, part=share.part, principal=share.desk.principal,
            label=share.desk.label, due=share.due, assigned_at=now,
        )  # fmt: skip
        admit(document, share.desk.sees)
        ask(
            actor, document, TASK[PART(share.part)], share.desk.principal, due=due_at(document, share.due), unit=share.desk.unit,
        )  # fmt: skip
        kind = notices.KNOW if share.part == PART.KNOW else notices.ASSIGNED
        notifications.notify(actor, kind.code, [share.desk.principal], title=document.subject, url=url_of(document))


def _as_values(proposal: Directive | None) -> DirectiveValues:
    if proposal is None:
        raise Refusal(
            "incoming.no_proposal",
            vi="Chưa có đề xuất nào để đồng ý. Hãy ghi ý kiến chỉ đạo.",
            en="There is no proposal to accept. Write the directive.",
            status=409,
        )
    days = {o["principal"]: date.fromisoformat(o["due"]) if o["due"] else None for o in proposal.others}
    return DirectiveValues(
        lead=proposal.lead, text=proposal.text, due=proposal.due,
        co=tuple(Desk(o["principal"], days[o["principal"]]) for o in proposal.others if o["part"] == PART.CO),
        know=tuple(o["principal"] for o in proposal.others if o["part"] == PART.KNOW),
    )  # fmt: skip
