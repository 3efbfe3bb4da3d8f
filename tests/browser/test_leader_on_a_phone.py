"""A leader between two meetings with a telephone (390 px): his two numbers, a batch signed with one password, one returned."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ready import presented, submitted
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


def test_the_document_is_read_at_once_and_the_sheet_of_desks_is_of_a_thumbs_size(windows: Windows, rig: Rig) -> None:
    ident = submitted(rig, "mở ra là đọc", rig.cast.unit_head, rig.cast.chief)
    arrival = presented(rig, "giao cho phó", "79/STNX-VP")
    page = phone(windows, rig)
    page.goto(f"/van-ban-di/{ident}/")
    narrow(page)
    first = page.locator(".preview-pages img").first
    expect(first).to_be_visible()
    box = first.bounding_box()
    assert box and box["y"] < PHONE["height"], "the first page stands on the first screen"
    page.goto(f"/van-ban-den/{arrival}/but-phe/")
    narrow(page)
    for hit in page.locator(".desks[open] .hit").all():
        size = hit.bounding_box()
        assert size and min(size["width"], size["height"]) >= 44
    page.get_by_label("Bùi Văn Mẫu Phó (Phó Giám đốc): Chủ trì").check()
    phrase = page.locator("ts-phrases button").first
    words = phrase.inner_text()
    phrase.tap()
    expect(page.locator("#id_text")).to_have_value(words)
    page.get_by_role("button", name="Cho bút phê").tap()
    expect(page.get_by_text("Đã cho bút phê")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Tôi đã giao").first.tap()
    page.wait_for_url("**/viec/given/")
    narrow(page)
    expect(page.locator(".row", has_text="giao cho phó")).to_contain_text("Bùi Văn Mẫu Phó")
