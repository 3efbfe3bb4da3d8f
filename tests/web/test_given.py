"""Tôi đã giao: what one gave others to do and is not done, the late first, who has it now."""

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
from tinhso.core.people.public import actor_of_post
from tinhso.core.work import public as work
from tinhso.kit import clock, ids

Browser = Callable[[Actor], Client]
GIVEN = "/viec/given/"


def give(cast: Cast, title: str, kind: str = "incoming.lead", days: int = 5, to: str = "") -> work.Task:
    with acting(cast.director):
        return work.open_task(
            cast.director, kind=kind, subject=f"incoming:{ids.new()}", title=title, line="", url="/van-ban-den/1/",
            assignee=to or principal.head_of(cast.unit), due=clock.now() + timedelta(days=days),
        )  # fmt: skip


def test_what_is_late_stands_first_in_red_with_who_has_it(cast: Cast, as_: Browser) -> None:
    give(cast, "còn hạn", to=principal.post(cast.second_head.own_post))
    late = give(cast, "đã trễ", days=-5)
    head = actor_of_post(cast.unit_head.own_post)
    assert head is not None
    with acting(head):
        work.sub_assign(head, late.id, assignee=principal.post(cast.specialist.own_post))
    page = as_(cast.director).get(GIVEN)
    first, second = page.context["rows"]
    assert (first.subject, second.subject) == ("đã trễ", "còn hạn")
    assert first.deadline.tone == "bad" and "quá hạn" in first.deadline.text
    assert first.more == ["Lãnh đạo Phòng Công nghệ → Phạm Thị Mẫu Chuyên"] and second.more == ["Vũ Văn Mẫu Kế"]


def test_what_only_passes_a_desk_is_not_given_nor_what_is_done(cast: Cast, as_: Browser) -> None:
    give(cast, "chờ cấp số", kind="outgoing.number", to=principal.clerks(cast.agency))
    done = give(cast, "đã xong")
    with acting(cast.director):
        work.close_tasks(cast.director, subject=done.subject)
    page = as_(cast.director).get(GIVEN)
    assert page.context["rows"] == [] and "Không còn việc nào bạn giao đang chờ" in page.content.decode()


def test_the_home_page_counts_it_and_what_is_late_of_it(cast: Cast, as_: Browser) -> None:
    count = {c.label: c for c in as_(cast.director).get("/").context["counts"]}["Tôi đã giao"]
    assert (count.value, count.note, count.url) == ("0", "", GIVEN), "a leader is told that there is none"
    give(cast, "còn hạn")
    give(cast, "đã trễ", days=-5)
    count = {c.label: c for c in as_(cast.director).get("/").context["counts"]}["Tôi đã giao"]
    assert (count.value, count.note, count.tone) == ("2", "1 quá hạn", "bad")


@pytest.mark.parametrize("who", ["clerk", "specialist", "unit_head", "deputy", "other_director"])
def test_what_one_gave_is_in_nobody_elses_list(who: str, cast: Cast, as_: Browser) -> None:
    give(cast, "việc riêng của giám đốc")
    assert "việc riêng của giám đốc" not in as_(getattr(cast, who)).get(GIVEN).content.decode()


def test_it_costs_as_many_queries_for_five_as_for_thirty(cast: Cast, as_: Browser) -> None:
    browser, counts = as_(cast.director), []
    for many in (5, 25):
        for n in range(many):
            give(cast, f"việc {n}")
        browser.get(GIVEN)
        with CaptureQueriesContext(connection) as queries:
            browser.get(GIVEN)
        counts.append(len(queries))
    assert counts[0] == counts[1]
