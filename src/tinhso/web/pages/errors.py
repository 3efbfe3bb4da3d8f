"""What Django shows where no view answers."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinhso.web.middleware import AWAY, away


def server_error(request: HttpRequest) -> HttpResponse:
    """500; where the database was away outside of the request's own transaction (sessions), 503."""
    if isinstance(sys.exc_info()[1], AWAY):
        return away(request)
    return render(request, "500.html", status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: allauth's limits on logins ask for it by the name `handler429`."""
    return render(request, "web/429.html", status=429)
