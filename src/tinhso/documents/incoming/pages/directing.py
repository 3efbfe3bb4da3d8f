"""Bút phê: proposed by the chief of office, given or changed by a leader, beside the document (ND30 Điều 23.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role
from tinhso.core.access.web import for_actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.incoming import access
from tinhso.documents.incoming.actions import direct as directing
from tinhso.documents.incoming.actions import present as presenting
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.desks import directs, shown
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.pages.common import attempt, crumbs, found, pages_of
from tinhso.documents.incoming.queries.detail import card
from tinhso.documents.incoming.values import Desk, DirectiveValues
from tinhso.documents.phrases.public import Purpose, add, phrases
from tinhso.documents.terms import TermField
from tinhso.ui.forms import Select, TextField

PARTS = ("lead", "co", "know")


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the table of desks."""

    principal: str
    label: str
    chosen: str


class DirectiveForm(forms.Form):
    """Who leads, co-ordinates and is to know comes as `part-<principal>`; the rest are fields."""

    text = TextField(label=gettext_lazy("Ý kiến chỉ đạo"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    due = TermField(
        label=gettext_lazy("Thời hạn giải quyết"),
        required=False,
        help_text=gettext_lazy("Ngày/tháng, ví dụ 5/1; hoặc +5 là năm ngày làm việc."),
    )
    co_due = TermField(label=gettext_lazy("Hạn của nơi phối hợp (nếu sớm hơn)"), required=False)
    keep = forms.BooleanField(label=gettext_lazy("Giữ ý kiến này làm câu mẫu của tôi"), required=False)
    to_post = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Trình lãnh đạo"), coerce=int)

    def __init__(self, actor: Actor, document: Incoming, standing: Directive | None, proposing: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].agency = self.fields["co_due"].agency = actor.agency  # type: ignore[attr-defined]  # TermFields
        people = [p for p in roster().people_of_agency(actor.agency) if p.role != Role.ADMINISTRATOR]
        if proposing:
            leaders = [(str(p.id), shown(p)) for p in people if p.role in (Role.DIRECTOR, Role.DEPUTY)]
            self.fields["to_post"].choices = leaders  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["to_post"]
        before = {standing.lead: "lead", **{o["principal"]: o["part"] for o in standing.others}} if standing else {}
        if self.is_bound:
            before = {k[5:]: str(v) for k, v in self.data.items() if k.startswith("part-") and v in PARTS}
        units = [] if document.persons_only else directory().units_of(actor.agency)
        self.units = [Seat(k, u.shown, before.get(k, "")) for u in units for k in (principal.head_of(u.id),)]
        others = [(p, Seat(k, shown(p), before.get(k, ""))) for p in people if p.id != actor.post for k in (principal.post(p.id),)]
        self.leaders = [seat for p, seat in others if directs(p)]
        self.people = [seat for p, seat in others if not directs(p)]
        self.chosen = before

    def clean(self) -> dict[str, Any]:
        leads = [k for k, part in self.chosen.items() if part == "lead"]
        if len(leads) != 1:
            self.add_error(None, _("Chọn đúng một nơi chủ trì."))
        return self.cleaned_data

    def values(self) -> DirectiveValues:
        c = self.cleaned_data
        by = {part: [k for k, p in self.chosen.items() if p == part] for part in PARTS}
        return DirectiveValues(
            lead=by["lead"][0], text=c["text"], due=c["due"], co=tuple(Desk(k, c["co_due"]) for k in by["co"]), know=tuple(by["know"])
        )


@for_actor
def direct(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """A leader's directive; the chief of office's proposal is filled in."""
    access.DIRECT.require(actor)
    return _page(request, actor, document, proposing=False)


@for_actor
def propose(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    access.PROPOSE.require(actor)
    return _page(request, actor, document, proposing=True)


def _page(request: HttpRequest, actor: Actor, document: UUID, proposing: bool) -> HttpResponse:
    there = found(actor, document)
    whole = card(actor, document)
    standing = (whole.proposal or whole.directive) if whole else None
    initial = {"text": standing.text, "due": standing.due, "to_post": there.presented_to_id} if standing else {"due": there.answer_by}
    form = DirectiveForm(actor, there, standing, proposing, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def give() -> None:
            if proposing:
                presenting.propose(actor, document, form.values(), form.cleaned_data["to_post"])
            else:
                directing.direct(actor, document, form.values())
            if form.cleaned_data["keep"] and form.cleaned_data["text"].strip():
                add(actor, Purpose.DIRECT, form.cleaned_data["text"])

        if attempt(form, give, {"incoming.due_past": "due", "incoming.co_after_lead": "co_due", "phrases.too_long": "keep"}):
            messages.success(request, _("Đã trình đề xuất.") if proposing else _("Đã cho bút phê; nơi được giao đã nhận."))
            return redirect(f"{ROOT}{document}/")
    groups = [
        (pgettext("nhóm", "Đơn vị"), form.units, True),
        (_("Lãnh đạo cơ quan"), form.leaders, True),
        (_("Cá nhân"), form.people, not form.units or any(s.chosen for s in form.people)),
    ]
    context = {
        "form": form, "groups": [g for g in groups if g[1]], "document": there, "card": whole, "pages": pages_of(there), "proposing": proposing,
        "title": _("Đề xuất bút phê") if proposing else _("Bút phê"), "phrases": phrases(actor, Purpose.DIRECT), "crumbs": crumbs(there),
        "parts": [("lead", _("Chủ trì")), ("co", _("Phối hợp")), ("know", _("Để biết")), ("", _("Không"))],
    }  # fmt: skip
    return render(request, "incoming/direct.html", context, status=422 if form.errors else 200)
