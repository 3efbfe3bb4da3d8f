"""A leader between two meetings with a telephone (390 px): his two numbers, a batch signed with one password, one returned."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ready import submitted
from tests.browser.rig import Rig
from tests.browser.test_life import wait_for
from tests.browser.test_phone import narrow
from tests.browser.window import PHONE, Windows, in_dialog, reauthenticate

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECTS = ("ký đợt: kế hoạch", "ký đợt: báo cáo", "ký đợt: thiếu căn cứ")


def phone(windows: Windows, rig: Rig) -> Page:
    return windows.of(rig.cast.director, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


def test_a_leader_signs_a_batch_with_one_password_and_returns_one_of_it(windows: Windows, rig: Rig) -> None:
    for subject in SUBJECTS:
        submitted(rig, subject, rig.cast.unit_head, rig.cast.chief)
    page = phone(windows, rig)
    page.goto("/")
    first = page.locator(".counts-first .count")
    expect(first).to_have_count(2)
    box = first.last.bounding_box()
    assert box and box["y"] + box["height"] < PHONE["height"] / 2, "both numbers stand in the upper half of the screen"
    page.get_by_role("link", name="Chờ ký").first.tap()
    page.wait_for_url("**/cho-ky/")
    narrow(page)
    button = page.get_by_role("button", name="Ký các văn bản đã chọn")
    expect(button).to_be_disabled()
    for subject in SUBJECTS:
        page.get_by_role("checkbox", name=subject).check()
    expect(button).to_contain_text("(3)")
    button.tap()
    reauthenticate(page)
    page.wait_for_url("**/dot-ky/**")
    narrow(page)
    item = page.locator(".to-sign > li", has_text=SUBJECTS[2])
    expect(item).to_contain_text("Bạn chưa xem")
    item.get_by_role("button", name="Trả lại").tap()
    in_dialog(page, text="Thiếu căn cứ pháp lý")
    page.wait_for_url("**/cho-ky/")
    wait_for(page, "Đã trả lại người soạn thảo.")
    for subject in SUBJECTS[:2]:
        page.get_by_role("checkbox", name=subject).check()
    button.tap()
    page.wait_for_url("**/dot-ky/**")  # the password is still fresh
    page.get_by_role("button", name="Ký số (2)").tap()
    page.wait_for_url("**/dot-ky/*/**")
    wait_for(page, "Đang làm: 0")
    narrow(page)
    expect(page.locator(".row", has_text="Đã ký")).to_have_count(2)
