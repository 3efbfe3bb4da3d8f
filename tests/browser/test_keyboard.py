"""A clerk's and a head's work without a mouse: rows by j and k, search by /, new by n, help by F1, dialogs sent and left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ready import submitted
from tests.browser.rig import PASSWORD, Rig
from tests.browser.test_life import wait_for
from tests.browser.window import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focused element says these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim() ?? ''") == words:
            return
    raise AssertionError(f"Tab never reaches {words!r}")


def tab_into(page: Page, label: str) -> None:
    """Press Tab until the focus is in the field of this label; where it is already, nothing is pressed."""
    for _ in range(60):
        if page.evaluate("document.activeElement.labels?.[0]?.innerText.trim() ?? ''").startswith(label):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches the field {label!r}")


def stands_on(page: Page, subject: str) -> bool:
    return subject in page.evaluate("document.activeElement.closest('[data-row]')?.innerText ?? ''")


def down_to(page: Page, subject: str) -> None:
    """Press j until the row of this subject has the focus."""
    for _ in range(page.locator("[data-rows] [data-row]").count() + 1):
        if stands_on(page, subject):
            return
        page.keyboard.press("j")
    raise AssertionError(f"j never reaches {subject!r}")


def open_from_inbox(page: Page, subject: str) -> None:
    page.goto("/viec/")
    down_to(page, subject)
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban-di/**")


def test_a_unit_head_approves_with_initials_by_keys_alone(windows: Windows, rig: Rig) -> None:
    subject = "chỉ dùng bàn phím"
    submitted(rig, subject)
    page = windows.of(rig.cast.unit_head)
    page.goto("/viec/")
    down_to(page, subject)
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert stands_on(page, subject)
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban-di/**")
    tab_to(page, "Đồng ý")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Enter")  # the focus came back to the button
    expect(dialog).to_be_visible()
    tab_into(page, "Ý kiến")
    page.keyboard.type("jk/n thống nhất")  # letters, not shortcuts
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Ký nháy")
    expect(page.locator("main")).to_contain_text("jk/n thống nhất")


def test_a_director_signs_and_the_clerk_seals_and_issues_by_keys_alone(windows: Windows, rig: Rig) -> None:
    subject = "ký và phát hành bằng bàn phím"
    submitted(rig, subject, rig.cast.unit_head, rig.cast.chief)
    page = windows.of(rig.cast.director)
    open_from_inbox(page, subject)
    tab_to(page, "Ký số")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reauthenticate/**")
    tab_into(page, "Mật khẩu")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ky/")
    tab_into(page, "Ý kiến")
    page.keyboard.type("Phát hành ngay")
    tab_to(page, "Ký số")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã ký. Văn thư sẽ cấp số.")).to_be_visible()

    page = windows.of(rig.cast.clerk)
    open_from_inbox(page, subject)
    tab_to(page, "Cấp số, ký số và phát hành")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_contain_text("Số, ký hiệu sẽ cấp")
    tab_to(page, "Cấp số và phát hành")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reauthenticate/**")
    tab_into(page, "Mật khẩu")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    wait_for(page, "Đã phát hành")


def test_a_clerk_registers_a_letter_on_paper_by_keys_alone(windows: Windows, rig: Rig) -> None:
    """In the order of the columns of Appendix IV, each reached by Tab."""
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-den/")
    page.keyboard.press("n")
    page.wait_for_url("**/van-ban-den/giay/")
    wanted = {
        "Tác giả": "Công ty Mẫu Bàn Phím", "Số, ký hiệu": "7/CV-MBP", "Ngày văn bản": "2/1", "Trích yếu": "nhập chỉ bằng bàn phím",
    }  # fmt: skip
    for label, words in wanted.items():
        tab_into(page, label)
        page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Đã vào sổ, số đến")).to_be_visible()
    expect(page.locator("main")).to_contain_text("7/CV-MBP")


def test_search_new_and_help_have_keys_of_their_own(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.specialist)
    page.goto("/van-ban-di/")
    page.keyboard.press("F1")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("n")  # not while a dialog is open
    assert page.url.endswith("/van-ban-di/")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("thien nga")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=thien+nga")
    page.goto("/van-ban-di/")
    page.keyboard.press("n")
    page.wait_for_url("**/van-ban-di/soan/**")
