"""Where a second factor is demanded (TINHSO_SECOND_FACTOR): who owes one is led to where he sets it up, and reaches nothing else before."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tinhso.core.people import public as people

OPEN = frozenset({
    "mfa_required", "mfa_activate_totp", "mfa_add_webauthn",
    "account_login", "account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "usersessions_list", "ui:prefer", "healthz",
})  # fmt: skip
"""What is answered to who owes a factor: setting one up, saying again who he is, leaving, his own sessions, the language of all this."""
WANTED = "tinhso_wanted"
"""Where he was going, kept in the session until he has set a factor up."""
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for one of these and are none themselves."""
KEPT = gettext_lazy(
    "Tài khoản này phải có bước thứ hai, và đây là cách cuối cùng còn lại. Hãy thêm một cách khác trước, rồi mới gỡ cách này."
)


def demanded_of(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the settings demand a second factor of this login."""
    wanted = settings.TINHSO_SECOND_FACTOR
    if wanted == "optional" or not user.is_authenticated:
        return False
    return wanted == "all" or people.administers(user.pk)


def owes(user: AbstractBaseUser | AnonymousUser) -> bool:
    """It is demanded and he has none."""
    return demanded_of(user) and not Authenticator.objects.filter(user_id=user.pk, type__in=_FACTORS).exists()


def led(request: HttpRequest) -> HttpResponse | None:
    """To the page where a factor is set up, for one who owes it; None for what stays open to him."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return redirect("mfa_required")
    if match.view_name in OPEN:
        return None
    if request.method == "GET" and "HX-Request" not in request.headers:
        request.session[WANTED] = request.get_full_path()
    return redirect("mfa_required")


@require_GET
@login_required
def required(request: HttpRequest) -> HttpResponse:
    """Why, and the ways there are; whoever has set one up goes on to where he wanted."""
    if owes(request.user):
        return render(request, "web/account/required.html")
    return redirect(request.session.pop(WANTED, "home"))


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's adapter (MFA_ADAPTER): nobody takes away the last factor where one is demanded of him."""

    error_messages = {**DefaultMFAAdapter.error_messages, "cannot_delete_authenticator": KEPT}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=_FACTORS).exclude(pk=authenticator.pk)
        return not demanded_of(authenticator.user) or others.exists()


class RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """allauth asks its adapter before an authenticator app is switched off, not before a passkey is removed."""

    template_name = "web/account/key_remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = "" if Factors().can_delete_authenticator(self.object) else KEPT
        return {**super().get_context_data(**kwargs), "kept": kept}

    def form_valid(self, form: Form) -> HttpResponse:
        if not Factors().can_delete_authenticator(self.object):
            answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=409)
            return answer
        answer = super().form_valid(form)
        return answer
