"""Both walls around incoming documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from tests.documents.incoming.conftest import House
from tinhso.core.access.public import UnscopedQuery
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import RegisterValues
from tinhso.kit.errors import Refusal

TABLES = ("incoming_incoming", "incoming_annex", "incoming_directive", "incoming_assignment", "incoming_note", "incoming_envelope")


def test_another_agencys_clerk_finds_nothing_by_id_list_count_or_verb(house: House) -> None:
    made = house.registered()
    with house.acting(house.cast.other_clerk) as other:
        assert queries.card(other, made.id) is None
        assert not any(queries.counts(other).values())
        assert queries.register(other, 2020).rows == []
        for act in (
            lambda: incoming.register(other, made.id),
            lambda: incoming.present(other, made.id, house.cast.other_director.post or 0),
            lambda: incoming.correct(other, made.id, incoming.RegisterValues(note="x"), "Thử"),
            lambda: incoming.refuse(other, made.id, "wrong_place"),
        ):
            with pytest.raises(Refusal) as no:
                act()
            assert no.value.status == 404


@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_hides_every_table_from_another_agency(house: House, table: str) -> None:
    with house.acting(house.cast.clerk) as clerk:
        incoming.log_envelope(clerk, sender="Hội Thử nghiệm", addressee=house.cast.specialist.post or 0)
    house.begun()
    with house.acting(house.cast.other_clerk), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        assert cursor.fetchone() == (0,)
    if table != "incoming_annex":
        with house.acting(house.cast.clerk), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            assert cursor.fetchone() != (0,)


def test_a_query_without_an_actor_raises(house: House) -> None:
    with pytest.raises(UnscopedQuery):
        list(Incoming.objects.all())


def test_duplicates_of_another_agency_raise_no_alarm(house: House) -> None:
    house.registered("05/SX-VP")
    with house.acting(house.cast.other_clerk) as other:
        made = incoming.log_paper(other, issuer="Sở X", notation="05/SX-VP", subject="Cùng văn bản, cơ quan khác")
        assert incoming.register(other, made.id).arrival_number == 1


def test_who_was_given_the_right_to_register_is_told_of_no_twin_he_may_not_see(house: House) -> None:
    """The chief of office, who is not named in a personnel matter; the clerk is told of all."""
    values = RegisterValues(named_posts=(house.cast.director.own_post,))
    house.registered("05/SX-VP", values, subject="Kỷ luật cán bộ")
    granted = replace(house.cast.chief, grants=frozenset({"incoming.register"}))
    for actor, found in ((house.cast.clerk, 1), (granted, 0)):
        with house.acting(actor):
            assert len(incoming.duplicates(actor, notation="05/SX-VP", issuer="Sở X")) == found
