"""Into the register: paper arrivals with their scan, what waits for its arrival number, corrections; the alarm on twins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.organisations.public import directory
from tinhso.documents import shown
from tinhso.documents.incoming import access, queries
from tinhso.documents.incoming.actions import correct as correcting
from tinhso.documents.incoming.actions import register as registers
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.actions.paper import attach_scan, log_paper
from tinhso.documents.incoming.actions.pending import take_pending
from tinhso.documents.incoming.actions.present import present
from tinhso.documents.incoming.checking import secrecy_mark
from tinhso.documents.incoming.duplicates import Duplicate, duplicates
from tinhso.documents.incoming.forms import CorrectForm, PaperForm, RegisterForm, initial_of, recognised
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.pages import pending, proposing
from tinhso.documents.incoming.pages.common import attempt, crumbs, found, pages_of
from tinhso.documents.incoming.queries.detail import card
from tinhso.documents.incoming.rules.states import INCOMING, State
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.forms import parse_date

PLACES = {
    "incoming.secret_mark": "not_secret", "incoming.date_future": "document_date", "incoming.secret_no_file": "scan", "files.type": "scan",
    "files.macro": "scan", "files.zip": "scan", "files.empty": "scan", "incoming.reason": "subject",
}  # fmt: skip


@for_actor
def paper(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A paper document into the register in one go: logged, its scan attached (or later), numbered, perhaps presented."""
    access.RECEIVE.require(actor)
    access.REGISTER.require(actor)
    waiting = pending.asked(request, actor)
    form = PaperForm(actor, request.POST or None, request.FILES or None, initial={"copies": 1}, waiting=waiting is not None)
    same: list[Duplicate] = []
    if request.method == "POST" and form.is_valid():
        c = form.cleaned_data
        sender = recognised(c["issuer"])[1]
        day = c["document_date"]
        same = duplicates(actor, notation=c["notation"], issuer=c["issuer"], sender=sender, year=day.year if day else None)
        if _alarm_answered(form, same):
            made: list[Incoming] = []

            def enter() -> None:
                logged = log_paper(
                    actor, issuer=c["issuer"], notation=c["notation"], subject=c["subject"], secrecy=c["secrecy"], urgency=c["urgency"],
                    sender=sender,
                )  # fmt: skip
                if waiting is not None:
                    take_pending(actor, waiting.id, logged.id, not_secret=c["not_secret"])
                for n, file in enumerate(c.get("scan", ())):
                    attach_scan(actor, logged.id, file, file.name, annex=n > 0, not_secret=c["not_secret"])
                made.append(_number(actor, logged.id, form))

            if attempt(form, enter, PLACES):
                messages.success(request, _done(made[0]))
                on = pending.after(actor, waiting) if waiting is not None else f"{ROOT}giay/"
                return redirect(on if "next" in request.POST and "stop" not in request.POST else f"{ROOT}{made[0].id}/")
    context = {**_page(actor, form, same), "crumbs": crumbs(), "waiting": waiting, "fill": not form.is_bound}
    if waiting is not None:
        context |= {
            "reading": proposing.of_file(waiting.file), "pages": shown.pages_of(waiting.file, f"{pending.WAITING}{waiting.id}/"),
            "left": queries.pending_count(actor),
        }  # fmt: skip
    return render(request, "incoming/paper.html", context, status=422 if form.errors else 200)


@for_actor
def register(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """What was received gets its arrival number; author fields of an electronic arrival are shown, not asked."""
    there = found(actor, document)
    access.REGISTER.require(actor)
    if there.arrival_number is not None and request.method == "GET":  # an old link, or Back after registering
        messages.info(request, _done(there))
        return redirect(f"{ROOT}{document}/")
    registers.not_yet(there)
    INCOMING.after(State(there.state), "register")
    form = RegisterForm(actor, request.POST or None, initial=initial_of(there), document=there)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    day = data.get("document_date") or there.document_date
    same = duplicates(
        actor, document_id=there.document_id, notation=data.get("notation", there.notation), issuer=data.get("issuer", there.issuer),
        sender=there.sender_id, year=day.year if day else None, apart_from=there.id,
    )  # fmt: skip
    if (
        request.method == "POST"
        and form.is_valid()
        and _alarm_answered(form, same)
        and attempt(form, lambda: _number(actor, document, form), PLACES)
    ):
        messages.success(request, _done(found(actor, document)))
        return redirect(f"{ROOT}{document}/")
    whole = card(actor, document)
    context = {
        **_page(actor, form, same), "crumbs": crumbs(there), "document": there, "card": whole, "pages": pages_of(there),
        "mark": secrecy_mark(there.report) if there.file_id else None, "fill": not form.is_bound,
        "reading": proposing.of_file(there.file) if there.file and "issuer" in form.fields else None,
    }  # fmt: skip
    return render(request, "incoming/enter.html", context, status=422 if form.errors else 200)


@for_actor
def correct(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """A registration put right with a reason; both values are kept."""
    there = found(actor, document)
    access.REGISTER.require(actor)
    form = CorrectForm(actor, request.POST or None, initial=initial_of(there), document=there)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: correcting.correct(actor, document, form.values(), form.cleaned_data["reason"]), PLACES)
    ):
        messages.success(request, _("Đã đính chính; giá trị cũ vẫn được lưu."))
        return redirect(f"{ROOT}{document}/")
    context = {"form": form, "document": there, "pages": pages_of(there), "crumbs": crumbs(there)}
    return render(request, "incoming/correct.html", context, status=422 if form.errors else 200)


@require_GET
@for_actor
def suggest(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Agencies of the directory for what was typed: code, abbreviation or name, accents or not."""
    units = [u for u in directory().search(request.GET.get("q", "")[:100], limit=30) if u.is_agency and u.id != actor.agency][:8]
    return JsonResponse([{"name": u.name, "note": " · ".join(x for x in (u.abbreviation, *u.codes[:1]) if x)} for u in units], safe=False)


@require_GET
@for_actor
def twins(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The alarm while typing: registered documents with this number, symbol and issuer."""
    try:
        year: int | None = parse_date(request.GET.get("document_date", "")).year
    except ValueError:
        year = None
    issuer, sender = recognised(request.GET.get("issuer", ""))
    same = duplicates(actor, notation=request.GET.get("notation", ""), issuer=issuer, sender=sender, year=year) if issuer else []
    return render(request, "incoming/twins.html", {"twins": same})


def _number(actor: Actor, document: UUID, form: RegisterForm) -> Incoming:
    registered = registers.register(actor, document, form.values())
    to = form.cleaned_data.get("present_to")
    return present(actor, document, to) if to else registered


def _alarm_answered(form: RegisterForm, same: list[Duplicate]) -> bool:
    if same and not form.cleaned_data["duplicate_reason"]:
        form.add_error("duplicate_reason", _("Văn bản này đã vào sổ (xem bên trên). Nếu vẫn cần vào sổ, ghi lý do."))
        return False
    return True


def _page(actor: Actor, form: RegisterForm, same: list[Duplicate]) -> dict[str, Any]:
    return {
        "form": form, "twins": same, "next_number": queries.next_arrival_number(actor), "today": fmt.date(clock.today()),
        "marked": form.has_error("not_secret") or "not_secret" in form.data,
    }  # fmt: skip


def _done(document: Incoming) -> str:
    return _("Đã vào sổ, số đến %(number)s.") % {"number": document.arrival_number}
