"""Documents that search found, as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tinhso.core.access.public import Actor
from tinhso.core.people.public import roster
from tinhso.documents.found import Found
from tinhso.documents.incoming.actions.common import url_of
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.queries.shown import state_tag, urgency_tag
from tinhso.documents.types import BY_CODE
from tinhso.ui.words import said

_FIELDS = (
    "id", "subject", "notation", "document_date", "type_code", "issuer", "signer_name", "state", "urgency", "arrival_number", "presented_to_id",
)  # fmt: skip


def found(actor: Actor, idents: Sequence[UUID]) -> dict[UUID, Found]:
    """Those of them the actor sees, by id; one query. Its recipient here is who it was presented to."""
    people = roster()
    return {
        r["id"]: Found(
            url_of(r["id"]), r["subject"], r["notation"], r["document_date"], said(BY_CODE[r["type_code"]]) if r["type_code"] else "",
            r["issuer"], r["signer_name"], people.post(r["presented_to_id"]).name if r["presented_to_id"] else "", state_tag(r["state"]),
            urgency_tag(r["urgency"]), str(r["arrival_number"] or ""),
        )
        for r in Incoming.objects.visible_to(actor).filter(pk__in=idents).values(*_FIELDS)
    }  # fmt: skip
