"""What was typed is not lost: not when the session ends meanwhile, not when somebody else was quicker, not when the form is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.ready import submitted
from tests.browser.rig import Rig
from tests.browser.test_login import log_in
from tests.browser.window import Windows, in_dialog, press
from tinhso.documents.incoming.forms import SCAN_BYTES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KEPT = "Còn đây những gì bạn đã gõ lần trước."


def test_a_draft_outlives_the_end_of_the_session(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.unit_head)
    page.goto("/van-ban-di/soan/")
    page.get_by_label("Trích yếu").fill("gõ cả buổi sáng")
    page.locator("#id_body").fill("Điều thứ nhất.\n\nĐiều thứ hai.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lưu dự thảo").last.click()
    page.wait_for_url("**/accounts/login/**")
    log_in(page, rig, rig.cast.unit_head)
    page.wait_for_url("**/van-ban-di/soan/?ma=*")
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_label("Trích yếu")).to_have_value("gõ cả buổi sáng")
    expect(page.locator("#id_body")).to_have_value("Điều thứ nhất.\n\nĐiều thứ hai.")


def test_going_back_after_saving_finds_the_draft_and_makes_no_second_one(windows: Windows, rig: Rig) -> None:
    windows.expected.add("status of 422")  # the card's preview of a draft without a text
    page = windows.of(rig.cast.unit_head)
    page.goto("/van-ban-di/soan/")
    page.get_by_label("Trích yếu").fill("một dự thảo thôi")
    page.get_by_label("Người ký", exact=True).select_option(index=1)
    page.get_by_role("button", name="Lưu dự thảo").last.click()
    page.wait_for_url(lambda url: "soan" not in url)
    made = page.url
    page.go_back()
    page.wait_for_url("**/sua/")
    expect(page.get_by_label("Trích yếu")).to_have_value("một dự thảo thôi")
    page.get_by_role("button", name="Lưu dự thảo").last.click()
    page.wait_for_url(made)
    page.goto("/van-ban-di/drafts/")
    expect(page.get_by_role("link", name="một dự thảo thôi")).to_have_count(1)


def test_a_file_too_large_is_not_sent_at_all(windows: Windows, rig: Rig, tmp_path: Path) -> None:
    large = tmp_path / "lớn.pdf"
    with large.open("wb") as file:
        file.truncate(SCAN_BYTES + 1)
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-den/giay/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("input[type=file]").set_input_files(large)
    page.get_by_role("button", name="Vào sổ").last.click()
    expect(page.get_by_role("alert").filter(has_text="có tệp quá lớn")).to_be_focused()
    assert not sent


def test_a_refused_dialog_still_has_its_words(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.administrator)
    page.goto(f"/quan-tri/don-vi/{rig.cast.unit}/")
    press(page, "Đóng đơn vị")
    page.locator("dialog[open] input[name=close-on]").fill("31/02/2020")
    page.locator("dialog[open] .dialog-body button").last.click()
    expect(page.locator("[data-message=error]")).to_be_visible()
    press(page, "Đóng đơn vị")
    expect(page.locator("dialog[open]").get_by_text(KEPT)).to_be_visible()
    expect(page.locator("dialog[open] input[name=close-on]")).to_have_value("31/02/2020")


def test_what_was_taken_is_not_offered_again(windows: Windows, rig: Rig) -> None:
    ident = submitted(rig, "trả lại rồi trình lại")
    page = windows.of(rig.cast.unit_head)
    page.goto(f"/van-ban-di/{ident}/")
    press(page, "Trả lại")
    in_dialog(page, "Thiếu căn cứ pháp lý.")
    page.wait_for_load_state()
    assert page.evaluate("sessionStorage.getItem('tinhso-typed')") is None
    page.reload()
    expect(page.get_by_text(KEPT)).to_have_count(0)


def test_who_comes_too_late_finds_the_way_back(windows: Windows, rig: Rig) -> None:
    windows.expected.add("409")
    ident = submitted(rig, "hai người cùng lúc")
    page = windows.of(rig.cast.unit_head)
    page.goto(f"/van-ban-di/{ident}/")
    later = page.context.new_page()
    later.goto(f"/van-ban-di/{ident}/")
    for window in (page, later):
        press(window, "Đồng ý")
        in_dialog(window, "Đồng ý nội dung.")
        window.wait_for_load_state()
    expect(later.get_by_role("heading", name="Việc này đã thay đổi")).to_be_visible()
    later.get_by_role("link", name="Quay lại", exact=True).click()
    later.wait_for_url(f"**/van-ban-di/{ident}/")
