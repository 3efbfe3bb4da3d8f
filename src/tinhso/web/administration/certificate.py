"""One key of the agency: who keeps it on what basis, who kept it before, and its way from hand to hand (Điều 32)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.public import Actor, Role
from tinhso.core.people.public import PostView, roster
from tinhso.kit import clock
from tinhso.signing.custody import public as custody
from tinhso.signing.custody.access import CHARGE
from tinhso.signing.custody.public import Custody, Keeping, common_name, keepings
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import LineField
from tinhso.ui.rows import Action, Column, Crumb, Detail, Line
from tinhso.web.administration.certificates import key_state, without_keeper
from tinhso.web.administration.common import for_right
from tinhso.web.administration.delegation_forms import shown


class ChargeForm(forms.Form):
    """To whom, and the papers: the second one only where somebody hands the key over."""

    to = forms.TypedChoiceField(label=gettext_lazy("Giao cho"), coerce=int, help_text=gettext_lazy("Văn thư cơ quan đang giữ chức vụ."))
    basis = LineField(
        label=gettext_lazy("Văn bản giao quản lý"), max_length=300,
        help_text=gettext_lazy("Số, ngày quyết định của người đứng đầu, ví dụ: Quyết định 12/QĐ-VP ngày 05/01/2020."),
    )  # fmt: skip
    minutes = LineField(
        label=gettext_lazy("Biên bản bàn giao"), max_length=300, help_text=gettext_lazy("Số, ngày biên bản bàn giao thiết bị.")
    )

    def __init__(self, clerks: list[PostView], keeping: Keeping, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(p.id), shown(p)) for p in clerks]
        if not clerks:
            self.fields["to"].help_text = _("Cơ quan không có văn thư nào khác đang giữ chức vụ. Cử văn thư ở mục Người và chức vụ trước.")
        self.fields["to"].choices = choices if len(choices) == 1 else [("", _("Chọn văn thư")), *choices]  # type: ignore[attr-defined]
        self.fields["minutes"].required = keeping.charge is not None


class BackForm(forms.Form):
    basis = LineField(label=gettext_lazy("Biên bản thu lại"), max_length=300, help_text=gettext_lazy("Số, ngày biên bản thu lại thiết bị."))


def found(actor: Actor, key: int) -> Keeping:
    """A key of the actor's own agency; a person's, and another agency's, are answered like one that never was (404)."""
    keeping = next((k for k in keepings(actor) if k.key.pk == key), None)
    if keeping is None:
        raise Http404
    return keeping


@require_GET
@for_right(CHARGE)
def show(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    keeping = found(actor, key)
    columns = [
        Column("who", _("Người quản lý"), heading=True, width=220), Column("since", _("Nhận lúc"), nowrap=True, width=150),
        Column("until", _("Trả lúc"), nowrap=True, width=150), Column("basis", _("Văn bản giao"), width=240),
        Column("minutes", _("Biên bản bàn giao"), width=200), Column("return", _("Trả theo"), width=200),
    ]  # fmt: skip
    context = {
        "title": common_name(keeping.key.subject), "bare": without_keeper(keeping) if keeping.abandoned(clock.now()) else "",
        "kept": _kept(keeping), "facts": _facts(keeping), "actions": _actions(keeping), "columns": columns,
        "lines": [_line(charge) for charge in keeping.charges], "crumbs": [Crumb(_("Chứng thư số"), reverse("certificates"))],
    }  # fmt: skip
    return render(request, "web/administration/certificate.html", context)


def _kept(keeping: Keeping) -> list[Detail]:
    if keeping.keeper is None or keeping.charge is None:
        return []
    return [
        Detail(_("Người quản lý"), shown(keeping.keeper)), Detail(_("Từ lúc"), fmt.moment(keeping.charge.taken_at)),
        Detail(_("Văn bản giao"), keeping.charge.basis), Detail(_("Biên bản bàn giao"), keeping.charge.minutes or "–"),
    ]  # fmt: skip


def _facts(keeping: Keeping) -> list[Detail]:
    key = keeping.key
    return [
        Detail(_("Tình trạng"), key_state(key)), Detail(_("Số hiệu"), key.serial), Detail(_("Từ ngày"), fmt.date(key.valid_from)),
        Detail(_("Đến ngày"), fmt.date(key.valid_to)), Detail(_("Đăng ký lúc"), fmt.moment(key.enrolled_at)),
    ]  # fmt: skip


def _line(charge: Custody) -> Line:
    who = roster().post(charge.post_id)
    until = fmt.moment(charge.given_back_at)
    if not until:
        until = _("Đang giữ") if roster().holds(charge.post_id) else _("Thôi chức vụ, chưa bàn giao")
    return Line(charge.pk, [shown(who), fmt.moment(charge.taken_at), until, charge.basis, charge.minutes, charge.return_basis])


def _actions(keeping: Keeping) -> list[Action]:
    at = keeping.key.pk
    label = _("Bàn giao cho văn thư khác") if keeping.charge else _("Giao cho văn thư")
    made = [Action(label, reverse("certificate_charge", args=[at]), "primary", "key")]
    if keeping.charge:
        made.append(Action(_("Thu lại"), reverse("certificate_back", args=[at]), icon="undo"))
    return made


@require_http_methods(["GET", "POST"])
@for_right(CHARGE)
def charge(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """A clerk takes the key into her charge; whoever kept it is relieved the same instant."""
    keeping = found(actor, key)
    clerks = [p for p in roster().by_role(actor.agency, Role.CLERK) if not keeping.held_by(p.id)]
    form = ChargeForm(clerks, keeping, request.POST or None)

    def act() -> None:
        c = form.cleaned_data
        custody.take_charge(actor, key, c["to"], basis=c["basis"], minutes=c["minutes"])
        messages.success(request, _("%(name)s quản lý khóa của cơ quan từ giây này.") % {"name": roster().post(c["to"]).name})

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return redirect("certificate", key)
    lead = (
        _("%(name)s bàn giao. Từ giây ghi nhận, chỉ người nhận ký số được của cơ quan.")
        % {"name": roster().post(keeping.charge.post_id).name}
        if keeping.charge
        else _("Từ giây ghi nhận, chỉ người nhận ký số được của cơ quan.")
    )
    context = {"form": form, "title": _("Giao quản lý khóa của cơ quan"), "submit": _("Ghi nhận"), "lead": lead, "crumbs": _crumbs(keeping)}
    return render(request, "web/administration/form.html", context)


@require_http_methods(["GET", "POST"])
@for_right(CHARGE)
def back(request: HttpRequest, actor: Actor, key: int) -> HttpResponse:
    """The key comes back and lies with nobody until it is given into charge again."""
    keeping = found(actor, key)
    form = BackForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: custody.give_back(actor, key, basis=form.cleaned_data["basis"]))
    ):
        messages.success(request, _("Đã thu lại. Cơ quan chưa ký số được cho đến khi giao cho một văn thư."))
        return redirect("certificate", key)
    lead = _("Thu lại rồi thì chưa ai ký số được của cơ quan, cho đến khi giao cho một văn thư. Nếu đã có người nhận, hãy bàn giao thẳng.")
    context = {"form": form, "title": _("Thu lại khóa của cơ quan"), "submit": _("Thu lại"), "lead": lead, "crumbs": _crumbs(keeping)}
    return render(request, "web/administration/form.html", context)


def _crumbs(keeping: Keeping) -> list[Crumb]:
    return [
        Crumb(_("Chứng thư số"), reverse("certificates")),
        Crumb(common_name(keeping.key.subject), reverse("certificate", args=[keeping.key.pk])),
    ]
