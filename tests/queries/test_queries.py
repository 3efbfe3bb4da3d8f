"""A list asks the database as often for 10,000 records as for five, shows what there is, and never reads a large table from end to end."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from tests.leaks.addresses import routes
from tests.queries.conftest import SIZES, House, pages
from tests.queries.lists import FEW, LISTS, NOT_LISTS, PLANNED
from tests.queries.plans import LARGE, large_tables, read_through, watched
from tinhso.core.access.public import acting
from tinhso.core.search import narrowing

MOST_QUERIES = 25


def test_every_route_is_a_list_of_this_folder_or_says_why_it_is_none() -> None:
    exempt = [name for names in NOT_LISTS.values() for name in names]
    assert sorted([*LISTS, *exempt]) == routes()


@pytest.mark.slow
def test_as_many_queries_for_5_50_100_and_10000_records(house: House) -> None:
    asked = {page: [house.queries[size][page] for size in SIZES[1:]] for page in house.queries[5]}
    assert {page: counts for page, counts in asked.items() if len(set(counts)) > 1} == {}
    assert {page: counts[0] for page, counts in asked.items() if counts[0] > MOST_QUERIES} == {}


@pytest.mark.slow
def test_every_list_grows_with_its_records_up_to_its_page(house: House) -> None:
    """Five records more are as many rows more each time: else the counts above would compare the same page with itself."""
    wrong = {}
    for who, address, entry in pages():
        rows = {size: house.rows[size][f"{who} {address}"] for size in SIZES}
        each, rest = divmod(rows[5] - rows[0], 5)
        wanted = {size: min(entry.limit, rows[0] + each * size) for size in (50, 100)}
        last = entry.limit if entry.limit < FEW else rows[100]
        if each < 1 or rest or any(rows[size] != n for size, n in wanted.items()) or rows[LARGE] != last:
            wrong[f"{who} {address}"] = rows
    assert wrong == {}


@pytest.mark.slow
def test_no_list_reads_a_large_table_through(house: House) -> None:
    found: list[str] = []
    looked_at = ((who, address) for who, address, entry in pages() if not entry.through)
    for who, address in (*looked_at, *PLANNED):
        with watched(found.append, f"{who} {address}"):
            assert house.get(who, address).status_code == 200
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_every_table_behind_a_list_is_large(house: House) -> None:
    assert large_tables() >= {
        "outgoing_outgoing", "outgoing_recipient", "outgoing_recipientgroup", "incoming_incoming", "incoming_directive", "incoming_assignment",
        "incoming_envelope", "registers_oldline", "numbering_line", "exchange_dispatch", "exchange_statusmessage", "work_task", "notifications_notice", "search_entry", "search_listed",
        "events_happening", "procrastinate_jobs", "procrastinate_events", "people_account", "people_person", "people_post", "people_delegation",
        "organisations_unit", "organisations_unitversion", "custody_key",
    }  # fmt: skip


def plan_inside(house: House, asked: str, table: str) -> dict[str, Any]:
    """What a function that looks into `table` does there: its plan is hidden from whoever calls it, the administrator's auto_explain sees it."""
    told: list[str] = []
    with psycopg.connect(**{**house.engine.dsn("admin"), "dbname": house.database}) as admin:
        admin.execute("LOAD 'auto_explain'")
        for setting, value in (
            ("log_nested_statements", "on"), ("log_min_duration", "0"), ("log_analyze", "on"), ("log_level", "notice"), ("log_format", "json"),
        ):  # fmt: skip
            admin.execute(sql.SQL("SET auto_explain.{} = {}").format(sql.Identifier(setting), value))
        admin.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
        who = f"{{a{house.cast.agency}.all}}"
        admin.execute(
            "SELECT set_config('tinhso.agencies', %s, true), set_config('tinhso.principals', %s, true)", [f"{{{house.cast.agency}}}", who]
        )
        assert admin.execute(asked).fetchall()
    (inside,) = [text for text in told if f'"Relation Name": "{table}"' in text]
    return dict(json.loads(inside[inside.index("{") :])["Plan"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "table", "index"),
    [
        ("SELECT * FROM tinhso_search('57'::tsquery, ''::tsquery, NULL, NULL, NULL, NULL, false, NULL, NULL, 20)", "search_entry", "search_entry_folded"),
        ("SELECT tinhso_listed('{outgoing_outgoing,57}', '{%57%}', 1001)", "search_listed", "search_listed_found"),
        ("SELECT tinhso_listed('{incoming_incoming,van,ban}', '{%van%,%ban%}', 1001)", "search_listed", "search_listed_found"),
    ],
)  # fmt: skip
def test_words_are_found_by_their_index(house: House, asked: str, table: str, index: str) -> None:
    plan = plan_inside(house, asked, table)
    assert f"'Index Name': '{index}'" in str(plan)
    assert list(read_through(plan, {table})) == []


@pytest.mark.slow
@pytest.mark.parametrize("address", ["/van-ban-di/issued/?q=van+ban", "/van-ban-den/done/?q=van+ban"])
def test_words_that_many_records_hold_fill_a_page_before_the_box_is_read(
    house: House, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(narrowing, "FEW", 20)
    found: list[str] = []
    with watched(found.append, address), CaptureQueriesContext(connection) as asked:
        assert house.get("clerk", address).content.decode().count('data-row="') == 50
    assert not found and any("LIKE ALL" in query["sql"] for query in asked.captured_queries)


@pytest.mark.slow
def test_the_plans_are_really_looked_at(house: House) -> None:
    for switched_off in ("enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan", "enable_seqscan"):
        found: list[str] = []
        with acting(house.cast.clerk), watched(found.append, "here"), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL {switched_off} = off")
            cursor.execute("SELECT count(*) FROM outgoing_outgoing WHERE agency_id = %s AND subject = 'x'", [house.cast.agency])
        assert len(found) == 1, found
