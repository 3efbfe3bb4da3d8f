"""Chỉ số: who may look, what the address says, and that every number opens what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tests.cast import Cast, appoint
from tinhso.core.access.public import Actor, Role, acting
from tinhso.documents.incoming.models import Incoming
from tinhso.kit import clock

Browser = Callable[[Actor], Client]
ROOT = "/chi-so/"
DAY = date(2024, 5, 6)


def arrivals(cast: Cast, many: int, channel: str = "paper") -> None:
    noon = datetime(2024, 5, 6, 9, tzinfo=clock.VIETNAM)
    with acting(cast.clerk):
        start = Incoming.objects.within(cast.clerk).count()
        for n in range(start + 1, start + 1 + many):
            Incoming.objects.create(
                agency_id=cast.agency, channel=channel, state="registered", state_at=noon, arrived_at=noon + timedelta(minutes=n),
                issuer="Sở X", issuer_key="so x", subject=f"văn bản đến {n}", notation=f"{n}/SX-VP", notation_key=f"{n}/sx-vp",
                arrival_number=n, arrival_date=DAY, audience=[f"a{cast.agency}.all"],
            )  # fmt: skip


def rows(page: str) -> list[str]:
    return re.findall(r'data-row="([0-9a-f-]{36})"', page)


def test_every_number_is_a_link_to_as_many_records_paged_by_keyset(cast: Cast, as_: Browser) -> None:
    arrivals(cast, 55)
    clerk = as_(cast.clerk)
    page = clerk.get(f"{ROOT}?ky=2024-05")
    figures = {f.code: f for _heading, group in page.context["groups"] for f in group}
    assert (figures["VB.DEN"].value, figures["VB.DI"].value, figures["VB.DI.DT%"].value) == ("55", "0", "không có số liệu")
    assert "không có số liệu" in page.content.decode() and "VB.HAN" in figures
    first = clerk.get(figures["VB.DEN"].value_url)
    assert first.context["count"] == 55 and first.status_code == 200
    second = clerk.get(f"{figures['VB.DEN'].value_url}&older={first.context['page'].older}")
    found = [*rows(first.content.decode()), *rows(second.content.decode())]
    assert len(found) == len(set(found)) == 55 and second.context["page"].older is None
    for f in figures.values():
        for url in filter(None, (f.url, f.value_url, f.above_url, f.below_url)):
            assert clerk.get(url).status_code == 200, url


def test_the_same_figures_by_month_quarter_and_year_and_in_words_for_who_sees_no_bars(cast: Cast, as_: Browser) -> None:
    arrivals(cast, 3)
    clerk = as_(cast.clerk)
    for span, value in (("2024-05", "3"), ("2024-q2", "3"), ("2024", "3"), ("2024-04", "0"), ("2024-q1", "0")):
        page = clerk.get(f"{ROOT}VB.DEN/?ky={span}")
        assert page.context["figure"].value == value, span
    words = clerk.get(f"{ROOT}VB.DEN/?ky=2024").content.decode()
    assert 'role="img"' in words and "5/2024: 3" in words and "Tháng 5/2024" in words
    assert "không có số liệu" in clerk.get(f"{ROOT}VB.HAN/?ky=2024").content.decode()


@pytest.mark.parametrize("ky", ["2024-13", "2024-00", "2024-q5", "0000", "9999", "2015", "abc", "2024-5", "2024-05'"])
def test_an_address_nobody_made_is_refused(cast: Cast, as_: Browser, ky: str) -> None:
    assert as_(cast.clerk).get(ROOT, {"ky": ky}).status_code == 400


def test_unknown_codes_parts_and_units_are_not_found(cast: Cast, as_: Browser) -> None:
    clerk = as_(cast.clerk)
    wrong = ("VB.KHONG/", "VB.DEN/mau-so/", "VB.DEN/gi-do/", "VB.DEN/?don_vi=999999", f"VB.DEN/?don_vi={cast.other_unit}")
    assert {clerk.get(ROOT + address).status_code for address in wrong} == {404}


def test_who_may_see_figures_and_of_whom(cast: Cast, as_: Browser) -> None:
    for actor in (cast.clerk, cast.chief, cast.director, cast.deputy, cast.unit_head):
        browser = as_(actor)
        assert browser.get(ROOT).status_code == 200, actor.title
        assert 'href="/chi-so/"' in browser.get("/").content.decode()
    for actor in (cast.specialist, cast.administrator):
        browser = as_(actor)
        assert browser.get(ROOT).status_code == browser.get(f"{ROOT}VB.DEN/").status_code == 403
        assert browser.get(f"{ROOT}VB.DEN/tu-so/").status_code == 403
        assert 'href="/chi-so/"' not in browser.get("/").content.decode()
    head = as_(cast.unit_head)
    assert head.get(ROOT).context["place"] == "Phòng Công nghệ"
    assert head.get(f"{ROOT}?don_vi={cast.second_unit}").status_code == head.get(f"{ROOT}?don_vi=0").status_code == 404


def test_another_agency_has_its_own_figures_and_the_one_above_adds_both_up(cast: Cast, as_: Browser) -> None:
    arrivals(cast, 2)
    assert as_(cast.other_clerk).get(f"{ROOT}VB.DEN/?ky=2024-05").context["figure"].value == "0"
    own = as_(cast.clerk).get(f"{ROOT}VB.DEN/?ky=2024-05")
    assert own.context["figure"].value == "2" and "agency_lines" not in own.context
    chair = appoint("Tô Văn Mẫu Tịch", cast.agency - 1, Role.DIRECTOR, "Chủ tịch")
    page = as_(chair).get(f"{ROOT}VB.DEN/?ky=2024-05")
    shown = [
        (str(getattr(line.cells[0], "text", line.cells[0])), line.cells[1].text, line.cells[1].url) for line in page.context["agency_lines"]
    ]
    assert [(value, bool(url)) for _where, value, url in shown] == [("2", False), ("0", True), ("2", False), ("0", False)]
    assert page.context["figure"].value == "0"
    assert not rows(as_(chair).get(f"{ROOT}VB.DEN/tu-so/?ky=2024-05").content.decode())
