"""The pages of the exchange: what could not be delivered, who has a document and who has not, the trail of one consignment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.public import Delivery, Incoming, Outgoing
from tinhso.exchange import access, queries
from tinhso.exchange.actions.queue import resend
from tinhso.exchange.models import Dispatch, Inbound
from tinhso.ui import format as fmt
from tinhso.ui.rows import Crumb, Tag, Tone

ROOT = "/lien-thong/"
_HAS_IT = ("03", "04", "05", "06", "16")


@require_GET
@for_actor
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the agency sent and nobody has received yet, failures first."""
    rows = queries.undelivered(actor)
    subjects = _subjects(actor, {r.document for r in rows})
    lines = [{"row": r, "subject": subjects.get(r.document, "")} for r in rows]
    context = {"lines": lines, "may_resend": access.RESEND.held_by(actor)}
    return render(request, "exchange/list.html", context)


@require_GET
@for_actor
def of_document(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """Each recipient of one outgoing document: delivered or not, received or not, since when; those that get paper at the end."""
    there = Outgoing.objects.visible_to(actor).filter(pk=document).first()
    if there is None:
        raise Http404
    told = {r.id: r for r in there.recipients.all()}
    lines = [_line(r, told.get(r.recipient)) for r in queries.dispatches(actor, document)]
    lines.sort(key=lambda line: line["has_it"])
    paper = [_paper(r) for r in told.values() if r.delivery == Delivery.PAPER]
    context = {
        "lines": [*lines, *paper], "sent": bool(lines), "paper": bool(paper), "document": there,
        "missing": sum(not line["has_it"] for line in lines), "may_resend": access.RESEND.held_by(actor),
        "crumbs": [Crumb(_("Văn bản đi"), "/van-ban-di/"), Crumb(there.subject, f"/van-ban-di/{document}/")],
    }  # fmt: skip
    return render(request, "exchange/document.html", context)


@require_GET
@for_actor
def trail(request: HttpRequest, actor: Actor, consignment: UUID) -> HttpResponse:
    """Every status of one consignment, of a document the actor may see; a part of the card when htmx asks."""
    if not _visible(actor, consignment):
        raise Http404
    entries = queries.statuses_of(actor, consignment)
    part = "HX-Request" in request.headers
    return render(request, "exchange/trail_part.html" if part else "exchange/trail.html", {"entries": entries})


@require_POST
@for_actor
def again(request: HttpRequest, actor: Actor, consignment: UUID) -> HttpResponse:
    """Send again what could not be delivered."""
    dispatch = resend(actor, consignment)
    messages.success(request, _("Đang gửi lại. Kết quả sẽ hiện ở đây."))
    return redirect(f"{ROOT}van-ban/{dispatch.document}/" if "document" in request.POST else ROOT)


def _visible(actor: Actor, consignment: UUID) -> bool:
    out = Dispatch.objects.within(actor).filter(agency_id=actor.agency, pk=consignment).values_list("document", flat=True).first()
    if out is not None:
        return Outgoing.objects.visible_to(actor).filter(pk=out).exists()
    into = Inbound.objects.within(actor).filter(agency_id=actor.agency, pk=consignment).values_list("document", flat=True).first()
    return into is not None and Incoming.objects.visible_to(actor).filter(pk=into).exists()


def _subjects(actor: Actor, documents: set[UUID]) -> dict[UUID, str]:
    """Register lines of what may be seen; one query."""
    rows = Outgoing.objects.visible_to(actor).filter(pk__in=documents).values_list("id", "notation", "subject")
    return {ident: " ".join(x for x in (notation, subject) if x) for ident, notation, subject in rows}


def _line(row: queries.DispatchRow, recipient: Any) -> dict[str, Any]:
    """A returned delivery can go again; one that went again is history, and what is told is told of its successor."""
    if not row.live:
        return {"row": row, "status": None, "when": "", "note": "", "has_it": True}
    told = _told(recipient)
    returned = recipient is not None and recipient.delivery == queries.Code.REFUSED
    return {"row": replace(row, can_resend=row.can_resend or returned), **told}


def _paper(recipient: Any) -> dict[str, Any]:
    """A recipient that gets it on paper: it tells nothing here, and nobody waits for it."""
    when = fmt.moment(recipient.delivery_at) if recipient.delivery_at else ""
    row = {"receiver": recipient.name, "tag": Tag(_("Bản giấy"), "plain"), "delivered": when}
    return {"row": row, "status": None, "when": when, "note": "", "has_it": True}


def _told(recipient: Any) -> dict[str, Any]:
    """What the receiver has said so far."""
    code = recipient.delivery if recipient is not None else ""
    if code not in set(queries.Code):
        return {"status": None, "when": "", "note": "", "has_it": False}
    tone: Tone = "bad" if code in ("02", "16") else "ok" if code in _HAS_IT else "plain"
    words = queries.Code(code).label(get_language() or "vi")
    when = fmt.moment(recipient.delivery_at) if recipient.delivery_at else ""
    return {"status": Tag(f"{code} {words}", tone), "when": when, "note": recipient.delivery_note, "has_it": code in _HAS_IT}
