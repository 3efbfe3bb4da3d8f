"""HEAD is answered wherever GET is, and leaves nothing behind (RFC 9110, 9.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.documents.outgoing.conftest import Office
from tinhso.core.access.public import Actor, acting
from tinhso.core.ledger.models import Seen

Browser = Callable[[Actor], Client]
EACH = {"UUIDConverter": UUID(int=7), "IntConverter": 7, "SlugConverter": "x", "StringConverter": "x"}


def addresses() -> list[str]:
    """An address of every route; what it names was never there, which GET says too."""
    return sorted(set(_addresses(get_resolver().url_patterns, "")))


def _addresses(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield _address(space + str(pattern.name), pattern)


def _address(name: str, pattern: URLPattern) -> str:
    try:
        return reverse(name, kwargs={key: EACH[type(converter).__name__] for key, converter in pattern.pattern.converters.items()})
    except NoReverseMatch:  # allauth's own: a regular expression
        return reverse(name, args=["x", "y"])


@pytest.mark.parametrize("who", ["clerk", "administrator"])
def test_every_route_answers_head_as_it_answers_get(who: str, cast: Cast, as_: Browser) -> None:
    one, other = as_(getattr(cast, who)), as_(getattr(cast, who))
    answered = {address: (one.head(address).status_code, other.get(address).status_code) for address in addresses()}
    assert {address: both for address, both in answered.items() if both[0] != both[1]} == {}
    assert sum(head == 200 for head, _ in answered.values()) >= 20


def test_who_only_asks_for_the_head_has_seen_nothing(cast: Cast, as_: Browser) -> None:
    made = Office(cast).submitted()
    address = f"/van-ban-di/{made.id}/"

    def looks() -> int:
        with acting(cast.unit_head):
            return Seen.objects.filter(subject__endswith=str(made.id)).count()

    before = looks()
    answer = as_(cast.unit_head).head(address)
    assert (answer.status_code, answer.content) == (200, b"")
    assert looks() == before
    assert as_(cast.unit_head).get(address).status_code == 200
    assert looks() == before + 1
