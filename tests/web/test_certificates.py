"""Chứng thư số: who keeps the agency's key, and its way from hand to hand on a page (Nghị định 30/2020 Điều 32)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast, appoint
from tests.keys import enroll_cast
from tinhso.core.access.public import Actor, Role, acting
from tinhso.core.people.public import end_post
from tinhso.signing.custody.public import Key, keepings

Browser = Callable[[Actor], Client]
ROOT = "/quan-tri/chung-thu/"
PAPERS = {"basis": "Quyết định 12/QĐ-STNA ngày 05/01/2026", "minutes": "Biên bản bàn giao ngày 06/01/2026"}


@pytest.fixture
def heir(cast: Cast) -> Actor:
    enroll_cast(cast)
    return appoint("Cao Thị Mẫu Kế Nhiệm", cast.office, Role.CLERK, "Văn thư")


def key_of(who: Actor) -> int:
    with acting(who):
        return keepings(who)[0].key.pk


def said(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_list_says_who_keeps_the_agencys_key_and_since_when(cast: Cast, heir: Actor, as_: Browser) -> None:
    page = said(as_(cast.administrator), ROOT)
    assert f"{cast.clerk.name}, từ " in page and "Cá nhân tự giữ" in page and "Xem và giao quản lý" not in page
    card = said(as_(cast.administrator), f"{ROOT}{key_of(cast.chief)}/")
    assert cast.clerk.name in card and "Quyết định thử nghiệm" in card and "Lịch sử giao, nhận" in card


def test_the_chief_of_office_enters_a_hand_over_and_the_page_keeps_its_history(cast: Cast, heir: Actor, as_: Browser) -> None:
    chief, card = as_(cast.chief), f"{ROOT}{key_of(cast.chief)}/"
    form = said(chief, f"{card}giao/")
    assert heir.name in form and f'value="{cast.clerk.post}"' not in form, "she keeps it already"
    assert "error-summary" in chief.post(f"{card}giao/", {"to": heir.post}).content.decode()
    page = chief.post(f"{card}giao/", {"to": heir.post, **PAPERS}, follow=True).content.decode()
    assert f"{heir.name} quản lý khóa của cơ quan từ giây này." in page
    for words in (heir.name, cast.clerk.name, *PAPERS.values(), "Đang giữ"):
        assert words in page
    back = chief.post(f"{card}thu-lai/", {"basis": "Biên bản thu lại số 3/BB-VP"}, follow=True).content.decode()
    assert "Chưa có ai quản lý" in back and "Biên bản thu lại số 3/BB-VP" in back and "chưa giao cho ai" in back


def test_a_paper_without_number_or_date_is_told_in_the_form(cast: Cast, heir: Actor, as_: Browser) -> None:
    answer = as_(cast.director).post(f"{ROOT}{key_of(cast.chief)}/giao/", {"to": heir.post, **PAPERS, "basis": "theo lời Giám đốc"})
    assert answer.status_code == 200 and "Thiếu số, ngày của văn bản giao quản lý" in answer.content.decode()


def test_who_leaves_with_the_key_in_charge_is_seen_before_and_after(cast: Cast, heir: Actor, as_: Browser) -> None:
    browser, person = as_(cast.administrator), f"/quan-tri/nguoi/{cast.clerk.post}/"
    assert "Đang quản lý khóa của cơ quan" in said(browser, person)
    assert "khóa của cơ quan" not in said(browser, f"/quan-tri/nguoi/{heir.post}/").lower()
    page = browser.post(f"{person}thoi/", {"until": "", "successor": heir.post}, follow=True).content.decode()
    assert "chưa ai ký số được văn bản đi" in page and f'href="{ROOT}{key_of(cast.chief)}/"' in page
    listing = said(browser, ROOT)
    assert f"{cast.clerk.name} thôi giữ chức vụ lúc" in listing and "Chưa có người quản lý" in listing
    browser.post(f"{ROOT}{key_of(cast.chief)}/giao/", {"to": heir.post, **PAPERS})
    assert "Chưa có người quản lý" not in said(browser, ROOT)
    assert "chưa ai ký số được" not in said(browser, person)


def test_with_no_other_clerk_the_form_says_where_one_is_appointed(cast: Cast, heir: Actor, as_: Browser) -> None:
    with acting(cast.administrator):
        end_post(cast.administrator, heir.own_post)
    assert "Cử văn thư ở mục Người và chức vụ" in said(as_(cast.chief), f"{ROOT}{key_of(cast.chief)}/giao/")


def test_only_those_who_may_charge_see_the_keys_and_nobody_another_agencys(cast: Cast, heir: Actor, as_: Browser) -> None:
    ours = key_of(cast.chief)
    for who in (cast.clerk, heir, cast.specialist, cast.deputy):
        for page in ("", f"{ours}/", f"{ours}/giao/", f"{ours}/thu-lai/"):
            assert as_(who).get(ROOT + page).status_code == 403
    with acting(cast.chief):
        personal = Key.objects.within(cast.chief).filter(holder="person")[0].pk
    for who, key in ((cast.other_director, ours), (cast.chief, personal), (cast.chief, key_of(cast.other_director))):
        assert as_(who).get(f"{ROOT}{key}/").status_code == 404
        assert as_(who).post(f"{ROOT}{key}/giao/", {"to": heir.post, **PAPERS}).status_code == 404


def test_a_keeper_finds_the_charge_among_her_own_rights(cast: Cast, heir: Actor, as_: Browser) -> None:
    assert "Được giao: Quyết định thử nghiệm" in said(as_(cast.clerk), "/tai-khoan/quyen/")
    assert "thiết bị lưu khóa" not in said(as_(heir), "/tai-khoan/quyen/")
