"""Bàn làm việc, the boxes, notices and search; queries do not grow with the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, acting
from tinhso.core.notifications import public as notifications
from tinhso.core.search import public as search
from tinhso.core.work import public as work
from tinhso.kit import clock, ids

Browser = Callable[[Actor], Client]


def give(cast: Cast, count: int, kind: str = "outgoing.sign", late: bool = False) -> None:
    desk = principal.post(cast.director.post or 0)
    due = clock.now() + timedelta(days=-5 if late else 5)
    with acting(cast.clerk):
        for n in range(count):
            subject = f"outgoing:{ids.new()}"
            work.open_task(
                cast.clerk, kind=kind, subject=subject, title=f"Văn bản thử {n}", line="", url=f"/van-ban-di/{n}/", assignee=desk, due=due
            )
            notifications.notify(cast.clerk, "incoming.know", [desk], f"Thông báo thử {n}", "/viec/")


def test_the_desk_counts_by_kind_and_lists_the_soonest_first(cast: Cast, as_: Browser) -> None:
    give(cast, 2)
    give(cast, 1, kind="incoming.direct", late=True)
    page = as_(cast.director).get("/")
    shown = {c.label: c.value for c in page.context["counts"]}
    assert shown == {"Chờ tôi": "3", "Trễ hạn": "1", "Mới": "3", "Tôi đã giao": "0"}
    assert [(c.label, c.value, c.note) for c in page.context["first"]] == [("Chờ bút phê", "1", "1 quá hạn"), ("Chờ ký", "2", "")]
    assert [row.tag.text for row in page.context["waiting"]] == ["Chờ bút phê", "Chờ ký", "Chờ ký"]
    assert "quá hạn" in page.content.decode()


def test_a_leader_has_two_numbers_ahead_of_all_each_opens_its_list_and_zero_is_said(cast: Cast, as_: Browser) -> None:
    give(cast, 2)
    browser = as_(cast.director)
    page = browser.get("/")
    direct, sign = page.context["first"]
    assert (direct.value, direct.note) == ("0", "Không có văn bản nào chờ bạn cho ý kiến.")
    body = page.content.decode()
    assert body.index("Chờ bút phê") < body.index("Chờ ký") < body.index("Chờ tôi")
    assert [browser.get(c.url).status_code for c in (direct, sign)] == [200, 200]


def test_the_two_numbers_are_a_leaders_alone(cast: Cast, as_: Browser) -> None:
    for who in (cast.clerk, cast.specialist, cast.chief, cast.administrator):
        assert as_(who).get("/").context["first"] == []


def test_the_desk_asks_again_for_its_changing_part_alone(cast: Cast, as_: Browser) -> None:
    give(cast, 1)
    browser = as_(cast.director)
    assert 'hx-trigger="every 60s"' in browser.get("/").content.decode()
    part = browser.get("/", headers={"HX-Request": "true"}).content.decode()
    assert "Văn bản thử 0" in part
    assert "<html" not in part


def test_what_waits_for_one_is_not_shown_to_another(cast: Cast, as_: Browser) -> None:
    give(cast, 3)
    for other in (cast.clerk, cast.specialist, cast.administrator, cast.other_director):
        for url in ("/", "/viec/", "/viec/new/", "/viec/loai/outgoing.sign/", "/thong-bao/"):
            page = as_(other).get(url).content.decode()
            assert "Văn bản thử" not in page
            assert "Thông báo thử" not in page


@pytest.mark.parametrize("url", ["/", "/viec/", "/viec/late/", "/viec/loai/outgoing.sign/", "/thong-bao/"])
def test_queries_are_the_same_for_five_rows_and_fifty(url: str, cast: Cast, as_: Browser) -> None:
    browser = as_(cast.director)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url).status_code == 200
        return len(queries)

    give(cast, 5, late=True)
    browser.get(url)
    few = asked()
    give(cast, 45, late=True)
    assert asked() == few
    assert few <= 20


def test_a_box_pages_to_and_fro(cast: Cast, as_: Browser) -> None:
    give(cast, 60)
    browser = as_(cast.director)
    first = browser.get("/viec/")
    second = browser.get("/viec/", {"older": first.context["page"].older})
    back = browser.get("/viec/", {"newer": second.context["page"].newer})
    ids_of = [[row.id for row in page.context["rows"]] for page in (first, second, back)]
    assert (len(ids_of[0]), len(ids_of[1])) == (50, 10)
    assert ids_of[2] == ids_of[0]
    assert not set(ids_of[0]) & set(ids_of[1])


def test_a_malformed_cursor_and_an_unknown_box_are_answered(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.director)
    assert browser.get("/viec/?older=%F0rubbish").status_code == 400
    assert browser.get("/viec/khong-co/").status_code == 404
    assert browser.get("/viec/loai/khong.co/").status_code == 404


def test_an_urgent_notice_stays_until_acknowledged(cast: Cast, as_: Browser) -> None:
    desk = principal.post(cast.director.post or 0)
    with acting(cast.clerk):
        notifications.notify(cast.clerk, "incoming.chased", [desk], "Đôn đốc văn bản thử", "/viec/")
    browser = as_(cast.director)
    browser.post("/thong-bao/da-doc/")
    page = browser.get("/thong-bao/")
    assert "Đã nhận" in page.content.decode()
    (row,) = page.context["rows"]
    browser.post(f"/thong-bao/{row['batch']}/da-nhan/")
    assert not browser.get("/thong-bao/").context["rows"][0]["acknowledge"]
    assert as_(cast.specialist).post(f"/thong-bao/{row['batch']}/da-nhan/").status_code == 404


def test_ones_own_switch_silences_a_kind_but_never_an_urgent_one(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.director)
    browser.post("/tai-khoan/thong-bao/", {"on": []})
    desk = principal.post(cast.director.post or 0)
    with acting(cast.clerk):
        notifications.notify(cast.clerk, "incoming.know", [desk], "Để biết thử", "/viec/")
        notifications.notify(cast.clerk, "incoming.chased", [desk], "Đôn đốc thử", "/viec/")
    assert [row["title"] for row in browser.get("/thong-bao/").context["rows"]] == ["Đôn đốc thử"]


def test_search_finds_without_accents_what_one_may_see(cast: Cast, as_: Browser) -> None:
    with acting(cast.clerk):
        search.index(
            cast.clerk, aggregate="outgoing:1", kind="outgoing", title="15/QĐ-STNA Quy chế thử nghiệm", body="", date=clock.today(),
            audience=[principal.every(cast.agency)], url="/van-ban-di/1/",
        )  # fmt: skip
    assert "15/QĐ-STNA" in as_(cast.director).get("/tim/?q=quy che thu").content.decode()
    assert "<mark>" in as_(cast.director).get("/tim/?q=quy che thu").content.decode()
    for other in (cast.specialist, cast.administrator, cast.other_director):
        assert "15/QĐ-STNA" not in as_(other).get("/tim/?q=quy che thu").content.decode()


def test_health_needs_no_login_and_asks_the_database(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get("/healthz").content == b"ok\n"
    assert any(q["sql"] == "SELECT 1" for q in queries)


def test_an_unknown_address_is_said_on_our_page(cast: Cast, as_: Browser) -> None:
    page = as_(cast.director).get("/khong-co/")
    assert page.status_code == 404
    assert "<h1>" in page.content.decode()


def test_a_box_of_others_work_says_whose_each_task_is(cast: Cast, as_: Browser) -> None:
    with acting(cast.unit_head):
        for who in (principal.post(cast.specialist.post or 0), principal.head_of(cast.unit or 0)):
            work.open_task(
                cast.unit_head, kind="incoming.lead", subject=f"incoming:{ids.new()}", title="Một văn bản", line="", url="/", assignee=who,
                unit=cast.unit,
            )  # fmt: skip
    rows = as_(cast.unit_head).get("/viec/unit/").context["rows"]
    assert sorted(word for row in rows for word in row.more) == ["Lãnh đạo Phòng Công nghệ", cast.specialist.name]
    assert not any(row.more for row in as_(cast.unit_head).get("/viec/").context["rows"])


def test_in_english_the_products_own_words_in_a_task_are_english(cast: Cast, as_: Browser) -> None:
    from django.utils import translation

    from tinhso.web.desk import in_words

    line = "Số đến 10 · 02/SNV-CCHC · Công văn · Sở Nội vụ"
    assert in_words(line) == line
    with translation.override("en"):
        assert in_words(line) == "Arrival no. 10 · 02/SNV-CCHC · Official letter · Sở Nội vụ"
        assert in_words("Nhận bì thư gửi đích danh: Sở X") == "Take an envelope addressed to you: Sở X"
