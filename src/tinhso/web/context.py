"""What every template is given: who works here, the menu, the marks of a demo. All of it lazily: an error page asks nothing."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.core.organisations.public import directory
from tinhso.core.people.access import OWN_INBOX
from tinhso.core.people.public import posts_of
from tinhso.documents.phrases.access import KEEP
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.rows import NavItem
from tinhso.web import nav


class Frame:
    """The actor as the page's frame shows him (ui.rows.Actor); templates reach the Actor's own fields through it too."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._actor, name)

    @property
    def name(self) -> str:
        return self._actor.name

    @property
    def post_title(self) -> str:
        return self._actor.title

    @cached_property
    def agency_name(self) -> str:
        return directory().get(self._actor.agency).name


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Callables are called by the template that shows them, once each."""
    actor: Actor | None = getattr(request, "actor", None)
    always: dict[str, Any] = {"demo": settings.TINHSO_DEMO, "home_url": reverse("home"), "passkeys": once(lambda: passkeys(request))}
    if actor is None:
        signed_in = hasattr(request, "user") and hasattr(request, "actor") and request.user.is_authenticated
        return {**always, "actor": None, "logout_url": reverse("account_logout") if signed_in else ""}
    return {
        **always, "actor": Frame(actor), "nav": once(lambda: nav.items(request, actor)), "posts": once(lambda: _posts(request, actor)),
        "role_url": reverse("switch_post"), "account_items": once(lambda: _account(actor)), "logout_url": reverse("account_logout"),
        "search_url": reverse("search"), "notices_url": reverse("notices"), "notices": once(lambda: notifications.unread_count(actor)),
        "print_line": once(lambda: print_line(actor)),
    }  # fmt: skip


def once(make: Callable[[], Any]) -> Callable[[], Any]:
    return cache(make)


def _posts(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    tree = directory()
    held = posts_of(request.user) if request.user.is_authenticated else []
    return [{"id": p.id, "title": f"{p.title}, {tree.get(p.unit).shown}", "current": p.id == actor.post} for p in held]


def _account(actor: Actor) -> list[NavItem]:
    lends = [NavItem(_("Người xử lý thay"), reverse("stand_in"), "users")] if OWN_INBOX.held_by(actor) else []
    return [
        *lends,
        *([NavItem(_("Câu mẫu của tôi"), reverse("phrases"), "pen")] if KEEP.held_by(actor) else []),
        NavItem(_("Quyền của tôi"), reverse("own_rights"), "users"),
        NavItem(_("Bảo mật tài khoản"), reverse("account"), "shield"),
        NavItem(_("Phiên đăng nhập"), reverse("usersessions_list"), "globe"),
        NavItem(_("Thông báo nhận"), reverse("notice_switches"), "bell"),
    ]


def print_line(actor: Actor) -> SafeString:
    """Who printed what is in hand, and when (Decree 30/2020, Appendix VI). The time is that of the page until `printed.js` sets it."""
    when = format_html("<time data-printed>{}</time>", fmt.moment(clock.now()))
    return format_html(_("In từ Hệ thống, người in {who}, lúc {when}"), who=actor.name, when=when)


def passkeys(request: HttpRequest) -> dict[str, Any]:
    """A passkey belongs to a name; under an IP address the browser refuses (WebAuthn §5.1.2). `named`: this page under a name, or ""."""
    domain, port = split_domain_port(request.get_host())
    try:
        address = ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return {"work": True, "named": ""}
    named = f"{request.scheme}://localhost{f':{port}' if port else ''}{request.get_full_path()}" if address.is_loopback else ""
    return {"work": False, "named": named}
