"""One committed database of this folder, planted as for the leak walk; every request of the sweep is undone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from tests.cast import build_cast
from tests.conftest import cloned, connected_to
from tests.documents.incoming.conftest import house
from tests.documents.outgoing.conftest import office
from tests.keys import enroll_cast
from tests.leaks.plant import Planted, Planter
from tinhso.core.access.public import Actor
from tinhso.core.people.models import Account
from tinhso.engines.postgres import Engine

__all__ = ["house", "office"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser(actor: Actor, language: str = "vi", *, fresh: bool = False) -> Client:
    """Somebody logged in; `fresh`: his password was asked a moment ago, as before a signature."""
    client = Client(HTTP_ACCEPT_LANGUAGE=language, raise_request_exception=False)
    client.force_login(Account.objects.get(pk=actor.account), backend=BACKEND)
    if fresh:
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "username": actor.name}]
        session.save()
    return client


@pytest.fixture(scope="package")
def planted(engine: Engine, template: str, django_db_blocker: Any) -> Iterator[Planted]:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise looks for what `init` would have collected
    with cloned(engine, template) as name, django_db_blocker.unblock(), connected_to(name):
        cast = build_cast()
        enroll_cast(cast)
        made = Planter(cast).all()
        Authenticator.objects.all().delete()  # the planted passkey is only words, no key
        yield made
