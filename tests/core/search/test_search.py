from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinhso.core.access.public import Actor, acting
from tinhso.core.search import public as search
from tinhso.core.search.public import Within
from tinhso.core.search.rules import parse, tsquery, tsvector
from tinhso.kit.errors import Refusal

pytestmark = pytest.mark.django_db


def actor(agency: int, *principals: str) -> Actor:
    return Actor(
        person=1, post=agency * 10, agency=agency, unit=None, name="Mẫu", title="", roles=frozenset(), agencies=(agency,),
        principals=frozenset(principals),
    )  # fmt: skip


ALICE, BOB, OUTSIDER = actor(501, "a501.all", "o5010"), actor(501, "o5011"), actor(502, "a502.all", "a501.all")


def put(name: str, title: str, body: str = "", audience: tuple[str, ...] = ("a501.all",), who: Actor = ALICE, **more: Any) -> None:
    search.index(
        who, aggregate=f"outgoing:{name}", kind=more.pop("kind", "outgoing"), title=title, body=body, audience=audience,
        date=more.pop("date", date(2020, 12, 18)), url=f"/{name}", **more,
    )  # fmt: skip


def found(who: Actor, query: str, *within: Within, **more: Any) -> list[str]:
    return [hit.aggregate.removeprefix("outgoing:") for hit in search.find(who, query, *within, **more).rows]


def test_vietnamese_is_found_with_and_without_accents() -> None:
    with acting(ALICE):
        put("1", "Quyết định về hoà giải ở Đắk Mẫu")
        for query in ("quyết định", "quyet dinh", "QUYẾT", "quy", "hòa giải", "hoà giải", "hoa giai", "dak mau", "đắk", '"hoa giai o"'):
            assert found(ALICE, query) == ["1"], query
        assert found(ALICE, '"giải hòa"') == [] and found(ALICE, "quyết toán") == []


def test_the_exact_accents_rank_first() -> None:
    with acting(ALICE):
        put("ma", "Mã số")
        put("má", "Má số")
        put("mà", "Ma số")
        assert found(ALICE, "má số")[0] == "má" and found(ALICE, "mã số")[0] == "ma"
        assert len(found(ALICE, "ma so")) == 3


def test_a_symbol_finds_its_document() -> None:
    with acting(ALICE):
        put("1", "Về việc nghỉ Tết", "Số: 215/QĐ-STTTT ngày 18/12/2020")
        put("2", "Về việc nghỉ lễ", "Số: 216/QĐ-STTTT")
        assert found(ALICE, "215/QĐ-STTTT") == ["1"] and found(ALICE, "216/qd") == ["2"] and found(ALICE, "18/12/2020") == ["1"]


def test_a_title_ranks_above_a_body_and_a_record_is_renewed_in_place() -> None:
    with acting(ALICE):
        put("body", "Công văn", "ngân sách")
        put("title", "Ngân sách", "")
        assert found(ALICE, "ngân sách") == ["title", "body"]
        put("title", "Đã đổi tên", "")
        assert found(ALICE, "ngân sách") == ["body"] and found(ALICE, "đã đổi") == ["title"]
        assert search.remove(ALICE, "outgoing:body") and not search.remove(ALICE, "outgoing:body")
        assert found(ALICE, "ngân sách") == []


def test_only_the_audience_finds_and_only_behind_its_own_wall() -> None:
    with acting(ALICE):
        put("1", "Canary bí ẩn")
        put("2", "Canary riêng", audience=("o5011",))
        put("3", "Canary của không ai", audience=())
        assert found(ALICE, "canary") == ["1"]
    with acting(BOB):
        assert found(BOB, "canary") == ["2"]
    with acting(OUTSIDER):  # names the principal of another agency and still sees nothing of it
        assert found(OUTSIDER, "canary") == []


def test_the_web_role_cannot_touch_the_table() -> None:
    for sql in ("SELECT title FROM search_entry", "DELETE FROM search_entry", "SELECT count(*) FROM search_entry"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_nothing_is_written_into_another_agency() -> None:
    with acting(ALICE):
        put("1", "Canary")
    with acting(OUTSIDER):
        with pytest.raises(ProgrammingError, match="outside the scope"), transaction.atomic():
            put("1", "Đã bị thay", who=OUTSIDER, agency=501)
        with pytest.raises(ProgrammingError, match="outside the scope"), transaction.atomic():
            search.remove(OUTSIDER, "outgoing:1", agency=501)
    with acting(ALICE):
        assert found(ALICE, "canary") == ["1"]


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    with acting(ALICE):
        for n in range(23):
            put(f"{n:02}", "Kế hoạch " + "tháng " * (n % 4), kind="plan" if n % 2 else "outgoing")
        seen, cursor = [], None
        while True:
            page = search.find(ALICE, "kế hoạch", cursor=cursor, limit=5)
            seen += [hit.aggregate for hit in page.rows]
            cursor = page.older
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 23
        assert len(found(ALICE, "kế hoạch", Within(kinds=("plan",)), limit=50)) == 11
        for bad in ("xyz", "WyJhIiwiYiJd", "WyJuYW4iLDFd"):
            with pytest.raises(Refusal) as no:
                search.find(ALICE, "kế", cursor=bad)
            assert no.value.status == 400


def test_a_search_is_narrowed_by_kind_type_and_days_and_the_newest_come_first_where_asked() -> None:
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 6, 30), date(2020, 12, 31), date(2021, 1, 1)]
    with acting(ALICE):
        for n, day in enumerate(days):
            put(str(n), "Kế hoạch " * (1 + n % 3), date=day, kind="plan" if n % 2 else "outgoing", type_code="report" if n < 3 else "plan")
        put("không ngày", "Kế hoạch", date=None)
        year = {"since": date(2020, 1, 1), "until": date(2020, 12, 31)}
        assert sorted(found(ALICE, "kế hoạch", Within(**year))) == ["1", "2", "3"], "both days are included"
        assert found(ALICE, "kế hoạch", Within(newest=True)) == ["4", "3", "2", "1", "0", "không ngày"]
        assert found(ALICE, "kế hoạch", Within(type="report", newest=True, **year)) == ["2", "1"]
        assert found(ALICE, "kế hoạch", Within(kinds=("plan",), newest=True)) == ["3", "1"]
        first = search.find(ALICE, "kế hoạch", Within(newest=True), limit=4)
        second = search.find(ALICE, "kế hoạch", Within(newest=True), first.older, limit=4)
        assert [hit.date for page in (first, second) for hit in page.rows] == [*reversed(days), None]
        assert [len(hits) for hits in search.walk(ALICE, "kế hoạch")] == [6]


def test_a_walk_reads_which_records_are_found_and_nothing_of_their_texts() -> None:
    with acting(ALICE):
        put("1", "Kế hoạch", "kế hoạch " * 1_000)
        with CaptureQueriesContext(connection) as asked:
            pages = list(search.walk(ALICE, "kế hoạch"))
    assert pages == [[search.Record(501, "outgoing:1", "outgoing")]]
    assert len(asked) == 1 and "body" not in asked[0]["sql"] and "title" not in asked[0]["sql"]


def test_hits_show_matching_words_in_their_own_accents() -> None:
    with acting(ALICE):
        put("1", "Báo cáo Quý IV", "Tình hình thực hiện nhiệm vụ quý IV năm 2020")
        hit = search.find(ALICE, "quy").rows[0]
        assert [s.text for s in hit.title if s.hit] == ["Quý"] and [s.text for s in hit.excerpt if s.hit] == ["quý"]
        assert (hit.agency, hit.kind, hit.url, hit.date) == (501, "outgoing", "/1", date(2020, 12, 18))


def test_a_very_long_text_is_taken() -> None:
    with acting(ALICE):
        put("1", "Dài", "\x00 " + " ".join(f"từ{n}" for n in range(60_000)) + " " + "x" * 5_000)
        assert found(ALICE, "từ15000") == ["1"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text(alphabet="\"*'\\&|!<->():/ aàđ", max_size=30))
def test_garbage_never_raises(text: str) -> None:
    with connection.cursor() as cursor:
        for folded in (True, False):
            query = tsquery(parse(text), folded=folded)
            cursor.execute("SELECT %s::tsquery, %s::tsvector", [query, tsvector(text, text, folded=folded)])
    with acting(ALICE):
        search.find(ALICE, text)
