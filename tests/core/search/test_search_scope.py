"""On transactions that really commit: a scope left behind would be invisible in a test that rolls back."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import acting, system
from tinhso.core.search import public as search


def test_an_unset_scope_finds_nothing(committed: str) -> None:
    who = system(501)
    with acting(who):
        search.index(who, aggregate="outgoing:1", kind="outgoing", title="Canary", body="", audience=["a501"], date=None, url="/1")
    with transaction.atomic():
        assert search.find(who, "canary").rows == []
    with acting(who):
        assert len(search.find(who, "canary").rows) == 1
