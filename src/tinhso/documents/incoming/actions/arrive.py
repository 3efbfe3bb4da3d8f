"""An electronic document reaches the agency (ND30 Điều 21.2)."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.documents.clocks import receive_by
from tinhso.documents.incoming.actions.common import ask, clerks, finish
from tinhso.documents.incoming.actions.read import read_later
from tinhso.documents.incoming.models import Annex, Incoming
from tinhso.documents.incoming.rules.identity import issuer_key, notation_key
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.status import STATUS_CODE
from tinhso.documents.incoming.values import Arrival
from tinhso.documents.outgoing.public import find_issued
from tinhso.kit import clock


@transaction.atomic
def arrive_electronically(actor: Actor, arrival: Arrival) -> Incoming:
    """Put it on the clerks' desk; the same consignment again is the same document. `actor` is the receiving agency's system.

    Its signatures are checked by a job right after (or by the clerk, `verify`).
    """
    known = Incoming.objects.within(actor).filter(agency_id=actor.agency, consignment=arrival.consignment).first()
    if known is not None:
        return known
    now = clock.now()
    document = Incoming(
        agency_id=actor.agency, channel=Incoming.Channel.ELECTRONIC, state=State.ARRIVED, state_at=now, arrived_at=now,
        audience=[principal.clerks(actor.agency), principal.every(actor.agency)], consignment=arrival.consignment, sender_id=arrival.sender,
        issuer=arrival.issuer, issuer_key=issuer_key(arrival.issuer), number=arrival.number, symbol=arrival.symbol,
        notation=arrival.notation, notation_key=notation_key(arrival.notation), document_date=arrival.document_date,
        type_code=arrival.type_code, subject=arrival.subject, signer_name=arrival.signer_name, signer_title=arrival.signer_title,
        urgency=arrival.urgency, pages=arrival.pages, answer_by=arrival.answer_by, document_id=arrival.document_id, file=arrival.file,
        told=STATUS_CODE[State.ARRIVED],  # the delivery itself tells it
        reply_to=find_issued(actor, arrival.reply_to_document_id) if arrival.reply_to_document_id else None,
    )  # fmt: skip
    document.save(force_insert=True)
    Annex.objects.bulk_create(
        Annex(document=document, agency_id=actor.agency, ordinal=n, file=file) for n, file in enumerate(arrival.annexes, 1)
    )
    ask(actor, document, "receive", clerks(document), due=receive_by(calendar.of(actor.agency), now))
    _check_later(document)
    read_later(document)
    finish(actor, document, "arrive", consignment=str(arrival.consignment), sha256=arrival.file.sha256)
    return document


def _check_later(document: Incoming) -> None:
    from tinhso.documents.incoming.jobs import verify  # jobs import the actions

    verify.defer(document=str(document.id), agency=document.agency_id)
