"""What was given to be known: several taken note of at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.actions.handle import acknowledge_all
from tinhso.ui.ticked import ticked


@require_POST
@for_actor
def acknowledge(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The ticked ones, then back to the list."""
    if wanted := ticked(request):
        known = acknowledge_all(actor, wanted)
        messages.success(
            request, ngettext("Đã ghi nhận đã biết %(n)s văn bản.", "Đã ghi nhận đã biết %(n)s văn bản.", known) % {"n": known}
        )
    else:
        messages.info(request, _("Chọn ít nhất một văn bản."))
    return redirect(f"{ROOT}know/")
