"""What every page of every room reads of its request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from tinhso.core.access.actor import Actor

View = Callable[..., HttpResponseBase]


def for_actor(view: View) -> View:
    """A page for somebody on a post: `view(request, actor, …)`. Others are sent to the login; the post-less are told so (403)."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return render(request, "web/no_post.html", status=403)
        return view(request, actor, *args, **kwargs)

    return page
