"""What every page of every room reads of its request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tinhso.core.access.actor import Actor

View = Callable[..., HttpResponseBase]


def page_of(request: HttpRequest) -> str:
    """The address a person sees for this request: for a form that was sent, the page of this site that holds it ("/" where unknown)."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl() if here and page else "/"


def for_actor(view: View) -> View:
    """A page for somebody on a post: `view(request, actor, …)`. Others are sent to the login; the post-less are told so (403)."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(page_of(request))
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return render(request, "web/no_post.html", status=403)
        return view(request, actor, *args, **kwargs)

    return page
