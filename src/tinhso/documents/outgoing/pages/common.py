"""What the pages share."""

from __future__ import annotations

import gzip
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from tinhso.core.access.public import Actor
from tinhso.documents.outgoing.models import Outgoing


def found(actor: Actor, document: UUID) -> Outgoing:
    """The document, or 404 for who may not see it: the same answer as for one that never was."""
    return get_object_or_404(Outgoing.objects.visible_to(actor).select_related("file"), pk=document)


def pdf_response(data: bytes, name: str, download: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Outlines are a quarter of a megabyte a page and pack to a fifth; there is no secret in the answer that its length could tell."""
    response["Cache-Control"], response["Vary"] = "private, no-store", "Accept-Encoding, Cookie"
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, 1)
        response["Content-Encoding"] = "gzip"
    return response
