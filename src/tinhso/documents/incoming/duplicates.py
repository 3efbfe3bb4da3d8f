"""Finding a document that is here already, by either identity (Appendix VI)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from tinhso.core.access.public import Actor
from tinhso.documents.incoming.access import REGISTER
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.identity import issuer_key, notation_key
from tinhso.ui import format as shown


@dataclass(frozen=True, slots=True)
class Duplicate:
    id: UUID
    arrival_number: int | None
    arrival_date: str
    notation: str
    issuer: str
    subject: str
    by_document_id: bool


def duplicates(
    actor: Actor, *, document_id: str = "", notation: str = "", issuer: str = "", sender: int | None = None, year: int | None = None,
    apart_from: UUID | None = None,
) -> list[Duplicate]:  # fmt: skip
    """Registered documents with the same mã định danh, or the same number, symbol and issuer in the year, as far as the actor may see
    them (a clerk: all of the agency's); at most ten. Raises NotAllowed.
    """
    REGISTER.require(actor)
    same = Q(pk=None)
    if document_id:
        same |= Q(document_id=document_id)
    if key := notation_key(notation):
        who = Q(issuer_key=issuer_key(issuer)) | (Q(sender=sender) if sender else Q(pk=None))
        when = Q(document_date__year=year) | Q(document_date=None) if year else Q()
        same |= Q(notation_key=key) & who & when
    rows = Incoming.objects.visible_to(actor).filter(same, agency_id=actor.agency, arrival_number__isnull=False)
    others = rows.exclude(pk=apart_from) if apart_from else rows
    return [
        Duplicate(
            r.id, r.arrival_number, shown.date(r.arrival_date), r.notation, r.issuer, r.subject,
            bool(document_id) and r.document_id == document_id,
        )
        for r in others.exclude(state__in=("destroyed", "void")).order_by("-arrival_date", "-arrival_number")[:10]
    ]  # fmt: skip
