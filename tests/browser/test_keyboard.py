"""A clerk's and a head's work without a mouse: rows by j and k, search by /, new by n, help by F1, dialogs sent and left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ready import submitted
from tests.browser.rig import Rig
from tests.browser.window import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focused element says these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim() ?? ''") == words:
            return
    raise AssertionError(f"Tab never reaches {words!r}")


def test_a_unit_head_approves_with_initials_by_keys_alone(windows: Windows, rig: Rig) -> None:
    subject = "chỉ dùng bàn phím"
    submitted(rig, subject)
    page = windows.of(rig.cast.unit_head)
    page.goto("/viec/")
    rows = page.locator("[data-rows] [data-row]").count()
    for _ in range(rows):
        page.keyboard.press("j")
        if subject in page.evaluate("document.activeElement.innerText"):
            break
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert subject in page.evaluate("document.activeElement.innerText")
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
    dialog.locator("textarea").focus()
    page.keyboard.type("jk/n thống nhất")  # letters, not shortcuts
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Ký nháy")
    expect(page.locator("main")).to_contain_text("jk/n thống nhất")


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
    page.wait_for_url("**/van-ban-di/soan/")
