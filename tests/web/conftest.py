"""Clients logged in as one of the cast."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, set_scope
from tinhso.core.people.models import Account

PASSWORD = "mat-khau-thu-nghiem-1"


@pytest.fixture(autouse=True, scope="session")
def static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise looks for what `init` would have collected


@pytest.fixture
def cast(db: None) -> Cast:
    made = build_cast()
    set_scope((made.agency, made.other), {p for a in (made.clerk, made.specialist) for p in a.principals})
    return made


@pytest.fixture
def as_(cast: Cast) -> Callable[[Actor], Client]:
    """`as_(cast.clerk)`: a browser in which this person is logged in."""

    def browser(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser
