"""One's own account: the post one works on, what protects the login."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.people import public as people
from tinhso.kit.typed import whole
from tinhso.web.middleware import POST_KEY


@require_POST
@for_actor
def switch_post(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Work on another of one's own posts; the choice lives in the session, its evidence in the ledger."""
    post = whole(request.POST.get("post"))
    if post is not None and post != actor.post:
        chosen = people.switch_post(actor, request.user, post)  # type: ignore[arg-type]  # for_actor: an Account
        request.session[POST_KEY] = chosen.post
        messages.success(request, _("Đang làm việc với chức vụ %(title)s.") % {"title": chosen.title})
    return redirect("home")


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What protects the login, each with where to change it."""
    found = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("created_at"))
    keys = [a for a in found if a.type == Authenticator.Type.WEBAUTHN]
    codes = next((a.wrap() for a in found if a.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "totp": any(a.type == Authenticator.Type.TOTP for a in found), "keys": len(keys),
        "codes_left": len(codes.get_unused_codes()) if codes else None,
        "sessions": UserSession.objects.filter(user_id=request.user.pk).count(),
    }  # fmt: skip
    return render(request, "web/account/index.html", context)
