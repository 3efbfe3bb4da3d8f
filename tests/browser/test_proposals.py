"""A scan's own words beside the form: what is proposed, what waits for a key, and that nothing typed is overwritten."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from benchmarks._scans import Scan, scans
from tests.browser.rig import Rig
from tests.browser.window import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def letters(count: int) -> list[Scan]:
    return [s for s in scans(60) if s.layout == "official letter"][:count]


def given(scan: Scan, name: str = "quet.pdf") -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": scan.pdf}


def test_empty_fields_are_filled_and_marked_and_number_and_day_wait_for_a_key(windows: Windows, rig: Rig) -> None:
    scan = letters(1)[0]
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-den/giay/")
    page.get_by_label("Trích yếu").fill("đã gõ tay")
    page.locator("input[type=file]").set_input_files(given(scan))  # type: ignore[arg-type]
    signer = page.locator("#id_signer_name")
    expect(signer).to_have_value(scan.truth["signer_name"])
    expect(page.locator(".proposed").first).to_contain_text("Đề xuất")
    expect(page.get_by_label("Trích yếu")).to_have_value("đã gõ tay")
    number, day = page.get_by_label("Số, ký hiệu"), page.get_by_label("Ngày văn bản")
    expect(number).to_have_value("")
    expect(day).to_have_value("")
    expect(page.locator(".suggested", has_text=scan.truth["notation"])).to_be_visible()
    number.press("Enter")
    expect(number).to_have_value(scan.truth["notation"])
    expect(page.locator(".suggested", has_text=scan.truth["notation"])).to_be_hidden()
    page.locator(".suggested", has_text=scan.truth["document_date"]).click()
    expect(day).to_have_value(scan.truth["document_date"])
    signer.fill("Người khác")
    expect(page.locator(".field:has(#id_signer_name) .proposed")).to_have_count(0)
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page.get_by_text("Đã vào sổ, số đến")).to_be_visible()
    expect(page.get_by_text(scan.truth["notation"]).first).to_be_visible()
    expect(page.get_by_text("Người khác").first).to_be_visible()


def test_what_nobody_pressed_a_key_for_is_not_saved_and_an_emptied_field_stays_empty(windows: Windows, rig: Rig) -> None:
    first, second = letters(2)
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-den/giay/")
    page.locator("input[type=file]").set_input_files(given(first))  # type: ignore[arg-type]
    subject = page.get_by_label("Trích yếu")
    expect(subject).not_to_have_value("")
    subject.fill("")
    page.locator("input[type=file]").set_input_files(given(second, "hai.pdf"))  # type: ignore[arg-type]
    expect(page.locator(".suggested", has_text=second.truth["notation"])).to_be_visible()
    expect(page.locator(".suggested", has_text=first.truth["notation"])).to_have_count(0)
    expect(subject).to_have_value("")
    subject.fill("không nhận số")
    page.get_by_role("button", name="Vào sổ", exact=True).click()
    expect(page.get_by_text("Đã vào sổ, số đến")).to_be_visible()
    expect(page.get_by_text(second.truth["notation"])).to_have_count(0)


def test_scans_dropped_together_are_gone_through_by_control_enter_and_wait_when_the_window_closes(windows: Windows, rig: Rig) -> None:
    first, second = letters(4)[2:]  # the other two are registered by now
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-den/nhieu-tep/")
    page.locator("input[type=file]").set_input_files([given(first, "mot.pdf"), given(second, "hai.pdf")])  # type: ignore[list-item]
    page.get_by_role("button", name="Đưa vào danh sách").click()
    line = page.locator("[data-row]", has_text="mot.pdf")
    expect(line).to_contain_text(first.truth["notation"])
    page.goto("/")  # away and back: nothing is lost
    page.goto("/van-ban-den/nhieu-tep/")
    page.get_by_role("link", name="mot.pdf").click()
    expect(page.locator("#id_signer_name")).to_have_value(first.truth["signer_name"])
    number = page.locator("#id_notation")
    number.press("Enter")
    expect(number).to_have_value(first.truth["notation"])
    page.get_by_label("Trích yếu").fill("tệp thứ nhất")
    number.press("Control+Enter")
    expect(page.get_by_role("heading", name="hai.pdf")).to_be_visible()
    expect(page.locator("#id_signer_name")).to_have_value(second.truth["signer_name"])
    page.get_by_label("Trích yếu").fill("tệp thứ hai")
    page.get_by_label("Trích yếu").press("Control+Enter")
    expect(page.get_by_role("heading", name="hai.pdf")).to_have_count(0)
    page.goto("/van-ban-den/nhieu-tep/")
    expect(page.locator("[data-row]", has_text="mot.pdf").or_(page.locator("[data-row]", has_text="hai.pdf"))).to_have_count(0)
