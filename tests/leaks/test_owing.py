"""Who owes a second factor stands before the door: every route of the product is closed to him, and what stays open shows nothing."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings
from django.urls import reverse

from tests.leaks import exemptions
from tests.leaks.addresses import ADDRESSES, addresses
from tests.leaks.plant import CANARIES
from tests.leaks.test_leaks import person
from tests.leaks.walk import Walk, said
from tinhso.core.people.models import Account
from tinhso.web.login.demanded import OPEN, owes

pytestmark = pytest.mark.slow
DEMANDED = override_settings(TINHSO_SECOND_FACTOR="all")
OWING = ("clerk", "administrator")


def test_what_stays_open_are_routes_there_are() -> None:
    """And all of them one's own login: nothing of the work among them."""
    assert ADDRESSES.keys() >= OPEN
    assert {route for route in OPEN if not route.startswith(("account_", "mfa_"))} == {"usersessions_list", "ui:prefer", "healthz"}


@pytest.mark.parametrize("name", OWING)
def test_every_route_is_closed_to_who_owes_a_factor(name: str, walk: Walk) -> None:
    actor = person(walk.planted, name)
    client, led, reached, seen = walk.client(actor), reverse("mfa_required"), [], []
    assert actor is not None
    with DEMANDED:
        assert owes(Account.objects.get(pk=actor.account))
        for route in ADDRESSES:
            for address in addresses(route, walk.planted):
                for method in ("get", "post"):
                    if route in OPEN and (method != "get" or route in exemptions.NOT_POSTED):
                        continue
                    response = getattr(client, method)(address)
                    words = said(response)
                    seen += [f"{method} {address} {canary}" for canary in CANARIES if canary in words]
                    if route not in OPEN and (response.status_code, response.headers.get("Location")) != (302, led):
                        reached.append(f"{method} {address} {response.status_code}")
    assert (reached, seen) == ([], [])


def test_it_opens_to_him_with_his_factor(walk: Walk) -> None:
    """The walk above could not fail where everything leads there whoever asks."""
    client = walk.client(walk.planted.cast.clerk)
    key = Authenticator.objects.create(user_id=walk.planted.cast.clerk.account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    try:
        with DEMANDED:
            assert [client.get(reverse(route)).status_code for route in ("home", "work", "incoming", "outgoing_register_pdf")] == [200] * 4
    finally:
        key.delete()
