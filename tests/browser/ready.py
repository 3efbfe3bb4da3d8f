"""Documents brought to where a journey begins, by the actions themselves."""

from __future__ import annotations

from uuid import UUID

from tests.browser.rig import Rig
from tinhso.core.access.public import Actor, acting
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.outgoing.public import DraftValues, RecipientValue, Text


def submitted(rig: Rig, subject: str, *approvers: Actor) -> UUID:
    """A draft of the specialist's for the director's signature, approved by these in turn."""
    cast = rig.cast
    values = DraftValues(
        type_code="official_letter", subject=subject, signer=cast.director.post,
        recipients=(RecipientValue("Sở Thử nghiệm B", cast.other, addressed=True),), text=Text(body="Đề nghị Quý Sở phối hợp."),
    )  # fmt: skip
    with rig.reading():
        with acting(cast.specialist):
            ident: UUID = outgoing.draft(cast.specialist, values).id
            outgoing.submit(cast.specialist, ident, "Kính trình")
        for actor in approvers:
            with acting(actor):
                outgoing.approve(actor, ident, "Đồng ý")
    return ident


def presented(rig: Rig, subject: str, notation: str) -> UUID:
    """A paper arrival on the director's desk."""
    cast = rig.cast
    with rig.reading(), acting(cast.clerk):
        ident: UUID = incoming.log_paper(cast.clerk, issuer="Sở Thử nghiệm X", notation=notation, subject=subject).id
        incoming.register(cast.clerk, ident)
        incoming.present(cast.clerk, ident, cast.director.post or 0)
    return ident


def directed(rig: Rig, subject: str, notation: str, values: DirectiveValues) -> UUID:
    """A paper arrival that the director gave to its desks."""
    ident = presented(rig, subject, notation)
    with rig.reading(), acting(rig.cast.director):
        incoming.direct(rig.cast.director, ident, values)
    return ident
