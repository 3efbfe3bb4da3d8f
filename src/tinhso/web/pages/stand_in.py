"""Người xử lý thay: a leader lends his own inbox for some days, and takes it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.core.access.public import Actor, Role
from tinhso.core.people import public as people
from tinhso.core.people.access import OWN_INBOX
from tinhso.core.people.public import DelegationView
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt, press
from tinhso.ui.forms import LineField, Select
from tinhso.web.administration.common import for_right
from tinhso.web.administration.delegation_forms import Dates, shown
from tinhso.web.administration.delegations import box_of, last_day, state

SHOWN = 20
"""Past ones listed, the latest first."""


class StandInForm(Dates):
    to_post = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Người xử lý thay"), coerce=int)
    content = LineField(
        label=gettext_lazy("Lý do"), required=False, max_length=300, help_text=gettext_lazy("Ví dụ: đi công tác, nghỉ phép.")
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [
            p for p in people.roster().people_of_agency(actor.agency) if p.person != actor.person and p.role is not Role.ADMINISTRATOR
        ]
        self.fields["to_post"].choices = [("", _("Chọn người")), *((str(p.id), shown(p)) for p in others)]  # type: ignore[attr-defined]
        self.fields["until"].required = True
        self.fields["since"].earliest = self.fields["until"].earliest = clock.today()  # type: ignore[attr-defined]  # DateFields
        self.order_fields(["to_post", "since", "until", "content"])


@require_http_methods(["GET", "POST"])
@for_right(OWN_INBOX)
def stand_in(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = StandInForm(actor, request.POST or None)

    def act() -> None:
        since, until = form.span()
        c = form.cleaned_data
        people.delegate(
            actor, mode="INBOX", from_post=actor.post or 0, to_post=c["to_post"], content=c["content"], since=since, until=until
        )

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("Đã nhờ xử lý thay."))
        return redirect("stand_in")
    now = people.roster()
    lent = sorted(inboxes(now.ever_delegated_from(actor.post or 0)), key=lambda d: d.valid_from, reverse=True)
    open_ones = [d for d in lent if box_of(d) != "past"]
    context = {
        "form": form, "open": [_shown(d, d.to_post) for d in open_ones],
        "past": [_shown(d, d.to_post) for d in lent if box_of(d) == "past"][:SHOWN],
        "mine": [_shown(d, d.from_post) for d in inboxes(now.delegations_to(actor.post or 0))],
    }  # fmt: skip
    return render(request, "web/stand_in.html", context, status=422 if form.errors else 200)


def inboxes(found: list[DelegationView]) -> list[DelegationView]:
    return [d for d in found if d.mode == "INBOX"]


def _shown(d: DelegationView, other: int) -> dict[str, Any]:
    days = _("Từ %(first)s đến hết %(last)s") % {"first": fmt.date(d.valid_from), "last": last_day(d)}
    end = _("Kết thúc sớm") if box_of(d) == "current" else _("Bỏ")
    return {"id": d.id, "who": shown(people.roster().post(other)), "days": days, "why": d.content, "tag": state(d), "end": end}


@require_POST
@for_right(OWN_INBOX)
def end(request: HttpRequest, actor: Actor, delegation: int) -> HttpResponse:
    """Only one's own; another's is answered like one that never was."""
    d = people.roster().delegation(delegation)
    if d is None or d.mode != "INBOX" or d.from_post != actor.post:
        raise Http404
    return press(
        request, lambda: people.revoke_delegation(actor, delegation), _("Đã kết thúc; từ giây này chỉ mình bạn thấy hộp việc."), "stand_in"
    )


def on_desk(actor: Actor) -> list[str]:
    """What the desk says about inboxes lent and taken over just now."""
    now, post = people.roster(), actor.post or 0
    lent = [
        _("%(who)s đang xử lý thay hộp việc của bạn đến hết %(day)s.") % {"who": now.post(d.to_post).name, "day": last_day(d)}
        for d in inboxes(now.delegations_from(post))
    ]
    taken = [
        _("Bạn đang xử lý thay hộp việc của %(who)s đến hết %(day)s.") % {"who": now.post(d.from_post).name, "day": last_day(d)}
        for d in inboxes(now.delegations_to(post))
    ]
    return lent + taken
