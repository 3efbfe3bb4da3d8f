"""When a login was last seen: written once a minute and whenever its client changes, not with every page that is read."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase

EVERY = 60.0
"""Seconds; the list of sessions shows minutes."""
_KEPT = 10_000
Client = tuple[str, ...]
_CLIENT = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT")


class Activity:
    """In the place of allauth's own middleware, which reads and writes the same row three times a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._seen: dict[str, tuple[float, Client]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = request.session.session_key
        if key and request.user.is_authenticated:
            now, client = time.monotonic(), tuple(request.META.get(name, "") for name in _CLIENT)
            at, known = self._seen.get(key, (0.0, ()))
            if known != client or now - at >= EVERY:
                UserSession.objects.create_from_request(request)
                if len(self._seen) >= _KEPT:
                    self._seen.clear()
                self._seen[key] = now, client
        return self.get_response(request)
