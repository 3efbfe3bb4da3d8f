"""Khóa sổ năm: one page for the clerk and the chief of office from December on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import access
from tinhso.documents.incoming.actions.close_year import close_year
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.pages.common import attempt, crumbs
from tinhso.documents.incoming.queries import year as queries
from tinhso.documents.numbering.public import CLOSE_YEAR, REOPEN_YEAR, reopen_series, year_to_close
from tinhso.kit import clock
from tinhso.ui.attempts import press
from tinhso.ui.forms import LineField
from tinhso.ui.rows import Action, Crumb

HERE = f"{ROOT}khoa-so-nam/"


class ReopenForm(forms.Form):
    reason = LineField(label=gettext_lazy("Vì sao phải cấp thêm số của năm"), max_length=500)


@require_GET
@for_actor
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What of the year is left, how far each series has come, and whether it is closed."""
    access.PRESENT.require(actor)
    of = queries.year(actor)
    actions = [Action(_("Xuất sổ"), f"/van-ban-di/so/xuat/?nam={of.year}", icon="print")]
    if of.may and not of.closed and CLOSE_YEAR.held_by(actor):
        actions.append(Action(_("Khóa sổ năm"), f"{HERE}khoa/", kind="primary", icon="lock", post=True, fields={"year": of.year}))
    if of.closed and of.year == clock.today().year and REOPEN_YEAR.held_by(actor):
        actions.append(Action(_("Mở lại sổ"), f"{HERE}mo-lai/", icon="book"))
    return render(request, "incoming/year.html", {"of": of, "actions": actions, "crumbs": crumbs()})


@require_POST
@for_actor
def close(request: HttpRequest, actor: Actor) -> HttpResponse:
    """`year`: the one the page showed, so that a page left open over New Year closes nothing else."""
    year = request.POST.get("year", "")
    ending = year_to_close(clock.today())
    CLOSE_YEAR.require(actor)
    if ending is None or year != str(ending):
        messages.error(request, _("Trang này đã cũ hoặc chưa đến lúc khóa sổ. Xem lại rồi khóa."))
        return redirect(HERE)
    return press(request, lambda: close_year(actor, ending), _("Đã khóa sổ văn bản đi năm %(year)s.") % {"year": ending}, HERE)


@require_http_methods(["GET", "POST"])
@for_actor
def reopen(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Only while the year lasts; why is kept."""
    REOPEN_YEAR.require(actor)
    year, form = clock.today().year, ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: reopen_series(actor, year, form.cleaned_data["reason"])):
        messages.success(request, _("Đã mở lại sổ văn bản đi năm %(year)s.") % {"year": year})
        return redirect(HERE)
    context = {"form": form, "year": year, "crumbs": [*crumbs(), Crumb(_("Khóa sổ năm"), HERE)]}
    return render(request, "incoming/year_open.html", context, status=422 if form.errors else 200)
