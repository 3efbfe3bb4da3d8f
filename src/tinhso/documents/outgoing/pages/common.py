"""What the pages share."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from tinhso.core.access.public import Actor
from tinhso.documents.outgoing import queries
from tinhso.documents.outgoing.models import Outgoing


def found(actor: Actor, document: UUID) -> Outgoing:
    """The document, or 404 for who may not see it: the same answer as for one that never was."""
    there = queries.find(actor, document)
    if there is None:
        raise Http404
    return there


def pdf_response(data: bytes, name: str, download: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
