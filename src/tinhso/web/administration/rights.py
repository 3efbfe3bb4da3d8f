"""Ai có quyền gì và vì sao."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, all_permissions
from tinhso.core.organisations.public import directory
from tinhso.core.people.access import MANAGE
from tinhso.core.people.public import roster
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Crumb, Line
from tinhso.web.administration.common import agencies, chosen_agency, for_right, words


class Filter(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("Cơ quan"), required=False)
    right = forms.ChoiceField(label=gettext_lazy("Quyền"), required=False)


@require_GET
@for_right(MANAGE)
def rights(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Holders of each right in one agency now: by their post, or by a grant with its basis."""
    agency, code = chosen_agency(request, actor), request.GET.get("right", "")
    form = Filter(request.GET)
    form.fields["agency"].choices = [(str(i), name) for i, name in agencies(actor)]  # type: ignore[attr-defined]  # a ChoiceField
    form.fields["right"].choices = [("", _("Mọi quyền")), *((p.code, words(p)) for p in all_permissions())]  # type: ignore[attr-defined]
    now, tree, lines = roster(), directory(), []
    granted = {(g.post, g.permission): g for p in now.people_of_agency(agency) for g in now.grants_of(p.id)}
    for permission in all_permissions():
        if code and permission.code != code:
            continue
        for post in now.people_of_agency(agency):
            grant = granted.get((post.id, permission.code))
            if post.role in permission.roles:
                why = _("Theo chức vụ %(title)s") % {"title": post.title}
            elif grant is not None:
                why = _("Được cấp: %(basis)s") % {"basis": grant.basis}
                if grant.valid_to:
                    why += _(", đến %(day)s") % {"day": fmt.date(grant.valid_to)}
            else:
                continue
            cells: list[str | Cell] = [
                words(permission),
                Cell(post.name, reverse("person", args=[post.id])),
                tree.get(post.unit).shown,
                why,
            ]
            lines.append(Line(f"{permission.code}-{post.id}", cells))
    columns = [
        Column("right", _("Quyền"), heading=True, width=320),
        Column("who", _("Người"), width=180),
        Column("unit", _("Đơn vị"), width=180),
        Column("why", _("Vì sao"), width=260),
    ]
    context = {
        "form": form,
        "columns": columns,
        "lines": lines,
        "clear": reverse("rights"),
        "crumbs": [Crumb(_("Người và chức vụ"), reverse("people"))],
    }
    return render(request, "web/administration/rights.html", context)
