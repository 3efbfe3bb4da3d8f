"""Where a second factor is demanded: an administrator with a password only is led, sets one up and goes on to where he wanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import AXE, Eyes
from tests.browser.rig import Rig
from tests.browser.test_login import code_of, log_in
from tests.browser.test_passkey import with_authenticator
from tests.browser.window import Windows, reauthenticate
from tinhso.core.access.public import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def led(page: Page, rig: Rig, base: str, who: Actor, to: str) -> None:
    """After the password: at the page that says why, with nothing of the work around it."""
    page.goto(f"/accounts/login/?next={to}")
    log_in(page, rig, who)
    page.wait_for_url(f"{base}/accounts/2fa/required/")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    expect(page.get_by_role("heading", name="Cần bước thứ hai để vào")).to_be_visible()
    expect(page.locator("nav")).to_have_count(0)


def test_an_administrator_sets_up_his_authenticator_and_goes_on_to_where_he_wanted(windows: Windows, rig: Rig) -> None:
    who = rig.cast.administrator
    with rig.another(TINHSO_SECOND_FACTOR="administrators") as base:
        page = windows.stranger(base_url=base)
        led(page, rig, base, who, "/quan-tri/nguoi/")
        page.evaluate(AXE)
        eyes = Eyes(page)
        eyes.look("what is demanded")
        assert eyes.found == []
        page.goto("/quan-tri/don-vi/")
        page.wait_for_url("**/2fa/required/")
        page.get_by_role("link", name="Phiên đăng nhập").click()
        expect(page.get_by_text("Phiên này", exact=True)).to_be_visible()
        page.goto("/quan-tri/nguoi/")
        page.get_by_role("link", name="Bật mã sáu số").click()
        reauthenticate(page)
        expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
        secret = page.locator("code").inner_text()
        page.get_by_label("Mã sáu số").fill(code_of(secret))
        page.get_by_role("button", name="Bật mã sáu số").click()
        page.get_by_role("link", name="Đã cất mã, vào tiếp").click()
        page.wait_for_url(f"{base}/quan-tri/nguoi/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()

        page.goto("/accounts/2fa/totp/deactivate/")
        expect(page.get_by_text("cách cuối cùng còn lại")).to_be_visible()
        expect(page.get_by_role("button", name="Tắt mã sáu số")).to_have_count(0)

        other = windows.stranger(base_url=base)  # of others nothing is demanded
        log_in(other, rig, rig.cast.clerk)
        other.wait_for_url(f"{base}/")


def test_a_passkey_is_as_good(windows: Windows, rig: Rig) -> None:
    with rig.another(TINHSO_SECOND_FACTOR="all") as base:
        page = windows.stranger(base_url=base)
        with_authenticator(page)
        led(page, rig, base, rig.cast.other_director, "/viec/")
        page.get_by_role("link", name="Thêm khóa").click()
        reauthenticate(page)
        page.get_by_role("button", name="Thêm", exact=True).click()
        page.get_by_role("link", name="Đã cất mã, vào tiếp").click()
        page.wait_for_url(f"{base}/viec/")
