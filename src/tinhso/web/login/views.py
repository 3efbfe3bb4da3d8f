"""allauth's views with our templates. Their flows, limits and forms are allauth's own; their Vietnamese is in locale/vi."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse

from tinhso.web.login.demanded import RemoveKey
from tinhso.web.login.sessions import Sessions
from tinhso.web.login.week import week


class Login(account.LoginView):  # type: ignore[misc]  # allauth is untyped
    template_name = "web/account/login.html"
    extra_context = {"week": week}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or that one line of it that asks for itself again."""
        page: HttpResponse = HttpResponse(week()) if "HX-Request" in request.headers else super().get(request, *args, **kwargs)
        return page


login = Login.as_view()
logout = account.LogoutView.as_view(template_name="web/account/logout.html")
inactive = account.AccountInactiveView.as_view(template_name="web/account/inactive.html")
change_password = account.PasswordChangeView.as_view(template_name="web/account/password.html", success_url="/tai-khoan/")
set_password = account.PasswordSetView.as_view(template_name="web/account/password.html", success_url="/tai-khoan/")
reauthenticate = account.ReauthenticateView.as_view(template_name="web/account/reauthenticate.html")

authenticate = mfa.AuthenticateView.as_view(template_name="web/account/second_factor.html")
reauthenticate_by_code = mfa.ReauthenticateView.as_view(template_name="web/account/reauthenticate_code.html")
reauthenticate_by_key = webauthn.ReauthenticateWebAuthnView.as_view(template_name="web/account/reauthenticate_key.html")

activate_totp = totp.ActivateTOTPView.as_view(template_name="web/account/totp.html")
deactivate_totp = totp.DeactivateTOTPView.as_view(template_name="web/account/totp_off.html")

list_keys = webauthn.ListWebAuthnView.as_view(template_name="web/account/keys.html")
add_key = webauthn.AddWebAuthnView.as_view(template_name="web/account/key_add.html")
edit_key = webauthn.EditWebAuthnView.as_view(template_name="web/account/key_edit.html")
remove_key = RemoveKey.as_view()
login_by_key = webauthn.LoginWebAuthnView.as_view()

view_codes = codes.ViewRecoveryCodesView.as_view(template_name="web/account/codes.html")
generate_codes = codes.GenerateRecoveryCodesView.as_view(template_name="web/account/codes_new.html")
download_codes = codes.DownloadRecoveryCodesView.as_view(template_name="web/account/codes.txt")

list_sessions = Sessions.as_view()
