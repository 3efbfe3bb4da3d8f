"""The drafter's pages: a new draft, a changed one, its preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.marks import STAMPS
from tinhso.documents.outgoing import access
from tinhso.documents.outgoing.actions.common import ROOT
from tinhso.documents.outgoing.actions.draft import amend, draft
from tinhso.documents.outgoing.actions.submit import content_of, laid_out
from tinhso.documents.outgoing.forms import DraftForm, Unlike, initial_of
from tinhso.documents.outgoing.groups import lines_of
from tinhso.documents.outgoing.models import Opinion, Outgoing
from tinhso.documents.outgoing.pages.common import found, packed, pdf_response
from tinhso.documents.outgoing.recipients import is_it
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.outgoing.trial import pictures
from tinhso.kit import ids
from tinhso.kit.errors import Refusal
from tinhso.kit.typed import uuid, whole
from tinhso.ui import format as fmt
from tinhso.ui.rows import Crumb

_FIELD_OF = {
    "outgoing.secret_mark": "not_secret", "draft.signer": "signer", "draft.type": "type_code",
    "draft.subject": "subject", "draft.answer_by": "answer_by",
}  # fmt: skip


@for_actor
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A new draft; `?ma=` is the key under which it will be found (put there by the page itself): who comes back after saving finds
    the draft, not an empty form.
    """
    return begin(request, actor, {})


def begin(request: HttpRequest, actor: Actor, given: dict[str, Any], crumbs: Sequence[Crumb] = ()) -> HttpResponse:
    """The page of a new draft, some of whose fields are `given` (DraftForm's initial values); sent back to its own address."""
    access.DRAFT.require(actor)
    key = uuid(request.GET.get("ma")) or ids.new()
    if request.method == "GET" and Outgoing.objects.visible_to(actor).filter(pk=key).exists():
        return redirect(f"{ROOT}{key}/sua/")
    initial = {"type_code": "official_letter", "key": key, **given}
    title = _("Soạn trả lời") if given.get("reply_to") else _("Soạn văn bản")
    if "add" in request.POST:
        return _form_page(request, DraftForm(actor, initial=with_group(actor, request.POST)), title, unsaved=True, above=crumbs)
    form = DraftForm(actor, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft(actor, form.values(), form.cleaned_data["key"])
        except Refusal as refusal:
            _told(form, refusal)
        else:
            return redirect(f"{ROOT}{made.id}/{'tep/' if 'upload' in request.POST else ''}")
    return _form_page(request, form, title, status=422 if form.errors else 200, above=crumbs)


@for_actor
def edit(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """Change a draft that lies with its drafter."""
    there = found(actor, document)
    if "add" in request.POST:
        return _form_page(request, DraftForm(actor, initial=with_group(actor, request.POST)), there.subject, there, unsaved=True)
    form = DraftForm(actor, request.POST or None, initial=initial_of(there))
    if request.method == "POST" and form.is_valid():
        try:
            amend(actor, document, form.values(), form.cleaned_data["revision"])
        except Refusal as refusal:
            changed = refusal.code == "outgoing.changed"
            if refusal.status in (403, 409) and not changed:
                raise
            _told(form, refusal)
            theirs: list[Unlike] = []
            if changed:  # two windows: what was typed here stays, and saved again it stands in place of the other
                theirs = form.unlike(initial_of(there))
                typed = request.POST.copy()
                typed["revision"] = str(there.revision)
                form.data = typed
                form.add_error(
                    None, _("Những gì bạn đã nhập vẫn còn dưới đây. Đối chiếu với bản vừa lưu ở cửa sổ kia, rồi lưu lại nếu đúng.")
                )
            return _form_page(request, form, there.subject, there, status=refusal.status, theirs=theirs)
        else:
            messages.success(request, _("Đã lưu dự thảo."))
            # A new draft that saved itself meanwhile still goes on to its file.
            return redirect(f"{ROOT}{document}/{'tep/' if 'upload' in request.POST else ''}")
    return _form_page(request, form, there.subject, there, status=422 if form.errors else 200)


def _told(form: DraftForm, refusal: Refusal) -> None:
    """At the field to be corrected, where it is one."""
    sentence = refusal.message(get_language() or "vi")
    if refusal.code == "draft.paper_reason":  # a slip of the pen more often than a place outside
        line = str(refusal.context["name"])
        form.add_error(
            "addressed" if refusal.context["addressed"] else "recipients", f"{is_it(line, form.actor.agency)} {sentence}".strip()
        )
    else:
        form.add_error(_FIELD_OF.get(refusal.code), sentence)


def with_group(actor: Actor, sent: QueryDict) -> dict[str, Any]:
    """Everything as it was typed, and the chosen group's recipients below those of the place asked for; nothing is saved yet."""
    typed: dict[str, Any] = {k: sent.getlist(k) if k in ("consulted", "reviewers") else sent[k] for k in sent if k != "group"}
    place = "addressed" if sent["add"] == "addressed" else "recipients"
    group = whole(sent.get("group"))
    names = lines_of(actor, group) if group is not None else []
    there = {line.strip().casefold() for k in ("addressed", "recipients") for line in str(typed.get(k, "")).splitlines()}
    added = [name for name in names if name.casefold() not in there]
    typed[place] = "\n".join([*str(typed.get(place, "")).rstrip().splitlines(), *added])
    return typed


def _form_page(
    request: HttpRequest, form: DraftForm, title: str, there: Outgoing | None = None, status: int = 200, theirs: Sequence[Unlike] = (),
    *, unsaved: bool = False, above: Sequence[Crumb] = (),
) -> HttpResponse:  # fmt: skip
    """`unsaved`: the form shows what was typed, and the server has something else; `above`: whence it was opened."""
    crumbs = [*above] or [Crumb(_("Văn bản đi"), ROOT), *([Crumb(there.subject, f"{ROOT}{there.id}/")] if there else [])]
    back = there.opinions.filter(kind=Opinion.Kind.RETURN).last() if there and there.state == State.RETURNED else None
    context = {
        "returned": f"{back.shown}, {fmt.moment(back.at)}: {back.text}" if back else "",
        "form": form, "title": title, "crumbs": crumbs, "document": there, "theirs": theirs, "unsaved": unsaved or form.is_bound,
        "sheet": there is None or there.source == Outgoing.Source.LAID_OUT,
        "stamps": "|".join(STAMPS),
        "draft": there.id if there else uuid(str(form["key"].value())) or ids.new(),
    }  # fmt: skip
    return render(request, "outgoing/form.html", context, status=status)


@require_GET
@for_actor
def preview(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The draft as it would stand today, as PDF; asked by htmx, its pages as pictures in the card, or what keeps it from being laid out."""
    there = found(actor, document)
    if there.source != Outgoing.Source.LAID_OUT or there.secrecy:
        raise Refusal("preview.none", vi="Văn bản này không do hệ thống dàn trang.", en="This document is not laid out here.", status=404)
    if "HX-Request" not in request.headers:
        return pdf_response(laid_out(there)[1].pdf, "xem-truoc.pdf")
    context: dict[str, Any] = {"url": request.path}
    try:
        context["pages"], context["total"] = pictures(content_of(there))
    except Refusal as refusal:
        context["sentence"] = refusal.message(get_language() or "vi")
    return packed(request, render(request, "outgoing/preview_pages.html", context))
