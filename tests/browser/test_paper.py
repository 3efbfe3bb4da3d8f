"""A paper arrival: registered with its scan in one go, seen beside the form, and the alarm when it comes a second time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rig import Rig
from tests.browser.window import Windows
from tests.documents.incoming.pdfs import plain_pdf

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "thông báo lịch họp giao ban"


def filled(page: Page) -> None:
    page.goto("/van-ban-den/giay/")
    page.get_by_label("Tác giả").fill("Công ty Cấp nước Mẫu")
    page.get_by_label("Số, ký hiệu").fill("19/TB-CN")
    page.get_by_label("Ngày văn bản").fill("2/1")
    page.get_by_label("Trích yếu").fill(SUBJECT)


def test_a_paper_arrival_is_registered_with_its_scan_and_a_second_one_alarms(windows: Windows, rig: Rig) -> None:
    windows.expected.add("status of 422")
    page = windows.of(rig.cast.clerk)
    filled(page)
    scan = {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": plain_pdf("Thông báo lịch họp")}
    page.locator("input[type=file]").set_input_files(scan)
    expect(page.locator("#peek img")).to_be_visible()
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page.get_by_text("Đã vào sổ, số đến")).to_be_visible()
    expect(page.locator(".preview img").first).to_be_visible()

    filled(page)
    page.get_by_label("Trích yếu").focus()
    expect(page.get_by_text("Văn bản này đã vào sổ")).to_be_visible()  # while typing
    page.locator("input[type=file]").set_input_files(scan | {"name": "ban-hai.pdf"})
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page.locator("#error-summary")).to_be_visible()
    expect(page.locator("#peek img")).to_be_visible()  # a refused form keeps the scan: none is registered without it, unnoticed
    assert page.get_by_label("Trích yếu").input_value() == SUBJECT
    page.get_by_label("Lý do vẫn vào sổ dù trùng").fill("Bản thứ hai gửi kèm phụ lục")
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page.get_by_text("Đã vào sổ, số đến")).to_be_visible()
    expect(page.get_by_role("heading", name="ban-hai.pdf")).to_be_visible()
