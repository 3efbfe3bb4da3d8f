"""The card of one document and the verbs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.actor import LEADERS
from tinhso.core.access.public import Actor, looks, seen
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing.actions.common import ROOT, subject_of, url_of
from tinhso.documents.outgoing.actions.decide import approve, look, return_, send_back
from tinhso.documents.outgoing.actions.deliver import settle_returned
from tinhso.documents.outgoing.actions.issue import issue
from tinhso.documents.outgoing.actions.lot import number_and_finish
from tinhso.documents.outgoing.actions.number import number, register_paper
from tinhso.documents.outgoing.actions.seal import seal
from tinhso.documents.outgoing.actions.submit import submit
from tinhso.documents.outgoing.actions.take_back import take_back, withdraw
from tinhso.documents.outgoing.actions.undo import recall, void
from tinhso.documents.outgoing.card import card
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.pages.common import found
from tinhso.documents.outgoing.rules.states import EDITABLE, State
from tinhso.documents.phrases.public import Purpose, add
from tinhso.kit.errors import Refusal
from tinhso.kit.typed import whole
from tinhso.ui import format as fmt
from tinhso.ui.rows import Crumb

LOOKS = 15  # how often a card reloads, every 2 seconds, while what its clerk asked for is under way


@require_GET
@for_actor
def show(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The card. Opening it on one's own step is noted: the drafter can no longer take it back."""
    return _card(request, actor, document)


def _card(request: HttpRequest, actor: Actor, document: UUID, status: int = 200) -> HttpResponse:
    there = found(actor, document)
    look(actor, document)
    seen(actor, subject_of(there), "view")
    left = whole(request.GET.get("cho"))
    following = bool(
        left and 0 < left <= LOOKS and State(there.state) in (State.NUMBERED, State.SEALED) and there.source != Outgoing.Source.PAPER
    )
    shown = card(actor, there, under_way=following)
    context = {
        "card": shown,
        "looks": looks(actor, subject_of(there)),
        "document": there,
        "editable": State(there.state) in EDITABLE and actor.post == there.drafter_id and not there.secrecy,
        "reads_first": bool(actor.roles & LEADERS),
        "crumbs": [Crumb(_("Văn bản đi"), ROOT)],
        "at": url_of(there),  # a refused submission shows the card at the verb's address: its links are whole
    }
    response = render(request, "outgoing/card.html", context, status=status)
    if left and following:
        response["Refresh"] = f"2; url=?cho={left - 1}"  # the job seals and issues: the card follows until it is done
    return response


def _number(request: HttpRequest, actor: Actor, document: UUID) -> None:
    revision, every = whole(request.POST.get("revision")), bool(request.POST.get("all"))
    given = number_and_finish(actor, document, revision) if every else number(actor, document, revision)
    _told(request, given, _("Hệ thống đang ký số của cơ quan và phát hành.") if every else "")


def _paper(request: HttpRequest, actor: Actor, document: UUID) -> None:
    _told(request, register_paper(actor, document, request.POST.get("reason", "")))


def _told(request: HttpRequest, given: Outgoing, next_: str = "") -> None:
    """The number as it was given: it may be another than the dialog showed, where another clerk was quicker."""
    said = _("Đã cấp số %(notation)s, ngày %(date)s.") % {"notation": given.notation, "date": fmt.date(given.issue_date)}
    shown = request.POST.get("shown", "")
    other = (
        _("Không phải %(shown)s như vừa hiện: trong lúc đó đã có văn bản khác được cấp số.") % {"shown": shown}
        if shown not in ("", given.notation)
        else ""
    )
    messages.success(request, " ".join(x for x in (said, other, next_) if x))


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "")


def _return(act: Callable[..., object], request: HttpRequest, actor: Actor, document: UUID) -> None:
    """With its reason, which he may keep for the next time."""
    act(actor, document, _text(request), whole(request.POST.get("revision")))
    if request.POST.get("keep"):
        add(actor, Purpose.RETURN, _text(request))


VERBS: dict[str, Callable[[HttpRequest, Actor, UUID], object]] = {
    "trinh": lambda r, a, d: submit(a, d, _text(r), whole(r.POST.get("revision"))),
    "dong-y": lambda r, a, d: approve(
        a, d, _text(r), bool(r.POST.get("initial")), whole(r.POST.get("revision")), agree=bool(r.POST.get("agree"))
    ),
    "tra-lai": partial(_return, return_),
    "tra-nguoi-soan": partial(_return, send_back),
    "lay-lai": lambda r, a, d: take_back(a, d),
    "rut": lambda r, a, d: withdraw(a, d, _text(r)),
    "cap-so": _number,
    "so-giay": _paper,
    "dong-dau": lambda r, a, d: seal(a, d),
    "phat-hanh": lambda r, a, d: issue(a, d),
    "huy-so": lambda r, a, d: void(a, d, _text(r)),
    "da-giai-quyet": lambda r, a, d: settle_returned(a, d, _text(r)),
    "thu-hoi": lambda r, a, d: recall(a, d, _text(r)),
}
"""Address word → action; the signature has a page of its own."""


def _takes_the_seal(request: HttpRequest) -> bool:
    verb = request.path.rstrip("/").rpartition("/")[2]
    return request.method == "POST" and (verb == "dong-dau" or (verb == "cap-so" and bool(request.POST.get("all"))))


@require_http_methods(["GET", "POST"])
@reauthentication_required(enabled=_takes_the_seal)  # type: ignore[untyped-decorator]  # allauth is untyped
@for_actor
def do(request: HttpRequest, actor: Actor, document: UUID, verb: str) -> HttpResponse:
    """One verb, then back to the card. What a draft still lacks is said on the card itself; other refusals have a page of their own.

    GET (the address opened again, the language switched on a refused card) leads to the card.
    """
    if verb not in VERBS:
        raise Http404
    if request.method == "GET":
        return redirect(url_of(found(actor, document)))
    try:
        with transaction.atomic():
            VERBS[verb](request, actor, document)
    except Refusal as refusal:
        if verb != "trinh" or refusal.status in (403, 404, 409):
            raise
        messages.error(request, refusal.message(get_language() or "vi"))
        return _card(request, actor, document, status=refusal.status)
    if verb == "tra-lai" and request.POST.get("back") == "to_sign":
        messages.success(request, _("Đã trả lại người soạn thảo."))
        return redirect("outgoing_to_sign")
    follow = f"?cho={LOOKS}" if verb == "cap-so" and request.POST.get("all") else ""
    return redirect(f"{ROOT}{document}/{follow}")
