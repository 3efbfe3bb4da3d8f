"""What of a document goes on paper, and the papers that go along: slips to be signed by the receiver, labels for the envelopes."""

from __future__ import annotations

from collections.abc import Sequence

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.documents.layout.public import Mail
from tinhso.documents.outgoing.books import stamped
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.ways import Way, way
from tinhso.documents.types import BY_CODE
from tinhso.kit.errors import Refusal


def on_paper(document: Outgoing, recipients: Sequence[Recipient]) -> list[Recipient]:
    """Those that `issue` sends, or has sent, on paper."""
    return [r for r in recipients if r.channel != Recipient.Channel.NONE and way(document, r) is Way.PAPER]


def mail(actor: Actor, document: Outgoing) -> Mail:
    """What slips and labels say. Of a secret document its type and mark, never its subject.

    Raises Refusal `mail.no_number`, `mail.none`.
    """
    if document.issue_date is None:
        raise Refusal(
            "mail.no_number",
            vi="Văn bản chưa có số: cấp số rồi mới in phiếu gửi, tem bì.",
            en="The document has no number yet: slips and labels are printed once it is numbered.",
            status=409,
        )
    receivers = on_paper(document, list(document.recipients.all()))
    if not receivers:
        raise Refusal(
            "mail.none",
            vi="Văn bản này không có nơi nhận bản giấy nào.",
            en="Nobody gets this document on paper.",
            status=409,
        )
    kind, organ = BY_CODE[document.type_code].vi, directory(document.issue_date).get(document.agency_id)
    return Mail(
        agency=organ.name, place=organ.place, notation=document.notation, issued=document.issue_date,
        what=kind if document.secrecy else f"{kind}: {document.subject}", receivers=tuple(r.name for r in receivers),
        sender=actor.name, superior=organ.superior_line, marks=stamped(document.urgency, document.secrecy),
        address=tuple(organ.contact[key] for key in ("address", "phone", "email") if organ.contact.get(key)),
        annexes=document.attached.count(),
    )  # fmt: skip
