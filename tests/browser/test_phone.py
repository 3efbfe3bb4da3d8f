"""A leader with nothing but a telephone (390 px): signs a letter and directs an arrival."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ready import presented, submitted
from tests.browser.rig import Rig
from tests.browser.window import PHONE, Windows, press, reauthenticate

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_leader_signs_and_directs_on_a_phone(windows: Windows, rig: Rig) -> None:
    cast = rig.cast
    letter, arrival = "ký trên điện thoại", "chỉ đạo trên điện thoại"
    submitted(rig, letter, cast.unit_head, cast.chief)
    presented(rig, arrival, "77/STNX-VP")
    page = windows.of(cast.director, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    for subject in (letter, arrival):
        page.goto("/")
        row = page.locator(".row", has_text=subject).first
        row.scroll_into_view_if_needed()
        narrow(page)
        row.locator("a.row-subject").tap()
        page.wait_for_url("**/van-ban-*/**")
        narrow(page)
        if subject == letter:
            press(page, "Ký số")
            reauthenticate(page)
            expect(page.locator(".preview img").first).to_be_visible()  # a phone shows no PDF inside a page
            narrow(page)
            page.get_by_role("button", name="Ký số").tap()
            expect(page.get_by_text("Đã ký. Văn thư sẽ cấp số.")).to_be_visible()
        else:
            press(page, "Cho bút phê")
            page.wait_for_url("**/but-phe/")
            narrow(page)
            page.get_by_label("Phòng Công nghệ: Chủ trì").check()
            page.locator("#id_text").fill("Chủ trì giải quyết.")
            page.get_by_role("button", name="Cho bút phê").tap()
            expect(page.get_by_text("Đã cho bút phê")).to_be_visible()


def narrow(page: Page) -> None:
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
