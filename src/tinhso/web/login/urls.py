"""The parts of allauth in use, under the names it calls them by; sign-up, mail and social login have no address here."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from tinhso.web.login import demanded, views

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.change_password, name="account_change_password"),
    path("password/set/", views.set_password, name="account_set_password"),
    path("2fa/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("2fa/required/", demanded.required, name="mfa_required"),
    path("2fa/authenticate/", views.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", views.reauthenticate_by_code, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", views.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", views.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/webauthn/", views.list_keys, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", views.add_key, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", views.login_by_key, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", views.reauthenticate_by_key, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", views.edit_key, name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", views.remove_key, name="mfa_remove_webauthn"),
    path("2fa/recovery-codes/", views.view_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", views.generate_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", views.download_codes, name="mfa_download_recovery_codes"),
    path("sessions/", views.list_sessions, name="usersessions_list"),
]
