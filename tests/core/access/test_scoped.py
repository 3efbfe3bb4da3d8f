"""The first wall: a query over agency data without an actor raises; with one, the audience decides."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.cast import Cast, build_cast
from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, UnscopedQuery, acting
from tinhso.core.access.scoped import ScopedQuerySet
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.kit import clock


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def written(cast: Cast, *audience: str, agency: int | None = None) -> Outgoing:
    return Outgoing.objects.create(
        agency_id=agency or cast.agency, unit_id=cast.unit, drafter_id=cast.specialist.post, type_code="report", subject="Thử",
        state_at=clock.now(), created_at=clock.now(), audience=list(audience),
    )  # fmt: skip


UNBOUND: list[Callable[[], object]] = [
    lambda: list(Outgoing.objects.all()),
    lambda: Outgoing.objects.count(),
    lambda: Outgoing.objects.exists(),
    lambda: Outgoing.objects.filter(pk=uuid4()).first(),
    lambda: Outgoing.objects.get(pk=uuid4()),
    lambda: Outgoing.objects.filter(state="x").update(subject="y"),
    lambda: Outgoing.objects.filter(state="x").delete(),
    lambda: list(Outgoing.objects.values_list("id")),
    lambda: list(Outgoing.objects.iterator()),
    lambda: Outgoing.objects.in_bulk([uuid4()]),
    lambda: Outgoing.objects.earliest("created_at"),
    lambda: Outgoing.objects.aggregate(),
    lambda: bool(Outgoing.objects.all()),
    lambda: Outgoing.objects.filter(pk=uuid4()).contains(Outgoing(id=uuid4())),
    lambda: list(Recipient.objects.select_related("document")),
]


@pytest.mark.parametrize("query", UNBOUND)
def test_an_unbound_query_raises_whatever_it_asks(query: Callable[[], object], cast: Cast) -> None:
    with acting(cast.clerk), pytest.raises(UnscopedQuery):
        query()


def test_the_unscoped_door_says_why(cast: Cast) -> None:
    with pytest.raises(ValueError, match="why"):
        Outgoing.objects.unscoped("")
    with acting(cast.clerk):
        assert Outgoing.objects.unscoped("a test").count() == 0


def test_the_audience_decides_who_sees_a_record(cast: Cast) -> None:
    with acting(cast.specialist):
        written(cast, principal.post(cast.specialist.post or 0), principal.head_of(cast.unit), principal.every(cast.agency))

    def sees(actor: Actor) -> bool:
        with acting(actor):
            return Outgoing.objects.visible_to(actor).exists()

    for actor in (cast.specialist, cast.unit_head, cast.clerk, cast.chief, cast.director):
        assert sees(actor), actor.name
    for actor in (cast.colleague, cast.second_head, cast.deputy, cast.administrator, cast.other_clerk, cast.other_director):
        assert not sees(actor), actor.name


def test_a_principal_of_another_agency_opens_nothing_there(cast: Cast) -> None:
    """Even when an audience names a stranger, his agencies do not hold the record."""
    with acting(cast.specialist):
        written(cast, principal.post(cast.other_clerk.post or 0))
    with acting(cast.other_clerk):
        assert not Outgoing.objects.visible_to(cast.other_clerk).exists()


def test_party_and_personnel_matters_are_seen_by_named_persons_alone(cast: Cast) -> None:
    assert cast.deputy.person is not None
    with acting(cast.specialist):
        written(cast, principal.person(cast.deputy.person))
    for actor, expected in ((cast.deputy, 1), (cast.director, 0), (cast.clerk, 0)):
        with acting(actor):
            assert Outgoing.objects.visible_to(actor).count() == expected


def test_binding_survives_further_filters_and_parts_of_a_loaded_record_are_reached(cast: Cast) -> None:
    with acting(cast.specialist):
        made = written(cast, principal.post(cast.specialist.post or 0))
        bound = Outgoing.objects.visible_to(cast.specialist).filter(state="drafting").order_by("-created_at")[:5]
        assert [o.pk for o in bound] == [made.pk]
        assert list(made.recipients.all()) == []
        made.refresh_from_db()


def test_an_empty_set_of_principals_sees_nothing(cast: Cast) -> None:
    import dataclasses

    nobody = dataclasses.replace(cast.clerk, principals=frozenset())
    with acting(cast.specialist):
        written(cast, principal.every(cast.agency))
    with acting(nobody):
        assert not Outgoing.objects.visible_to(nobody).exists()


def test_every_model_with_an_agency_behind_the_wall_has_the_bound_manager(db: None) -> None:
    """So that a new room cannot forget the first wall while it has the second."""
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')")
        walled = {name for (name,) in cursor.fetchall()}
    below = {"ledger_entry", "ledger_seen", "events_happening", "events_delivery", "search_entry"}
    loose = {
        m._meta.db_table
        for m in apps.get_models()
        if m._meta.db_table in walled and not isinstance(m._default_manager.get_queryset(), ScopedQuerySet)
    }
    assert loose <= below, "rooms below access know no actor; every other binds its queries"
