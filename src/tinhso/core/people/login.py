"""Login: accounts are made by administrators; nobody signs himself up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's adapter (ACCOUNT_ADAPTER)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return str(super().clean_username(username.strip().lower(), shallow=shallow))
