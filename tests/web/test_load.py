"""Khối lượng việc: a head's page of what lies on each desk, and passing an absent one's work on from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from tests.cast import Cast, appoint
from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.core.people import public as people
from tinhso.core.work import public as work
from tinhso.core.work.public import Task
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.kit import clock

Browser = Callable[[Actor], Client]
MONDAY = datetime(2020, 3, 9, 8, 0, tzinfo=clock.VIETNAM)


def given(cast: Cast, subject: str, due: datetime) -> Task:
    """Registered, presented, led by the specialist until that day."""
    with acting(cast.clerk):
        made = incoming.log_paper(cast.clerk, issuer="Sở X", notation=f"{due.day}/SX-VP", subject=subject)
        incoming.register(cast.clerk, made.id)
        incoming.present(cast.clerk, made.id, cast.director.post or 0)
    with acting(cast.director):
        incoming.direct(cast.director, made.id, DirectiveValues(lead=f"o{cast.specialist.post}", due=due.date()))
    with acting(cast.unit_head):
        return work.Task.objects.visible_to(cast.unit_head).get(title=subject, kind="incoming.lead")


def page(client: Client, url: str, data: dict[str, Any] | None = None) -> str:
    answer = client.post(url, data, follow=True) if data else client.get(url)
    return answer.content.decode()


def test_a_heads_page_names_everybody_of_the_unit_the_nearest_deadline_first_and_its_numbers_open(cast: Cast, as_: Browser) -> None:
    idle = appoint("Cao Thị Mẫu Thay", cast.unit, Role.SPECIALIST, "Chuyên viên")
    with clock.at(MONDAY):
        given(cast, "việc tuần này", MONDAY + timedelta(days=2))
        given(cast, "việc tuần sau", MONDAY + timedelta(days=8))
        head = as_(cast.unit_head)
        body = page(head, "/viec/khoi-luong/")
        assert body.index(cast.specialist.name) < body.index(idle.name)
        here = f"/viec/khoi-luong/{cast.specialist.post}/"
        assert f'<a href="{here}?han=open">2</a>' in body and f'<a href="{here}?han=week">1</a>' in body
        assert f"{here}?han=late" not in body  # none is late: nothing to open
        week = page(head, f"{here}?han=week")
        assert "việc tuần này" in week and "việc tuần sau" not in week
    with clock.at(MONDAY + timedelta(days=4)):
        assert f'<a href="{here}?han=late">1</a>' in page(as_(cast.unit_head), "/viec/khoi-luong/")


def test_an_absent_persons_ticked_work_goes_to_another_from_the_page(cast: Cast, as_: Browser) -> None:
    other = appoint("Cao Thị Mẫu Thay", cast.unit, Role.SPECIALIST, "Chuyên viên")
    here = f"/viec/khoi-luong/{cast.specialist.post}/"
    with clock.at(MONDAY):
        first = given(cast, "việc chuyển đi", MONDAY + timedelta(days=2))
        given(cast, "việc ở lại", MONDAY + timedelta(days=8))
        head = as_(cast.unit_head)
        wanted = {"to": f"o{other.post}", "reason": "Nghỉ ốm"}
        assert "Đánh dấu ít nhất một dòng" in page(head, here, wanted)
        assert "Lý do" in page(head, here, {"to": f"o{other.post}", "reason": "", "chon": str(first.id)})
        told = page(head, here, {**wanted, "chon": str(first.id)})
        assert "Đã chuyển 1 việc" in told and "việc chuyển đi" not in told and "việc ở lại" in told
        assert "việc chuyển đi" in page(as_(other), "/viec/")
        assert "Việc của bạn được chuyển cho người khác" in page(as_(cast.specialist), "/thong-bao/")


def test_another_units_head_and_a_colleague_find_no_such_page(cast: Cast, as_: Browser) -> None:
    here = f"/viec/khoi-luong/{cast.specialist.post}/"
    for who in (cast.second_head, cast.specialist, cast.clerk, cast.other_unit_head):
        assert as_(who).get(here).status_code == 404
    assert "Trang này dành cho lãnh đạo đơn vị" in page(as_(cast.specialist), "/viec/khoi-luong/")


def test_the_desk_that_the_heads_share_has_its_own_list_without_anything_to_tick(cast: Cast, as_: Browser) -> None:
    with clock.at(MONDAY):
        with acting(cast.clerk):
            made = incoming.log_paper(cast.clerk, issuer="Sở X", notation="1/SX-VP", subject="việc của phòng")
            incoming.register(cast.clerk, made.id)
            incoming.present(cast.clerk, made.id, cast.director.post or 0)
        with acting(cast.director):
            incoming.direct(cast.director, made.id, DirectiveValues(lead=f"u{cast.unit}.head"))
        head, here = as_(cast.unit_head), f"/viec/khoi-luong/lanh-dao/{cast.unit}/"
        assert f'href="{here}?han=open">1</a>' in page(head, "/viec/khoi-luong/")
        body = page(head, here)
        assert "việc của phòng" in body and 'name="chon"' not in body
        assert as_(cast.second_head).get(here).status_code == 404


def test_who_stands_in_for_an_absent_person_is_named_and_chosen_first(cast: Cast, as_: Browser) -> None:
    other = appoint("Cao Thị Mẫu Thay", cast.unit, Role.SPECIALIST, "Chuyên viên")
    with clock.at(MONDAY):
        given(cast, "việc của người vắng", MONDAY + timedelta(days=2))
        people.delegate(
            system(cast.agency), mode="INBOX", from_post=cast.specialist.post or 0, to_post=other.post or 0, content="nghỉ phép",
            since=MONDAY, until=MONDAY + timedelta(days=3),
        )  # fmt: skip
        head, away = as_(cast.unit_head), f"Vắng, nhờ {other.name}"
        assert page(head, "/viec/khoi-luong/").count(away) == 1
        body = page(head, f"/viec/khoi-luong/{cast.specialist.post}/")
        assert away in body and f'<option value="o{other.post}" selected>' in body
