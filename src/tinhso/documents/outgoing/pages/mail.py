"""Slips and labels of a document that goes on paper, each print in the access log."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, seen
from tinhso.core.access.web import for_actor
from tinhso.documents.layout.public import Mail, labels_pdf, slips_pdf
from tinhso.documents.outgoing.access import ISSUE
from tinhso.documents.outgoing.actions.common import subject_of
from tinhso.documents.outgoing.mail import mail
from tinhso.documents.outgoing.pages.common import found, pdf_response

PRINTS: dict[str, Callable[[Mail], bytes]] = {"phieu-gui": slips_pdf, "tem-bi": labels_pdf}


@require_GET
@for_actor
def file(request: HttpRequest, actor: Actor, document: UUID, kind: str) -> HttpResponse:
    """`phieu-gui` a page for each place on paper, `tem-bi` a label for each."""
    there = found(actor, document)
    ISSUE.require(actor)
    said = mail(actor, there)
    seen(actor, subject_of(there), "print", f"{kind}.pdf")
    return pdf_response(PRINTS[kind](said), f"{kind}-{there.notation.replace('/', '-')}.pdf")
