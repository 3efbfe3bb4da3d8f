"""The words typed into a list's filter: what they find, whoever asks and however many hold them, and nothing that is hidden."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import build_cast
from tests.documents.incoming.conftest import House
from tinhso.core.access.public import Actor, acting
from tinhso.core.search import narrowing
from tinhso.core.search.migration import listed
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import RegisterValues
from tinhso.engines.postgres import Engine
from tinhso.kit import clock

WAYS = pytest.mark.parametrize("few", [0, narrowing.FEW], ids=["walked", "by the index"])
"""Both of the ways to the rows: the words are taken for many records', and for few."""


def found(house: House, words: str, who: Actor | None = None, box: str = "to_register", **more: object) -> list[str]:
    with house.acting(who or house.cast.clerk) as actor:
        return [row.number for row in queries.listed(actor, box, queries.Filters(words=words, **more)).rows]  # type: ignore[arg-type]


@WAYS
def test_words_are_found_without_accents_in_any_order_and_as_parts_of_words(
    house: House, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    house.paper("12/KH-ĐTTT", subject="Về việc ĐẶT tên Đường Nguyễn Ưởng", issuer="Ủy ban nhân dân thị xã Ý Yên")
    house.paper("100%_A\\B", subject="Khác hẳn")
    for words in (
        "đường đặt", "DUONG", "dat duong nguyen uong", "12/kh", "2/k", "kh-dt", "12/KH-đttt", "y yen", "uy ban", "ĐTTT", "ủy 12/", "2", "1 y", "/", "duong duong",
    ):  # fmt: skip
        assert "12/KH-ĐTTT" in found(house, words), words
    for words in ("duong dat tp", "12kh", "12/kl", "dtttt", "%", "_", "2%k", "1_/kh", "\\", "zx"):
        assert "12/KH-ĐTTT" not in found(house, words), words
    for words in ("%", "_", "\\", "100%", "%_a", "a\\b"):
        assert found(house, words) == ["100%_A\\B"], words
    assert found(house, "  ") == ["100%_A\\B", "12/KH-ĐTTT"]


@WAYS
def test_words_pages_and_the_other_filters_go_together(house: House, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    for n in range(9):
        house.paper(f"{n}/SX-VP", subject="Kế hoạch năm" if n % 2 else "Báo cáo quý")
    house.arrived(subject="Kế hoạch của nơi khác")
    wanted = ["7/SX-VP", "5/SX-VP", "3/SX-VP", "1/SX-VP"]
    with house.acting(house.cast.clerk) as clerk:
        filters = queries.Filters(words="hoach ke", channel="paper", since=date(2020, 3, 9), until=date(2020, 3, 9))
        first = queries.listed(clerk, "to_register", filters, limit=3)
        assert [row.number for row in first.rows] == wanted[:3] and first.newer is None
        second = queries.listed(clerk, "to_register", filters, older=first.older or "", limit=3)
        assert [row.number for row in second.rows] == wanted[3:] and second.older is None
        back = queries.listed(clerk, "to_register", filters, newer=second.newer or "", limit=3)
        assert [row.number for row in back.rows] == wanted[:3]
    assert found(house, "ke hoach", until=date(2020, 3, 8)) == found(house, "ke hoach", since=date(2020, 3, 10)) == []
    assert found(house, "ke hoach", since=date(1, 1, 1), until=date(9999, 12, 31)) == wanted


def test_more_than_the_index_brings_are_found_to_the_last(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "FEW", 3)
    for many in (3, 4, 5):
        while len(found(house, "bao cao")) < many:
            house.paper(f"{many}/SX-VP")
        assert len(found(house, "bao cao")) == many


def test_a_day_in_vietnam_begins_and_ends_at_its_midnight(house: House) -> None:
    house.now = clock.begin(date(2020, 3, 10)) - timedelta(minutes=1)
    house.paper("first/SX")
    house.now = clock.end(date(2020, 3, 10)) - timedelta(minutes=1)
    house.paper("last/SX")
    house.paper("next/SX")
    assert found(house, "sx", since=date(2020, 3, 10), until=date(2020, 3, 10)) == ["last/SX", "first/SX"]


@WAYS
def test_what_is_corrected_is_found_by_its_new_words_at_once(house: House, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """While it is registered its search row comes after the commit: the filter must not wait for that."""
    monkeypatch.setattr(narrowing, "FEW", few)
    made = house.paper("1/A", subject="Trước kia")
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, made.id, RegisterValues(subject="Về sau"))
        assert Incoming.objects.within(clerk).filter(pk=made.id).update(issuer="Sở Đổi mới")
    assert found(house, "ve sau doi", box="to_present") == ["1/A"] and found(house, "truoc kia", box="to_present") == []


@WAYS
def test_the_filter_finds_nothing_that_the_list_hides(house: House, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    made = house.paper("1/MAT", subject="Thiên nga đen")
    assert found(house, "thien nga") == ["1/MAT"]
    for actor in (house.cast.colleague, house.cast.other_clerk, house.cast.other_director):
        assert found(house, "thien nga", actor) == [], actor.name
    with house.acting(house.cast.clerk) as clerk:
        Incoming.objects.within(clerk).filter(pk=made.id).update(
            audience=[f"o{house.cast.other_clerk.post}", f"o{house.cast.colleague.post}"]
        )
    assert found(house, "thien nga") == []  # it lost sight of it
    assert found(house, "thien nga", house.cast.colleague) == ["1/MAT"]
    assert found(house, "thien nga", house.cast.other_clerk) == []  # named in another agency's audience


def asked(sql: str = "SELECT tinhso_listed('{incoming_incoming,thi}', '{%%thien%%}', 10)") -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [])
        return [row[0] for row in cursor.fetchall()]


def test_the_index_itself_tells_nothing_past_either_wall(house: House) -> None:
    made = house.paper("1/MAT", subject="Thiên nga đen")
    with acting(house.cast.clerk):
        assert asked() == [made.id]
    for actor in (house.cast.colleague, house.cast.other_clerk):
        with acting(actor):
            assert asked() == [], actor.name
    for sql in ("SELECT words FROM search_listed", "DELETE FROM search_listed", "SELECT count(*) FROM search_listed"):
        with acting(house.cast.clerk), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            asked(sql)


def test_an_unset_scope_lists_nothing(committed: str) -> None:
    with transaction.atomic():
        assert asked("SELECT tinhso_listed('{}', '{%%}', 10)") == []


def test_what_is_there_at_the_upgrade_is_found_after_it(committed: str, engine: Engine) -> None:
    """Of every agency: the owner has no scope while he migrates, and his own wall stands again afterwards."""
    with transaction.atomic():
        house = House(build_cast())
    house.paper("1/A", subject="Thiên nga")
    operation = listed("incoming_incoming", "subject", "notation", "issuer")
    connection.close()
    with psycopg.connect(**{**engine.dsn("owner"), "dbname": committed}) as owner:
        for statement in operation.reverse_sql:
            owner.execute(str(statement))
        assert owner.execute("SELECT count(*) FROM search_listed").fetchone() == (0,)
        for statement in operation.sql:
            owner.execute(str(statement))
        forced = owner.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'incoming_incoming'").fetchone()
        assert forced == (True,)
    assert found(house, "thien nga") == ["1/A"]
