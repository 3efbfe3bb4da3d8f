"""Khóa sổ ngày: one page for the clerk before the office closes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming import access
from tinhso.documents.incoming.actions.close_day import close_day
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.pages.common import crumbs
from tinhso.documents.incoming.queries import closing
from tinhso.ui.rows import Action


@require_GET
@for_actor
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is left of the clerk's day; the chief of office may look too."""
    access.PRESENT.require(actor)
    actions = (
        [Action(_("Khóa sổ"), f"{ROOT}khoa-so/khoa/", kind="primary", icon="lock", post=True)] if access.CLOSE_DAY.held_by(actor) else []
    )
    return render(request, "incoming/closing.html", {"day": closing.day(actor), "actions": actions, "crumbs": crumbs()})


@require_POST
@for_actor
def close(request: HttpRequest, actor: Actor) -> HttpResponse:
    close_day(actor)
    messages.success(request, _("Đã ghi khóa sổ ngày vào nhật ký bằng chứng."))
    return redirect(f"{ROOT}khoa-so/")
