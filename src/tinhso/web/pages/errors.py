"""What Django shows where no view answers."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinhso.web.middleware import AWAY, away


def server_error(request: HttpRequest) -> HttpResponse:
    """500; where the database could not serve outside of the request's own transaction (sessions), its page."""
    if isinstance(error := sys.exc_info()[1], AWAY):
        return away(request, error)
    return render(request, "500.html", status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: allauth's limits on logins ask for it by the name `handler429`."""
    return render(request, "web/429.html", status=429)
